import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../src/core/matrix.ts";
import { boosting } from "../../src/models/boosting/boosting.ts";
import { marginPlain, marginThreads } from "../../src/models/boosting/score.ts";
import { treeShap } from "../../src/models/boosting/shap.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import { customers } from "./customers.ts";
import golden from "./golden/boosting.json" with { type: "json" };
import { type ReferenceNode, referenceTrees } from "./reference-trees.ts";

const rows = golden.x.map((row) => row.map((value) => value ?? Number.NaN));
const nodes = (trees: unknown) => referenceTrees(trees as ReferenceNode[][]);
const { versions } = golden;

function largest(found: ArrayLike<number>, expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0);
}

describe(`a model of LightGBM ${versions.lightgbm}, scored and explained by us`, () => {
  const { margin, contributions, ...model } = golden.lightgbm;
  const trees = nodes(model.trees);
  const x = fromRows(rows);

  test("scores to 1e-12, by the plain walk and by the kernel", async () => {
    expect(largest(marginPlain(trees, 0, x), margin)).toBeLessThan(1e-12);
    const many = fromRows(Array.from({ length: 20 }, () => rows).flat());
    const scored = await marginThreads(trees, 0, many, 2);
    for (let copy = 0; copy < 20; copy++)
      expect(largest(scored.subarray(copy * 60, (copy + 1) * 60), margin)).toBeLessThan(1e-12);
  });

  test("reasons to 1e-9: pred_contrib, the base value among them", async () => {
    const found = await treeShap(trees, 0, x);
    contributions.forEach((row, i) => {
      expect(largest(found.effects.subarray(i * 6, i * 6 + 6), row.slice(0, 6))).toBeLessThan(1e-9);
      expect(found.base).toBeCloseTo(row[6]!, 9);
    });
  });
});

describe(`a model of scikit-learn ${versions["scikit-learn"]}, scored and explained by us`, () => {
  const { margin, contributions, base, expected, ...model } = golden.scikitLearn;
  const trees = nodes(model.trees);
  const x = fromRows(rows.map((row) => row.slice(0, 5)));

  test("scores to 1e-12", () => {
    expect(largest(marginPlain(trees, base, x), margin)).toBeLessThan(1e-12);
  });

  test(`reasons to 1e-9 of shap ${versions.shap}`, async () => {
    const found = await treeShap(trees, base, x);
    expect(found.base).toBeCloseTo(expected, 9);
    expect(largest(found.effects, contributions.flat())).toBeLessThan(1e-9);
  });
});

test(`AUC on later customers within .002 of LightGBM ${versions.lightgbm}'s, averaged over 5 seeds`, async () => {
  const { rows: count, lightgbm } = golden.auc;
  const columns = numberColumns(Array.from({ length: 8 }, (_, j) => `c${j}`));
  let difference = 0;
  for (const [seed, theirs] of lightgbm.entries()) {
    const model = await boosting.fit(customers(count, seed), boosting.check({}), { seed, threads: 2 });
    const later = customers(count, 1000 + seed);
    difference +=
      (auc(rankByScore(model.margin({ x: later.x, columns })), later.y) - theirs) / lightgbm.length;
  }
  expect(Math.abs(difference)).toBeLessThan(0.002);
});
