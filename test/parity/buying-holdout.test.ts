import { describe, expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
import { bgNbd } from "../../src/models/bg-nbd/bg-nbd.ts";
import { purchaseValue, purchaseValueCumulative } from "../../src/models/buying/purchase-value.ts";
import { gammaGamma } from "../../src/models/gamma-gamma/gamma-gamma.ts";
import { coverage, coverage80 } from "../../src/validate/amounts.ts";
import { dataFile } from "../parts.ts";
import { type CdnowHoldout, cdnowHoldout } from "./cdnow.ts";

const log = dataFile("cdnow", "CDNOW_sample.txt.gz");
const HORIZON = 39;
const ctx = { seed: 1 };

/** Mean of randomised coverage over several draws. */
function pitCoverage(below: Float64Array, upTo: Float64Array): number {
  const draws = Array.from({ length: 20 }, (_, seed) => coverage80(below, upTo, new Random(seed)));
  return draws.reduce((a, b) => a + b, 0) / draws.length;
}

describe.skipIf(!log)("CDNOW, fitted at 30 September 1997, the 39 weeks after", () => {
  let data: CdnowHoldout;
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const fitted = async () => {
    data ??= cdnowHoldout(log!);
    return bgNbd.fit(data, bgNbd.defaults, ctx);
  };

  test("parameters, log-likelihood and expected purchases as published", async () => {
    const model = await fitted();
    expect(model.customers).toBe(2357);
    expect([model.r, model.alpha, model.a, model.b].map((p) => +p.toFixed(4))).toEqual([
      0.2426, 4.4136, 0.7929, 2.4259,
    ]);
    expect(model.logLikelihood).toBeCloseTo(-9582.429, 2);
    const expected = model.expectedPurchases(data, HORIZON);
    expect(sum(data.purchases)).toBe(1882);
    expect(sum(expected)).toBeCloseTo(1653.4, 1);
    const error = sum(expected.map((e, i) => Math.abs(e - data.purchases[i]!))) / 2357;
    expect(error).toBeCloseTo(0.7855, 3);
  });

  test("80 % intervals of purchases: by randomised PIT 75–85 %, the plain interval about 93 %", async () => {
    const model = await fitted();
    const { below, upTo } = model.cumulative(data, HORIZON, data.purchases);
    const pit = pitCoverage(below, upTo);
    expect(pit).toBeGreaterThan(0.75);
    expect(pit).toBeLessThan(0.85);
    const { low, high } = model.purchaseInterval(data, HORIZON);
    expect(coverage(low, high, data.purchases)).toBeCloseTo(0.93, 1);
  });

  test("80 % intervals of spending: by randomised PIT 75–85 %", async () => {
    const model = await fitted();
    const spending = await gammaGamma.fit(data, gammaGamma.defaults, ctx);
    const { below, upTo } = await purchaseValueCumulative(model, spending, data, HORIZON, data.spent);
    const pit = pitCoverage(below, upTo);
    expect(pit).toBeGreaterThan(0.75);
    expect(pit).toBeLessThan(0.85);
    const { low, high, expected } = await purchaseValue(model, spending, data, HORIZON);
    expect(coverage(low, high, data.spent)).toBeGreaterThan(0.88);
    expect(sum(expected) / sum(data.spent)).toBeCloseTo(0.88, 1);
  });
});
