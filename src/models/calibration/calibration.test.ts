import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import type { CalibrationSample } from "./calibrator.ts";
import { noCalibration } from "./calibrator.ts";
import { chooseCalibration } from "./choose.ts";
import { fitIsotonic } from "./isotonic.ts";
import { loadCalibrator } from "./load.ts";
import { logOdds, sigmoid } from "./log-odds.ts";
import { fitPlatt } from "./platt.ts";
import { shiftCalibration } from "./shift.ts";

/** Rows whose log-odds are truth(margin). */
function drawn(rows: number, truth: (margin: number) => number, seed: number): CalibrationSample {
  const random = new Random(seed);
  const margin = Float64Array.from({ length: rows }, () => 2 * random.normal());
  return { margin, y: margin.map((m) => (random.next() < sigmoid(truth(m)) ? 1 : 0)) };
}

const folds = (rows: number) => Uint8Array.from({ length: rows }, (_, i) => i % 5);
const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;

const row = fc.record({
  margin: fc.oneof(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: -3, max: 3 })),
  y: fc.constantFrom(0, 1),
  weight: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
});
const samples = fc.array(row, { minLength: 1, maxLength: 40 }).map((rows) => ({
  margin: Float64Array.from(rows, (r) => r.margin),
  y: Float64Array.from(rows, (r) => r.y),
  weight: Float64Array.from(rows, (r) => r.weight),
}));

describe("every calibrator", () => {
  test("never falls, stays inside 0 … 1, and comes back from its state", () => {
    const at = Float64Array.from({ length: 241 }, (_, i) => (i - 120) / 2);
    fc.assert(
      fc.property(samples, (sample) => {
        for (const fitted of [fitPlatt(sample), fitIsotonic(sample), noCalibration()]) {
          const shifted = shiftCalibration(fitted, sample.margin, 0.37);
          for (const calibrator of [fitted, shifted]) {
            const p = calibrator.apply(at);
            p.forEach((value, i) => {
              expect(value >= 0 && value <= 1).toBe(true);
              expect(value).toBeGreaterThanOrEqual(i > 0 ? p[i - 1]! - 1e-15 : 0);
            });
            expect(calibrator.margin(at).every(Number.isFinite)).toBe(true);
            const again = loadCalibrator(JSON.parse(JSON.stringify(calibrator.save())));
            expect(again.kind).toBe(calibrator.kind);
            expect(again.apply(at)).toEqual(p);
          }
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test("finds the line that is there", () => {
    const line = fitPlatt(drawn(20_000, (m) => 0.6 * m - 1, 2));
    expect(line.slope).toBeCloseTo(0.6, 1);
    expect(line.intercept).toBeCloseTo(-1, 1);
  });

  test("a model that ranks upside down becomes the mean, not a falling line", () => {
    const sample = drawn(2000, (m) => -m, 3);
    const platt = fitPlatt(sample);
    expect(platt.slope).toBe(0);
    expect(platt.apply(sample.margin)[0]).toBeCloseTo(mean(sample.y), 2);
  });

  test("isotonic says of each block the share that came true", () => {
    const sample = {
      margin: Float64Array.of(3, 1, 2, 2, 1, 1, 4, 4),
      y: Float64Array.of(0, 0, 1, 0, 1, 0, 1, 1),
    };
    // 1: ⅓; 2: ½ and 3: 0 pool to ⅓; equal shares pool to one block; 4: pure, (2+1)/(2+2).
    const p = fitIsotonic(sample).apply(Float64Array.of(-9, 1, 2.5, 3, 3.5, 4, 99));
    [1 / 3, 1 / 3, 1 / 3, 1 / 3, (1 / 3 + 0.75) / 2, 0.75, 0.75].forEach((expected, i) => {
      expect(p[i]).toBeCloseTo(expected, 14);
    });
  });

  test("a pure block never passes its neighbour", () => {
    const y = Float64Array.of(0, ...Array.from({ length: 10 }, (_, i) => (i === 4 ? 1 : 0)), 1);
    const margin = Float64Array.from(y, (_, i) => (i === 0 ? -1 : i < 11 ? 0 : 1));
    const p = fitIsotonic({ margin, y }).apply(Float64Array.of(-1, 0, 1));
    expect(p[0]).toBeCloseTo(0.1, 14);
    expect(p[1]).toBeCloseTo(0.1, 14);
    expect(p[2]).toBeCloseTo(2 / 3, 14);
  });

  test("a weight of 2 is the row twice", () => {
    const once = drawn(80, (m) => m, 5);
    const twice = {
      margin: Float64Array.of(...once.margin, ...once.margin),
      y: Float64Array.of(...once.y, ...once.y),
    };
    const weight = new Float64Array(80).fill(2);
    const at = once.margin;
    for (const learn of [fitPlatt, fitIsotonic]) {
      const a = learn({ ...once, weight }).apply(at);
      const b = learn(twice).apply(at);
      for (let i = 0; i < at.length; i++) expect(a[i]).toBeCloseTo(b[i]!, 9);
    }
  });
});

describe("the choice", () => {
  test.each([
    ["none", (m: number) => m],
    ["platt", (m: number) => 0.4 * m + 0.5],
    ["isotonic", (m: number) => (m < -1 ? -2 : m < 1.5 ? 1.5 : 1.8)],
  ])("%s where the truth is such", (method, truth) => {
    const sample = drawn(8000, truth, 6);
    const choice = chooseCalibration(sample, folds(8000));
    expect(choice.method).toBe(method);
    expect(choice.calibrator.kind).toBe(method);
    for (const loss of Object.values(choice.logLoss)) expect(loss).toBeGreaterThan(0.3);
  });

  test("fewer than two folds are refused", () => {
    expect(() =>
      chooseCalibration(
        drawn(10, (m) => m, 7),
        new Uint8Array(10),
      ),
    ).toThrow(expect.objectContaining({ code: "bad-parameter" }));
  });
});

describe("the shift", () => {
  test("meets the target mean and keeps the ranks and the distances in log-odds", () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (sample, target) => {
        const base = fitPlatt(sample);
        const shifted = shiftCalibration(base, sample.margin, target);
        expect(mean(shifted.apply(sample.margin)) / target).toBeCloseTo(1, 8);
        const before = base.margin(sample.margin);
        shifted.margin(sample.margin).forEach((m, i) => {
          expect(m - before[i]!).toBeCloseTo(shifted.shift, 9);
        });
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  test("margins of ±700 still meet it", () => {
    const margin = Float64Array.of(-700, 700, 700, -700);
    for (const target of [0.2, 0.5, 0.9])
      expect(mean(shiftCalibration(noCalibration(), margin, target).apply(margin))).toBeCloseTo(target, 9);
  });

  test.each([0, 1, -1, Number.NaN])("a target of %s is refused", (target) => {
    expect(() => shiftCalibration(noCalibration(), Float64Array.of(1), target)).toThrow(
      expect.objectContaining({ code: "bad-parameter" }),
    );
  });
});

describe("bad input", () => {
  test.each([
    ["no-rows", { margin: new Float64Array(0), y: new Float64Array(0) }],
    ["bad-value", { margin: Float64Array.of(1, Number.NaN), y: Float64Array.of(0, 1) }],
    ["bad-target", { margin: Float64Array.of(1, 2), y: Float64Array.of(0, 0.5) }],
    ["bad-target", { margin: Float64Array.of(1, 2), y: Float64Array.of(0) }],
    ["bad-weight", { margin: Float64Array.of(1), y: Float64Array.of(0), weight: Float64Array.of(-1) }],
  ])("%s", (code, sample) => {
    for (const learn of [fitPlatt, fitIsotonic])
      expect(() => learn(sample)).toThrow(expect.objectContaining({ code }));
  });

  test("a margin that is no number is refused when applied, and so is another state", () => {
    expect(() => noCalibration().apply(Float64Array.of(0, Number.POSITIVE_INFINITY))).toThrow(
      expect.objectContaining({ code: "bad-value", data: expect.objectContaining({ row: 2 }) }),
    );
    expect(() => loadCalibrator({ kind: "platt", version: 99 })).toThrow(
      expect.objectContaining({ code: "model-version" }),
    );
    expect(() => loadCalibrator({ kind: "spline", version: 1 })).toThrow(
      expect.objectContaining({ code: "model-version" }),
    );
  });

  test("log-odds and probability are inverse, far out too", () => {
    for (const m of [-700, -30, -1e-3, 0, 2, 30]) expect(logOdds(sigmoid(m))).toBeCloseTo(m, 2);
  });
});
