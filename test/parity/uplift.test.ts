import { describe, expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
import { logistic } from "../../src/models/logistic/logistic.ts";
import { tLearner } from "../../src/models/uplift/t-learner.ts";
import { upliftForest } from "../../src/models/uplift/uplift-forest.ts";
import { rankByScore } from "../../src/validate/ranking.ts";
import { upliftReport } from "../../src/validate/uplift.ts";
import { upliftAreas, upliftPoints } from "../../src/validate/uplift-curve.ts";
import { dataFile } from "../parts.ts";
import golden from "./golden/uplift.json" with { type: "json" };
import { hillstrom, scored } from "./hillstrom.ts";

const { versions } = golden;
const file = dataFile("hillstrom", "hillstrom.csv.gz");
const emails = [
  ["men", "Mens E-Mail"],
  ["women", "Womens E-Mail"],
] as const;

describe(`curves beside scikit-uplift ${versions["scikit-uplift"]}`, () => {
  for (const [i, { y, uplift, treatment, qini, auuc, curve }] of golden.cases.entries())
    test(`made-up campaign ${i + 1}: Qini, AUUC and every point`, () => {
      const campaign = { y: Float64Array.from(y), treatment: Uint8Array.from(treatment) };
      const ranking = rankByScore(Float64Array.from(uplift));
      const ours = upliftAreas(ranking, campaign);
      expect(ours.qini).toBeCloseTo(qini, 10);
      expect(ours.auuc).toBeCloseTo(auuc, 10);
      const points = upliftPoints(ranking, campaign, y.length);
      curve.rows.forEach((rows, k) => {
        expect(points[rows]!.qini).toBeCloseTo(curve.qini[k]!, 9);
        expect(points[rows]!.gain * y.length).toBeCloseTo(curve.gain[k]!, 9);
      });
    });

  test("deciles", () => {
    const { y, uplift, treatment, treated, control, effect } = golden.deciles;
    const campaign = {
      y: Float64Array.from(y),
      treatment: Uint8Array.from(treatment),
      uplift: Float64Array.from(uplift),
      customers: Float64Array.from(y, (_, i) => i),
    };
    const { deciles } = upliftReport(campaign, { seed: 1, draws: 20 });
    expect(deciles.map((d) => d.treated)).toEqual(treated);
    expect(deciles.map((d) => d.control)).toEqual(control);
    deciles.forEach((d, k) => {
      expect(d.uplift).toBeCloseTo(effect[k]!, 10);
    });
  });
});

describe.skipIf(!file)(
  `Hillstrom's e-mails beside scikit-uplift's TwoModels (scikit-learn ${versions["scikit-learn"]})`,
  () => {
    const estimator = tLearner(logistic);
    const p = estimator.check({ standardise: false });

    for (const [name, segment] of emails)
      test(`e-mail for ${name}: the same predictions and coefficients on the same split`, async () => {
        const theirs = golden.hillstrom[name];
        const { learn, later } = hillstrom(file!, segment);
        const uplift = (await estimator.fit(learn, p, { seed: 1 })).uplift(later);
        expect(uplift.length).toBe(theirs.rows);
        theirs.first.forEach((value, i) => {
          expect(uplift[i]!).toBeCloseTo(value, 5);
        });
        expect(uplift.reduce((a, b) => a + b, 0) / uplift.length).toBeCloseTo(theirs.meanUplift, 6);
        const ours = upliftAreas(rankByScore(uplift), later);
        expect(ours.qini).toBeCloseTo(theirs.qini, 4);
        expect(ours.auuc).toBeCloseTo(theirs.auuc, 4);
      });

    test("the women's e-mail has an effect that differs by customer, found by both models; shuffled, there is none", async () => {
      const { learn, later } = hillstrom(file!, "Womens E-Mail");
      const logisticUplift = (await estimator.fit(learn, p, { seed: 1 })).uplift(later);
      const forest = await upliftForest.fit(learn, upliftForest.check({ nEstimators: 100 }), {
        seed: 1,
        threads: 2,
      });
      const forestUplift = forest.uplift(later);
      for (const uplift of [logisticUplift, forestUplift]) {
        const report = upliftReport(scored(later, uplift), { seed: 1, draws: 100 });
        expect(report.qiniInterval.low).toBeGreaterThan(0);
        expect(report.randomTreatment.pValue).toBeLessThan(0.05);
        expect(report.averageEffectInterval.low).toBeGreaterThan(0.02);
      }
      const areas = await Promise.all(
        Array.from({ length: 6 }, async (_, seed) => {
          const random = new Random(seed);
          const mixed = (rows: typeof learn) => ({
            ...rows,
            treatment: random.shuffle(rows.treatment.slice()),
          });
          const [train, test] = [mixed(learn), mixed(later)];
          const uplift = (await estimator.fit(train, p, { seed: 1 })).uplift(test);
          return upliftAreas(rankByScore(uplift), test).qini;
        }),
      );
      const mean = areas.reduce((a, b) => a + b, 0) / areas.length;
      expect(Math.abs(mean)).toBeLessThan(0.02);
    });
  },
);
