import { describe, expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { calibrationBins, wilsonInterval } from "./calibration-bins.ts";
import { calibrationSlope, ece, sigmoid } from "./probability.ts";

const random = new Random(2);
const margins = Float64Array.from({ length: 20_000 }, () => 1.5 * random.normal());
const outcomes = margins.map((m) => (random.next() < sigmoid(m) ? 1 : 0));

describe("calibration", () => {
  test("the slope finds the factor by which log-odds are overstated", () => {
    expect(calibrationSlope(margins.map(sigmoid), outcomes)).toBeCloseTo(1, 1);
    expect(
      calibrationSlope(
        margins.map((m) => sigmoid(2 * m)),
        outcomes,
      ),
    ).toBeCloseTo(0.5, 1);
  });

  test("the slope is not a number where the probabilities are all the same or tell the classes apart", () => {
    expect(calibrationSlope(new Float64Array(10).fill(0.3), outcomes.slice(0, 10))).toBeNaN();
  });

  test("the expected error of honest probabilities is small, of shifted ones the shift", () => {
    const p = margins.map(sigmoid);
    expect(ece(p, outcomes)).toBeLessThan(0.02);
    const constant = new Float64Array(outcomes.length).fill(0.2);
    const share = outcomes.reduce((a, b) => a + b) / outcomes.length;
    expect(ece(constant, outcomes)).toBeCloseTo(share - 0.2, 1);
  });

  test("bins hold all rows, keep ties together, and the true share lies in most of their intervals", () => {
    const p = margins.map(sigmoid);
    const bins = calibrationBins(p, outcomes);
    expect(bins.reduce((a, b) => a + b.count, 0)).toBe(p.length);
    expect(bins.filter((b) => b.low <= b.predicted && b.predicted <= b.high).length).toBeGreaterThanOrEqual(
      8,
    );
    expect(calibrationBins(new Float64Array(50).fill(0.4), outcomes.slice(0, 50))).toHaveLength(1);
  });

  test("Wilson's interval, against the published example 81 of 263", () => {
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });
});
