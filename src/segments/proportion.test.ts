import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { holm, sameShareP, wilson } from "./proportion.ts";

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../test/parity/golden/segments.json"), "utf8"),
) as { shares: { table: [number, number, number, number]; p: number; wilson: [number, number] }[] };

describe("shares", () => {
  test.each(golden.shares)(
    "p and Wilson interval of $table are SciPy's",
    ({ table, p, wilson: [low, high] }) => {
      const found = sameShareP(...table);
      expect(Math.abs(found - p)).toBeLessThan(1e-9 + 1e-9 * p);
      if (p < 1e-20) expect(Math.log(found) / Math.log(p)).toBeCloseTo(1, 6);
      const interval = wilson(table[0], table[1]);
      expect(interval.low).toBeCloseTo(low, 9);
      expect(interval.high).toBeCloseTo(high, 9);
    },
  );

  test("nothing to compare is no difference", () => {
    expect(sameShareP(0, 10, 0, 20)).toBe(1);
    expect(sameShareP(3, 3, 0, 0)).toBe(1);
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
  });

  test("Holm's adjustment grows with rank and keeps the order", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});
