import { describe, expect, test } from "vitest";
import type { ColumnInfo } from "../core/matrix.ts";
import { fromRows } from "../core/matrix.ts";
import { driversOf } from "./drivers.ts";

const columns: ColumnInfo[] = [
  { name: "weak", kind: "number" },
  { name: "strong", kind: "number" },
  { name: "town", kind: "category", categories: ["a", "b"] },
];

describe("drivers", () => {
  const rows = Array.from({ length: 100 }, (_, i) => [i < 40 ? Number.NaN : i % 2, i, i % 2]);
  const effects = Float64Array.from(
    rows.flatMap(([, strong, town]) => [0.01, strong! / 100 - 0.5, town! - 0.5]),
  );
  const contributions = { base: 0, rows: 100, cols: 3, effects };

  test("come by importance, the mean absolute effect", () => {
    const drivers = driversOf(contributions, { x: fromRows(rows), columns });
    expect(drivers.map(({ feature }) => feature)).toEqual(["town", "strong", "weak"]);
    expect(drivers.map(({ importance }) => importance)).toEqual([
      0.5,
      expect.closeTo(0.25, 9),
      expect.closeTo(0.01, 9),
    ]);
  });

  test("have a shape by quantile of the value, equal values together, missing left out", () => {
    const drivers = driversOf(contributions, { x: fromRows(rows), columns }, 5);
    const shape = (name: string) => drivers.find(({ feature }) => feature === name)!.shape;
    expect(shape("strong").map(({ count }) => count)).toEqual([20, 20, 20, 20, 20]);
    expect(shape("strong")[0]).toEqual({ at: 9, effect: expect.closeTo(0.095 - 0.5, 9), count: 20 });
    expect(shape("weak")).toEqual([
      { at: 0, effect: expect.closeTo(0.01, 9), count: 30 },
      { at: 1, effect: expect.closeTo(0.01, 9), count: 30 },
    ]);
    expect(shape("town").map(({ at, effect, count }) => [at, effect, count])).toEqual([
      [0, -0.5, 50],
      [1, 0.5, 50],
    ]);
  });

  test("refuse contributions of other rows", () => {
    expect(() => driversOf({ ...contributions, rows: 99 }, { x: fromRows(rows), columns })).toThrow(
      RangeError,
    );
  });
});
