import { expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { simplestWithinOneError } from "./choose.ts";

const random = new Random(1);
const noise = (n: number, mean: number, sd: number) =>
  Float64Array.from({ length: n }, () => mean + sd * random.normal());

test("a candidate that is hardly worse but simpler wins", () => {
  const complex = noise(400, 0.6, 0.3);
  const simple = complex.map((v) => v + 0.001 + 0.05 * random.normal());
  const { chosen, best } = simplestWithinOneError([
    { candidate: "simple", losses: simple },
    { candidate: "complex", losses: complex },
  ]);
  expect(chosen.candidate).toBe("simple");
  expect(["simple", "complex"]).toContain(best.candidate);
});

test("the error is that of the paired difference: a small but steady loss is seen", () => {
  const complex = noise(400, 0.6, 0.3);
  const simple = complex.map((v) => v + 0.01 + 0.01 * random.normal());
  const { chosen } = simplestWithinOneError([
    { candidate: "simple", losses: simple },
    { candidate: "complex", losses: complex },
  ]);
  expect(chosen.candidate).toBe("complex");
});
