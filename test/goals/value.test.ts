import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainCustomer } from "../../src/goals/explain.ts";
import type { ProofReport } from "../../src/validate/report.ts";
import { words } from "../../src/words/index.ts";
import { sameKind } from "../shop/shop.ts";
import { score, shopWorkspace, train, type Workspace } from "./workspace.ts";

describe("value in a shop where kinds of customers are planted", () => {
  let shop: Workspace;
  let report: ProofReport;
  beforeAll(async () => {
    shop = await shopWorkspace({ customers: 700, days: 500, seed: 3 }, 60);
    report = await train(shop.store, "value");
    await score(shop.store, ["value"]);
  }, 60_000);
  afterAll(() => shop.close());

  test("is proven: nearer than the customers' own past and in better order, intervals that hold", () => {
    expect(report.published).toBe(true);
    expect(report.baseline.model).toMatch(/^past/);
    for (const proof of report.proofs) {
      expect(proof.gain).toBeCloseTo(1 - proof.metrics.deviance! / proof.baseline.metrics.deviance!, 12);
      expect(proof.gain).toBeGreaterThan(0.1);
      expect(proof.metrics.mae).toBeLessThan(proof.baseline.metrics.mae!);
      expect(proof.metrics.spearman).toBeGreaterThan(proof.baseline.metrics.spearman!);
      expect(proof.metrics.totalRatio).toBeGreaterThan(0.8);
      expect(proof.metrics.totalRatio).toBeLessThan(1.25);
      expect(proof.metrics.coverage80).toBeGreaterThan(0.72);
      expect(proof.metrics.coverage80).toBeLessThan(0.88);
      expect(proof.metrics.coverage).toBeGreaterThan(proof.metrics.coverage80!);
      expect(proof.calibration).toHaveLength(10);
      expect(proof.lift.at(-1)!.caught).toBeCloseTo(1, 9);
    }
    expect(report.notes.map((n) => n.code)).toContain("goals.note.extrapolated");
    for (const lang of ["en", "zh", "ru"] as const)
      for (const note of [report.reason, ...report.notes])
        expect(words(lang).tell(note)).not.toMatch(/goals\.|\{\{|NaN/);
  });

  test("every buyer has a value inside an 80 % interval, also those who came once", async () => {
    const { buyers } = await shop.store.one<{ buyers: number }>(
      "SELECT count(DISTINCT customer) AS buyers FROM orders",
    );
    const rows = await shop.store.rows<{ value: number; low: number; high: number; unit: string }>(
      "SELECT value, low, high, unit FROM scores WHERE goal = 'value'",
    );
    // A few orders were cancelled whole: their customers bought nothing.
    expect(rows.length).toBeGreaterThan(0.97 * buyers);
    expect(rows.length).toBeLessThanOrEqual(buyers);
    for (const { value, low, high, unit } of rows) {
      expect(unit).toBe("minor");
      expect(value).toBeGreaterThan(0);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  test("explains: base + all reasons = the logarithm of the value, money in the shop's currency", async () => {
    const rows = await shop.store.rows<{ customer_id: string; value: number; margin: number }>(
      "SELECT customer_id, value, margin FROM scores JOIN customers USING (customer) WHERE goal = 'value' ORDER BY customer LIMIT 10",
    );
    for (const row of rows) {
      const found = await explainCustomer(shop.store, "value", row.customer_id);
      const sum = found.reasons.reduce((s, r) => s + r.effect, found.base);
      expect(found.sum).toBe(sum);
      expect(Math.abs(sum - found.margin)).toBeLessThan(1e-9);
      expect(found.margin).toBe(row.margin);
      expect(Math.exp(found.margin)).toBeCloseTo(found.value, 6);
      expect(found.value).toBe(row.value);
      expect(found.calibrator).toBeUndefined();
      const basket = found.reasons.find((r) => r.feature === "averageBasket");
      if (basket) expect(basket.data.currency).toBe("EUR");
    }
  });

  test("the same seed gives the same scores to the bit", async () => {
    const all = () =>
      shop.store.rows("SELECT * EXCLUDE (scored_at) FROM scores WHERE goal = 'value' ORDER BY customer");
    const before = await all();
    const again = await train(shop.store, "value", 1, 2);
    expect(again.version).toBe(report.version);
    await score(shop.store, ["value"]);
    expect(await all()).toEqual(before);
  }, 60_000);

  test("scoring one goal leaves the scores of another as they are", async () => {
    await train(shop.store, "churn");
    await score(shop.store);
    const churn = () => shop.store.rows("SELECT * FROM scores WHERE goal = 'churn' ORDER BY customer");
    const before = await churn();
    expect(before.length).toBeGreaterThan(0);
    await score(shop.store, ["value"]);
    expect(await churn()).toEqual(before);
  }, 60_000);
});

test("where all customers draw from one law, nobody can be put in order, and value is refused", async () => {
  const shop = await shopWorkspace({ customers: 500, days: 400, seed: 21, kinds: sameKind }, 30);
  try {
    const report = await train(shop.store, "value");
    expect(report.published).toBe(false);
    expect(report.reason.code).toMatch(/^goals\.refused\.(eachRankGain|rankGainInterval)$/);
  } finally {
    await shop.close();
  }
}, 60_000);
