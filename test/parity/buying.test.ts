import { describe, expect, test } from "vitest";
import { bgNbd } from "../../src/models/bg-nbd/bg-nbd.ts";
import { modelOf } from "../../src/models/bg-nbd/story.ts";
import { gammaGamma } from "../../src/models/gamma-gamma/gamma-gamma.ts";
import { cdnowSummary } from "./cdnow.ts";
import golden from "./golden/buying.json" with { type: "json" };

const cdnow = cdnowSummary();
const ctx = { seed: 1 };

/** Largest relative difference. */
function distance(found: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(...expected.map((e, i) => Math.abs(found[i]! - e) / Math.abs(e)));
}

const rowsOf = (index: readonly number[]) => {
  const part = (values: Float64Array) => Float64Array.from(index, (i) => values[i]!);
  return {
    frequency: part(cdnow.frequency),
    recency: part(cdnow.recency),
    age: part(cdnow.age),
    value: part(cdnow.value),
  };
};

describe("published figures on CDNOW", () => {
  test("BG/NBD, Fader, Hardie and Lee (2005), table 2", async () => {
    const { r, alpha, a, b, logLikelihood, converged, degenerate } = await bgNbd.fit(
      cdnow,
      bgNbd.defaults,
      ctx,
    );
    expect(Math.abs(r - 0.2426)).toBeLessThan(1e-3);
    expect(Math.abs(alpha - 4.4136)).toBeLessThan(1e-3);
    expect(Math.abs(a - 0.7929)).toBeLessThan(1e-3);
    expect(Math.abs(b - 2.4259)).toBeLessThan(1e-3);
    expect(Math.abs(logLikelihood - -9582.429)).toBeLessThan(0.01);
    expect(converged).toBe(true);
    expect(degenerate).toEqual([]);
  });

  test("Gamma-Gamma, Fader and Hardie (2013)", async () => {
    const { p, q, v, logLikelihood, customers, frequencyValueCorrelation } = await gammaGamma.fit(
      cdnow,
      gammaGamma.defaults,
      ctx,
    );
    expect(Math.abs(p - 6.25)).toBeLessThan(0.01);
    expect(Math.abs(q - 3.74)).toBeLessThan(0.01);
    expect(Math.abs(v - 15.44)).toBeLessThan(0.01);
    expect(logLikelihood).toBeCloseTo(-4055.92, 1);
    expect(customers).toBe(946);
    // "just over .1": the independence that the model assumes.
    expect(frequencyValueCorrelation).toBeCloseTo(0.1139, 3);
  });
});

describe(`beside ${golden.package} ${golden.version}`, () => {
  for (const { penalizer, parameters: p, standardErrors } of golden.bgNbd)
    test(`BG/NBD parameters, penalizer ${penalizer}`, async () => {
      const model = await bgNbd.fit(cdnow, bgNbd.check({ penalizer }), ctx);
      expect(distance([model.r, model.alpha, model.a, model.b], [p.r, p.alpha, p.a, p.b])).toBeLessThan(1e-5);
      if (standardErrors) expect(distance(model.standardErrors!, standardErrors)).toBeLessThan(1e-5);
    });

  test("expected purchases and probability of being alive", () => {
    for (const { r, alpha, a, b, horizon, rows, expected, alive } of golden.predictions) {
      const model = modelOf({ r, alpha, a, b });
      expect(distance(model.expectedPurchases(rowsOf(rows), horizon), expected)).toBeLessThan(1e-6);
      expect(distance(model.probabilityAlive(rowsOf(rows)), alive)).toBeLessThan(1e-9);
    }
  });

  test("expected purchases at the edges: a = 1, a → 0, b large, r large, horizons of 1e-6 to 2e5", () => {
    for (const [r, alpha, a, b, x, recency, age, horizon, expected] of golden.extremes as number[][]) {
      const row = {
        frequency: Float64Array.of(x!),
        recency: Float64Array.of(recency!),
        age: Float64Array.of(age!),
      };
      const [found] = modelOf({ r: r!, alpha: alpha!, a: a!, b: b! }).expectedPurchases(row, horizon!);
      expect(Math.abs(found! / expected! - 1)).toBeLessThan(1e-10);
    }
  });

  for (const { penalizer, parameters: g } of golden.gammaGamma)
    test(`Gamma-Gamma parameters, penalizer ${penalizer}`, async () => {
      const { p, q, v } = await gammaGamma.fit(cdnow, gammaGamma.check({ penalizer }), ctx);
      expect(distance([p, q, v], [g.p, g.q, g.v])).toBeLessThan(1e-5);
    });

  test("expected value of a purchase", async () => {
    const model = await gammaGamma.fit(cdnow, gammaGamma.defaults, ctx);
    const { rows, expected } = golden.spending;
    expect(distance(model.expectedValue(rowsOf(rows)), expected)).toBeLessThan(1e-6);
  });
});
