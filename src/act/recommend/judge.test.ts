import { expect, test } from "vitest";
import { PopularityModel } from "../../models/popularity/popularity.ts";
import { listFor } from "./judge.ts";

test("a list holds neither what was bought nor what is gone, and no more than was asked for", () => {
  const model = new PopularityModel(Float64Array.of(9, 8, 7, 6, 5));
  const taste = { items: Int32Array.of(1), values: Float32Array.of(1) };
  const list = (n: number) => listFor(model, taste, new Set([0]), n).map(({ item }) => item);
  expect(list(2)).toEqual([2, 3]);
  expect(list(9)).toEqual([2, 3, 4]);
  expect(list(0)).toEqual([]);
});
