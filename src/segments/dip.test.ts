import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fromRows } from "../core/matrix.ts";
import { Random } from "../core/random.ts";
import { dip } from "./dip.ts";
import { rankSumP } from "./rank-sum.ts";
import { leastValley, spreadSteps, VALLEY } from "./valleys.ts";

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../test/parity/golden/dip.json"), "utf8"),
) as {
  dip: { name: string; sorted: number[]; dip: number }[];
  uniform995: number;
  rankSum: { values: number[]; labels: number[]; p: number[] };
};

describe("the dip", () => {
  test.each(golden.dip)("of $name is the diptest package's", ({ sorted, dip: expected }) => {
    expect(dip(sorted)).toBeCloseTo(expected, 12);
  });

  test("of one value, or of none that differ, is the least there is", () => {
    expect(dip([3])).toBe(0.5);
    expect(dip([2, 2, 2, 2])).toBe(1 / 8);
  });

  test("a valley is told at the quantile of the flat cloud", () => {
    expect(VALLEY).toBeCloseTo(golden.uniform995, 2);
  });
});

describe("valleys between groups", () => {
  const random = new Random(1);
  const counts = fromRows(
    Array.from({ length: 2000 }, () => [Math.log(1 + Math.floor(-2 * Math.log(1 - random.next())))]),
  );
  const cut = Array.from({ length: 2000 }, (_, i) => (counts.data[i]! > 0.5 ? 1 : 0));

  test("steps of whole numbers are no valleys, wide holes are", () => {
    expect(leastValley(counts, cut, 2)).toBeGreaterThan(VALLEY);
    expect(leastValley(spreadSteps(counts, new Random(2)), cut, 2)).toBeLessThan(VALLEY);
    const apart = fromRows(Array.from({ length: 600 }, (_, i) => [(i % 4) + (i % 2 ? 40 : 0)]));
    const labels = Array.from({ length: 600 }, (_, i) => i % 2);
    expect(leastValley(spreadSteps(apart, new Random(2)), labels, 2)).toBeGreaterThan(VALLEY);
  });

  test("every pair must have one", () => {
    const r = new Random(3);
    const x = fromRows(Array.from({ length: 900 }, (_, i) => [(i % 3 === 0 ? 9 : 0) + r.normal()]));
    const three = Array.from({ length: 900 }, (_, i) => (i % 3 === 0 ? 2 : x.data[i]! > 0 ? 1 : 0));
    const two = three.map((g) => (g === 2 ? 1 : 0));
    expect(leastValley(x, two, 2)).toBeGreaterThan(VALLEY);
    expect(leastValley(x, three, 3)).toBeLessThan(VALLEY);
  });
});

test("the rank-sum test is SciPy's, ties and all; missing values are left out", () => {
  const { values, labels, p } = golden.rankSum;
  const found = rankSumP(Float64Array.from([...values, Number.NaN]), [...labels, 0], 3);
  found.forEach((value, g) => {
    expect(value).toBeCloseTo(p[g]!, 9);
  });
  expect(rankSumP(Float64Array.from([1, 1, 1]), [0, 0, 1], 2)).toEqual([1, 1]);
});
