import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../core/matrix.ts";
import { boosting } from "../boosting/boosting.ts";
import { bruteShapley } from "../boosting/fixtures.ts";
import { reviveTrees, type Trees } from "../boosting/trees.ts";
import { logistic } from "../logistic/logistic.ts";
import { preparedClassifier } from "../preprocess/prepared.ts";
import { campaign, correlation } from "./fixtures.ts";
import { sLearner } from "./s-learner.ts";
import { tLearner } from "./t-learner.ts";
import type { TreatedRows } from "./treated.ts";
import { upliftForest } from "./uplift-forest.ts";

const ctx = { seed: 1, threads: 2 };
const few = { maxIter: 40, maxLeafNodes: 8 };
const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
const spread = (values: Float64Array) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));

const learners = {
  "S-learner over boosting": (data: TreatedRows) => sLearner(boosting).fit(data, boosting.check(few), ctx),
  "T-learner over boosting": (data: TreatedRows) => tLearner(boosting).fit(data, boosting.check(few), ctx),
  "T-learner over logistic": (data: TreatedRows) => {
    const estimator = tLearner(preparedClassifier(logistic));
    return estimator.fit(data, estimator.check({}), ctx);
  },
  "uplift forest": (data: TreatedRows) =>
    upliftForest.fit(data, upliftForest.check({ nEstimators: 100 }), ctx),
};

describe("a planted effect", () => {
  const data = campaign(12_000, 1);
  const later = campaign(4000, 2);

  for (const [name, learn] of Object.entries(learners))
    test(`${name} finds whom the message moves`, async () => {
      const model = await learn(data);
      const uplift = model.uplift(later);
      expect(correlation(uplift, later.effect)).toBeGreaterThan(0.6);
      expect(Math.abs(mean(uplift) - mean(later.effect))).toBeLessThan(0.025);
      const { control, treated } = model.outcomes(later);
      uplift.forEach((value, i) => {
        expect(treated[i]! - control[i]!).toBeCloseTo(value, 10);
      });
      expect(Math.abs(mean(control) - 0.35)).toBeLessThan(0.03);
    });

  test("the forest is not led by what makes people buy anyway", async () => {
    const model = await learners["uplift forest"](data);
    const { effects } = await (model as Awaited<ReturnType<typeof upliftForest.fit>>).contributions(later);
    const weight = (c: number) =>
      mean(Float64Array.from({ length: 4000 }, (_, i) => Math.abs(effects[i * 4 + c]!)));
    expect(weight(1)).toBeGreaterThan(4 * weight(0));
    expect(weight(1)).toBeGreaterThan(4 * weight(3));
  });

  test("a small control group is enough to find it", async () => {
    const model = await upliftForest.fit(
      campaign(20_000, 4, 1, 0.85),
      upliftForest.check({ nEstimators: 60 }),
      ctx,
    );
    expect(correlation(model.uplift(later), later.effect)).toBeGreaterThan(0.6);
  });
});

describe("no effect", () => {
  test("honest leaves vary less than leaves judged by the rows that grew them", async () => {
    const nothing = campaign(6000, 3, 0);
    const later = campaign(3000, 5, 0);
    const learn = (honest: boolean) =>
      upliftForest.fit(nothing, upliftForest.check({ nEstimators: 60, honest, maxSamples: 0.5 }), ctx);
    const [honest, plain] = [(await learn(true)).uplift(later), (await learn(false)).uplift(later)];
    expect(Math.abs(mean(honest))).toBeLessThan(0.03);
    expect(spread(honest)).toBeLessThan(0.03);
    expect(spread(honest)).toBeLessThan(spread(plain));
  });

  test("an S-learner over logistic regression gives everyone an effect of one sign", async () => {
    const data = campaign(3000, 6);
    const numbers = { ...data, x: data.x, columns: data.columns };
    const estimator = sLearner(preparedClassifier(logistic));
    const uplift = (await estimator.fit(numbers, estimator.check({}), ctx)).uplift(data);
    expect(uplift.every((value) => value > 0)).toBe(true);
  });
});

test("the forest's reasons are Shapley's by definition, and its amounts keep their digits", async () => {
  const data = campaign(4000, 7);
  const spend = { ...data, y: data.y.map((y, i) => 1e7 + 100 * y + 10 * data.treatment[i]!) };
  const model = await upliftForest.fit(
    spend,
    upliftForest.check({ nEstimators: 4, minSamplesLeaf: 100 }),
    ctx,
  );
  const trees = reviveTrees((model.save() as unknown as { trees: Trees }).trees);
  const { effects } = await model.contributions(data);
  for (let row = 0; row < 6; row++)
    bruteShapley(trees, data.x, row).forEach((phi, c) => {
      expect(effects[row * 4 + c]).toBeCloseTo(phi, 7);
    });
  const { control } = model.outcomes(data);
  expect(Math.abs(mean(control) - 1e7 - 35)).toBeLessThan(5);
  expect(Math.abs(mean(model.uplift(data)) - 10 - 100 * mean(data.effect))).toBeLessThan(4);
});

test("early stopping watches the later rows of each arm", async () => {
  const data = { ...campaign(1500, 8), validation: campaign(1500, 9) };
  const many = boosting.check({ maxIter: 300, nIterNoChange: 5 });
  const [s, t] = [
    await sLearner(boosting).fit(data, many, ctx),
    await tLearner(boosting).fit(data, many, ctx),
  ];
  for (const model of [s.model, t.control, t.treated]) expect(model.nIter).toBeLessThan(200);
});

test("parameters out of range are refused by name", () => {
  for (const bad of [
    { nEstimators: 0 },
    { maxFeatures: 2 },
    { minSamplesLeaf: 0 },
    { maxSamples: 1 },
    { honest: 1 },
  ])
    expect(() => upliftForest.check(bad as object)).toThrow(
      expect.objectContaining({
        code: "bad-parameter",
        data: expect.objectContaining({ name: Object.keys(bad)[0] }),
      }),
    );
  expect(upliftForest.check({ maxSamples: 1, honest: false }).maxSamples).toBe(1);
});

describe("bad input", () => {
  const all = [sLearner(logistic), tLearner(logistic)].map(
    (e) => (d: TreatedRows) => e.fit(d, logistic.defaults, ctx),
  );
  const fits = [...all, (d: TreatedRows) => upliftForest.fit(d, upliftForest.defaults, ctx)];
  const rows = Array.from({ length: 60 }, (_, i) => [i % 7]);
  const good: TreatedRows = {
    x: fromRows(rows),
    columns: numberColumns(["a"]),
    y: Float64Array.from(rows, (_, i) => (i % 3 === 0 ? 1 : 0)),
    treatment: Uint8Array.from(rows, (_, i) => i % 2),
  };

  test("a treatment of one value, of other values, too short", async () => {
    for (const learn of fits) {
      await expect(learn({ ...good, treatment: new Uint8Array(60).fill(1) })).rejects.toMatchObject({
        code: "one-arm",
        data: { treated: 1 },
      });
      await expect(learn({ ...good, treatment: good.treatment.with(4, 2) })).rejects.toMatchObject({
        code: "bad-value",
        data: { column: "treatment", row: 5, value: 2 },
      });
      await expect(learn({ ...good, treatment: good.treatment.slice(1) })).rejects.toMatchObject({
        code: "bad-value",
        data: { row: 60, value: "missing" },
      });
    }
  });

  test("an arm in which nothing happens is named by the T-learner's classifier", async () => {
    const silent = { ...good, y: good.y.map((y, i) => (good.treatment[i] === 1 ? y : 0)) };
    await expect(all[1]!(silent)).rejects.toMatchObject({ code: "one-class" });
  });

  test("an arm of one customer: the forest still answers with finite numbers", async () => {
    const lone = { ...good, treatment: new Uint8Array(60).with(30, 1) };
    const uplift = (await fits[2]!(lone)).uplift(good);
    expect(uplift.every(Number.isFinite)).toBe(true);
  });
});
