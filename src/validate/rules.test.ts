import { expect, test } from "vitest";
import { fromRows, numberColumns } from "../core/matrix.ts";
import { canApply, leavingRules, ownPast } from "./rules.ts";

const columns = numberColumns([
  "daysSinceLastOrder",
  "daysSinceFirstOrder",
  "orderDays",
  "meanGapDays",
  "revenue",
]);
const design = {
  x: fromRows([
    [10, 100, 4, 30, 4000],
    [50, 300, 4, 10, 900],
    [20, 20, 1, Number.NaN, 500],
  ]),
  columns,
};
const by = (name: string) => [...leavingRules, ...ownPast(90)].find((r) => r.name === name)!.score(design);
const order = (scores: Float64Array) => Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);

test("the rules for leaving put first: the longest quiet, the latest by their own gap, the fewest order days", () => {
  expect(order(by("recency"))).toEqual([1, 2, 0]);
  // Whoever has no gap of their own is measured by the typical one.
  expect(by("recency-over-gap")).toEqual(Float64Array.of(10 / 30, 5, 20 / 30));
  expect(order(by("frequency"))).toEqual([2, 1, 0]);
});

test("the customer's own past, carried on for the horizon", () => {
  // Known for less than a horizon: what was spent so far is what a horizon brings.
  expect(by("past")).toEqual(Float64Array.of(3600, 270, 500));
  expect([...by("past-repeats")]).toEqual([
    expect.closeTo((3 / 100) * 90 * 1000, 9),
    expect.closeTo((3 / 300) * 90 * 225, 9),
    0,
  ]);
});

test("a rule is left out where its columns are not there", () => {
  const narrow = { x: fromRows([[1]]), columns: numberColumns(["daysSinceLastOrder"]) };
  expect(leavingRules.filter((r) => canApply(r, narrow)).map((r) => r.name)).toEqual(["recency"]);
});
