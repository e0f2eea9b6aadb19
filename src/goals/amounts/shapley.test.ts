import { expect, test } from "vitest";
import { shapley } from "./shapley.ts";

test("a sum of parts gives each its part, an interaction is shared, and all add up", () => {
  const own = [
    [2, 5, 1],
    [0, 1, 4],
  ];
  const f = (a: number, b: number, c: number) => 3 * a + b * c;
  const { base, effects } = shapley(3, 2, (mine) =>
    Float64Array.from(own, (row) => f(...(row.map((v, k) => (mine[k] ? v : 1)) as [number, number, number]))),
  );
  expect(base).toEqual(Float64Array.of(4, 4));
  // b·c from 1·1 to 5·1: all of it is b's.
  expect([...effects.subarray(0, 3)].map((e) => Math.round(e * 1e9) / 1e9)).toEqual([3, 4, 0]);
  own.forEach((row, i) => {
    const sum = effects.subarray(3 * i, 3 * i + 3).reduce((s, e) => s + e, base[i]!);
    expect(sum).toBeCloseTo(f(...(row as [number, number, number])), 12);
  });
});

test("equal players get equal shares", () => {
  const { effects } = shapley(4, 1, (mine) => Float64Array.of(mine.every(Boolean) ? 1 : 0));
  for (const e of effects) expect(e).toBeCloseTo(0.25, 12);
});
