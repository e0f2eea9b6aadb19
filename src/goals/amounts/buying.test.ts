import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { ModelState } from "../../models/estimator.ts";
import { decodeState, encodeState } from "../state.ts";
import { BuyingModel } from "./buying.ts";

/** Customers who buy at their own pace and stop, as the buying models have it. */
function customers(n: number, seed: number) {
  const random = new Random(seed);
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) {
    const age = 60 + random.int(300);
    const pace = 0.01 + 0.05 * random.next();
    let at = 0;
    let days = 1;
    while (random.next() > 0.15) {
      const next = at + -Math.log(1 - random.next()) / pace;
      if (next > age) break;
      at = next;
      days++;
    }
    const spent = 2000 + random.int(8000);
    // As of the midnight after the last day: one day more than the age.
    rows.push([days, age - Math.floor(at) + 1, age + 1, spent, (days - 1) * spent]);
  }
  const names = ["orderDays", "daysSinceLastOrder", "daysSinceFirstOrder", "averageBasket", "repeatRevenue"];
  return { x: fromRows(rows), columns: numberColumns(names) };
}

describe("the buying models as a goal uses them", async () => {
  const design = customers(400, 4);
  const model = await BuyingModel.fit(design, 90, { seed: 1 });

  test("reasons: base + effects = the logarithm of the expected amount", async () => {
    const expected = model.expected(design);
    const { base, cols, effects } = await model.contributions(design);
    expected.forEach((value, i) => {
      const sum = effects.subarray(i * cols, (i + 1) * cols).reduce((s, e) => s + e, base);
      expect(Math.abs(sum - Math.log(value))).toBeLessThan(1e-9);
    });
    expect(effects.some((e) => e !== 0)).toBe(true);
  });

  test("intervals hold the mean, and the distribution function rises through the amount", async () => {
    const expected = model.expected(design);
    const { low, high } = await model.interval(design);
    const { below, upTo } = await model.cumulative(design, expected);
    expected.forEach((value, i) => {
      expect(low[i]).toBeLessThanOrEqual(value);
      expect(high[i]).toBeGreaterThanOrEqual(value);
      expect(below[i]!).toBeGreaterThanOrEqual(0);
      expect(upTo[i]!).toBeLessThanOrEqual(1);
      expect(below[i]!).toBeLessThanOrEqual(upTo[i]!);
    });
  });

  test("is the same after it was stored", async () => {
    const back = BuyingModel.load(decodeState(encodeState(model.save())) as ModelState);
    expect(back.expected(design)).toEqual(model.expected(design));
    expect(await back.contributions(design)).toEqual(await model.contributions(design));
    expect(() => BuyingModel.load({ ...model.save(), version: 9 })).toThrow(/model-version/);
  });
});
