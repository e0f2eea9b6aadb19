import { expect, test } from "vitest";
import { apSkill, auc, caughtWithin, lift10, rankByScore } from "./ranking.ts";

const y = Float64Array.from([1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);

test("one score for all rows is as good as chance", () => {
  const flat = rankByScore(new Float64Array(10).fill(0.5));
  expect(auc(flat, y)).toBe(0.5);
  expect(apSkill(flat, y)).toBeCloseTo(0, 12);
  expect(lift10(flat, y)).toBeCloseTo(1, 12);
});

test("a perfect order has skill 1, the reverse loses it", () => {
  const perfect = rankByScore(y);
  expect(apSkill(perfect, y)).toBe(1);
  expect(auc(perfect, y)).toBe(1);
  expect(auc(rankByScore(y.map((v) => -v)), y)).toBe(0);
});

test("a weight of two is the same as the row twice", () => {
  const scores = Float64Array.from([0.9, 0.8, 0.7, 0.8, 0.1, 0.2, 0.3, 0.1, 0, 0.9]);
  const weight = Float64Array.from([2, 1, 0, 3, 1, 1, 1, 1, 1, 2]);
  const rows = [...weight].flatMap((w, i) => new Array<number>(w).fill(i));
  const twice = rankByScore(Float64Array.from(rows, (i) => scores[i]!));
  expect(apSkill(rankByScore(scores), y, weight)).toBeCloseTo(
    apSkill(
      twice,
      Float64Array.from(rows, (i) => y[i]!),
    ),
    12,
  );
});

test("ties at the edge of a share are counted in proportion", () => {
  const scores = Float64Array.from([1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  expect(caughtWithin(rankByScore(scores), y, 2)).toBe(1);
  expect(caughtWithin(rankByScore(scores), y, 10)).toBe(2);
});
