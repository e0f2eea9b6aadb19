import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainCustomer } from "../../src/goals/explain.ts";
import { loadCalibrator } from "../../src/models/calibration/load.ts";
import type { ProofReport } from "../../src/validate/report.ts";
import { words } from "../../src/words/index.ts";
import { sameKind } from "../shop/shop.ts";
import { score, shopWorkspace, train, type Workspace } from "./workspace.ts";

interface Champion {
  readonly version: string;
  readonly state: string;
}

describe("churn in a shop where leaving is planted", () => {
  let shop: Workspace;
  let report: ProofReport;
  beforeAll(async () => {
    shop = await shopWorkspace({ customers: 700, days: 560, seed: 3 }, 60);
    report = await train(shop.store, "churn");
  }, 60_000);
  afterAll(() => shop.close());

  test("is found: published with its gain over the best rule, at both proofs, well calibrated", () => {
    expect(report.published).toBe(true);
    expect(report.gate.map((c) => [c.check, c.passed])).toEqual([
      ["meanGain", true],
      ["gainInterval", true],
      ["eachGain", true],
      ["calibrationSlope", true],
    ]);
    expect(report.proofs).toHaveLength(2);
    for (const proof of report.proofs) {
      expect(proof.metrics.auc).toBeGreaterThan(0.85);
      expect(proof.gain).toBeGreaterThan(0.02);
      expect(proof.gainInterval.low).toBeLessThan(proof.gain);
      expect(proof.gain).toBeCloseTo(proof.metrics.apSkill! - proof.baseline.metrics.apSkill!, 12);
    }
    expect(Object.keys(report.metrics)).toEqual(
      expect.arrayContaining([
        "auc",
        "averagePrecision",
        "apSkill",
        "brier",
        "logLoss",
        "calibrationSlope",
        "ece",
        "lift10",
      ]),
    );
    expect(report.reason.code).toBe("goals.published.classification");
    expect(report.drivers[0]!.importance).toBeGreaterThan(0);
    expect(report.version).toMatch(/^(boosting|logistic)-proven\d{8}\.[0-9a-f]{8}-refit\d{8}\.[0-9a-f]{8}$/);
  });

  test("the second proof trains on nothing that ended after it, and touches the first without overlap", () => {
    const [first, second] = report.proofs;
    expect(first!.outcomeUntil).toBe(second!.cutOff);
    for (const proof of report.proofs)
      for (const cutOff of proof.trainedOn)
        expect(Date.parse(cutOff) + 60 * 86_400_000).toBeLessThanOrEqual(Date.parse(proof.cutOff));
  });

  test("scores every active customer: probability, percentile, band, three reasons in three languages", async () => {
    const [scored] = await score(shop.store, ["churn"]);
    const rows = await shop.store.rows<{
      value: number;
      probability: number;
      score: number;
      band: string;
      margin: number;
      reasons: string;
      model_version: string;
    }>("SELECT * FROM scores WHERE goal = 'churn' ORDER BY value");
    expect(scored).toEqual({ goal: "churn", scored: rows.length, asOf: report.asOf });
    expect(rows.length).toBeGreaterThan(200);
    // Customers at either end may be alike; equal values share their rank.
    expect(rows[0]!.score).toBeLessThan(10);
    expect(rows.at(-1)!.score).toBeGreaterThan(90);
    expect(new Set(rows.map((r) => r.band))).toEqual(new Set(["low", "medium", "high"]));
    const rank = { low: 0, medium: 1, high: 2 } as Record<string, number>;
    rows.forEach((row, i) => {
      expect(row.model_version).toBe(report.version);
      expect(row.probability).toBe(row.value);
      if (i > 0) expect(rank[row.band]).toBeGreaterThanOrEqual(rank[rows[i - 1]!.band]!);
      const reasons = JSON.parse(row.reasons) as { code: string; data: Record<string, unknown> }[];
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.length).toBeLessThanOrEqual(3);
      for (const lang of ["en", "zh", "ru"] as const)
        for (const { code, data } of reasons) {
          const text = words(lang).say(code, data);
          expect(text).not.toBe(code);
          expect(text).not.toMatch(/reasons\.|\{\{|NaN|undefined/);
        }
    });
  });

  test("explains: base + all reasons = margin to 1e-9, probability = calibrator(margin)", async () => {
    await score(shop.store, ["churn"]);
    const rows = await shop.store.rows<{ customer_id: string; margin: number; probability: number }>(
      "SELECT customer_id, margin, probability FROM scores JOIN customers USING (customer) WHERE goal = 'churn' ORDER BY customer LIMIT 12",
    );
    for (const row of rows) {
      const found = await explainCustomer(shop.store, "churn", row.customer_id);
      const sum = found.reasons.reduce((s, r) => s + r.effect, found.base);
      expect(found.sum).toBe(sum);
      expect(Math.abs(sum - found.margin)).toBeLessThan(1e-9);
      expect(found.margin).toBe(row.margin);
      expect(found.probability).toBe(row.probability);
      const calibrated = loadCalibrator(found.calibrator!).apply(Float64Array.of(found.margin));
      expect(calibrated[0]).toBe(found.probability);
      expect(found.unit).toBe("probability");
    }
  });

  test("same data and seed give the same model to the byte, with one thread or two; another seed does not", async () => {
    const champion = () =>
      shop.store.one<Champion>(
        "SELECT version, state FROM models WHERE goal = 'churn' AND status = 'champion'",
      );
    const before = await champion();
    const again = await train(shop.store, "churn", 1, 2);
    expect(await champion()).toEqual(before);
    const stable = ({ seconds: _, ...rest }: ProofReport) => rest;
    expect(stable(again)).toEqual(stable(report));
    const other = await train(shop.store, "churn", 2);
    expect(other.version).not.toBe(before.version);
    const kept = await shop.store.rows<{ status: string; n: number }>(
      "SELECT status, count(*) AS n FROM models WHERE goal = 'churn' GROUP BY 1 ORDER BY 1",
    );
    expect(kept).toEqual([
      { status: "champion", n: 1 },
      { status: "retired", n: 1 },
    ]);
  }, 60_000);
});

describe("churn where there is nothing to find", () => {
  test.each([11, 12, 13])(
    "is refused and says why (shop %i)",
    async (seed) => {
      const shop = await shopWorkspace({ customers: 500, days: 400, seed, kinds: sameKind }, 30);
      try {
        const report = await train(shop.store, "churn");
        expect(report.published).toBe(false);
        expect(report.reason.code).toMatch(
          /^goals\.refused\.(meanGain|gainInterval|eachGain|calibrationSlope)$/,
        );
        expect(words("en").tell(report.reason)).toMatch(/^Not published: /);
        expect(report.gate.some((c) => !c.passed)).toBe(true);
        expect(await score(shop.store)).toEqual([]);
      } finally {
        await shop.close();
      }
    },
    60_000,
  );
});

test("a refused model leaves the last champion in its place, with its scores", async () => {
  const shop = await shopWorkspace({ customers: 600, days: 560, seed: 3 }, 60);
  const { store } = shop;
  try {
    const first = await train(store, "churn");
    expect(first.published).toBe(true);
    await score(store);
    const scores = await store.rows("SELECT * FROM scores ORDER BY customer");
    // From now on everyone comes back every month, so that the old ways of leaving foretell nothing.
    const until = first.asOf.slice(0, 10);
    await store.tx(async (w) => {
      await w.run(`INSERT INTO orders SELECT 100000 + customer * 100 + k, 'n' || customer || '-' || k, customer,
        t, t, 'EUR', 'DE', NULL, 'sale', 1000, 2000, 2
        FROM customers, range(0, 8) r(k),
          LATERAL (SELECT TIMESTAMP '${until}' + INTERVAL 1 DAY * (k * 30 + (customer * 7) % 29) AS t)`);
    });
    const second = await train(store, "churn");
    expect(second.published).toBe(false);
    const models = await store.rows<{ version: string; status: string }>(
      "SELECT version, status FROM models WHERE goal = 'churn' ORDER BY status",
    );
    expect(models).toEqual([
      { version: first.version, status: "champion" },
      { version: second.version, status: "refused" },
    ]);
    expect(await store.rows("SELECT * FROM scores ORDER BY customer")).toEqual(scores);
  } finally {
    await shop.close();
  }
}, 60_000);
