import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../src/core/matrix.ts";
import { forest } from "../../src/models/forest/forest.ts";
import { tree } from "../../src/models/tree/tree.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import { customers } from "./customers.ts";
import golden from "./golden/trees.json" with { type: "json" };

const { versions } = golden;
const x = fromRows(golden.x.map((row) => row.map((value) => value ?? Number.NaN)));
const columns = numberColumns(["a", "b", "c", "d"]);
const plain = { laplace: 0, roundThresholds: false };

/** [column, threshold, missing goes left, left, right, rows, value] a node; column −1 = leaf. */
type Node = readonly [number, number, boolean, number, number, number, number];

interface Case {
  readonly name: string;
  readonly parameters: object;
  readonly weighted: boolean;
  readonly nodes: readonly Node[];
  readonly predicted: readonly number[];
  readonly alphas: readonly number[];
}

function largest(found: ArrayLike<number>, expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0);
}

describe(`one tree beside scikit-learn ${versions["scikit-learn"]}`, () => {
  for (const { name, parameters, weighted, nodes, predicted, alphas } of golden.cases as unknown as Case[])
    test(`${name}: the same nodes, thresholds, ways for what is missing, values`, async () => {
      const amounts = "criterion" in parameters && parameters.criterion === "squared-error";
      const y = Float64Array.from(amounts ? golden.amount : golden.y);
      const weight = weighted ? { weight: Float64Array.from(golden.weight) } : {};
      const p = tree.check({ ...plain, ...parameters });
      const model = await tree.fit({ x, columns, y, ...weight }, p, { seed: 1 });
      const ours = model.trees;
      expect(ours.column.length).toBe(nodes.length);
      const pairs: [number, number][] = [[0, 0]];
      for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
        const [mine, theirs] = pair;
        const [column, threshold, missingLeft, left, right, rows, value] = nodes[theirs]!;
        expect(ours.column[mine]).toBe(column);
        expect(ours.cover[mine]).toBe(rows);
        if (column < 0) {
          expect(ours.value[mine]).toBeCloseTo(value, 9);
          continue;
        }
        expect(ours.threshold[mine]).toBeCloseTo(threshold, 4);
        // Where a node has nothing missing, scikit-learn says “right”, ours the larger side.
        if (column === 1 && missingLeft) expect(ours.missingLeft[mine]).toBe(1);
        pairs.push([ours.left[mine]!, left], [ours.right[mine]!, right]);
      }
      const shown = {
        x: fromRows(golden.x.slice(0, 80).map((row) => row.map((v) => v ?? Number.NaN))),
        columns,
      };
      expect(largest(model.predict(shown), predicted)).toBeLessThan(1e-9);
      const whole = await tree.fit({ x, columns, y, ...weight }, tree.check({ ...p, ccpAlpha: 0 }), {
        seed: 1,
      });
      // Below the pruning level a tree grown to the bottom has ties, which scikit-learn breaks by chance.
      const above = (all: readonly number[]) =>
        all.filter((alpha, k) => alpha >= Number(p.ccpAlpha) && (k === 0 || alpha > all[k - 1]! + 1e-12));
      expect(above(alphas).length).toBeGreaterThan(2);
      expect(largest(above(whole.alphas), above(alphas))).toBeLessThan(1e-9 * Math.max(1, ...alphas));
    });

  test(`reasons in probability to 1e-9 of shap ${versions.shap}`, async () => {
    const { missing, base, effects } = golden.shap;
    const complete = fromRows(golden.x.map((row) => row.map((value) => value ?? missing)));
    const y = Float64Array.from(golden.y);
    const p = tree.check({ ...plain, maxDepth: 5, minSamplesLeaf: 10 });
    const model = await tree.fit({ x: complete, columns, y }, p, { seed: 1 });
    const shown = { x: fromRows(golden.x.slice(0, 60).map((row) => row.map((v) => v ?? missing))), columns };
    const found = await model.contributions(shown);
    expect(found.base).toBeCloseTo(base, 9);
    expect(largest(found.effects, effects.flat())).toBeLessThan(1e-9);
  });
});

test(`forest beside scikit-learn ${versions["scikit-learn"]}: AUC on later customers and out-of-bag scores, means of 5 seeds`, async () => {
  const { rows, later, minSamplesLeaf, runs } = golden.forest;
  // Ours counts draws, scikit-learn rows: on average a row in the bag was drawn 1 / (1 − 1/e) = 1.58 times.
  const p = forest.check({ minSamplesLeaf: Math.round(minSamplesLeaf * 1.58) });
  const apart = { auc: 0, outOfBagAuc: 0, outOfBagBrier: 0 };
  for (const [seed, theirs] of runs.entries()) {
    const data = customers(rows, seed);
    const model = await forest.fit(data, p, { seed, threads: 2 });
    const unseen = customers(later, 1000 + seed);
    const score = auc(rankByScore(model.probability(unseen)), unseen.y);
    const outside = auc(rankByScore(model.outOfBagPrediction!), data.y);
    apart.auc += (score - theirs.auc) / runs.length;
    apart.outOfBagAuc += (outside - theirs.outOfBagAuc) / runs.length;
    apart.outOfBagBrier += (model.outOfBag.meanSquaredError - theirs.outOfBagBrier) / runs.length;
  }
  expect(apart.auc).toBeGreaterThan(-0.003);
  expect(Math.abs(apart.outOfBagAuc)).toBeLessThan(0.004);
  expect(Math.abs(apart.outOfBagBrier)).toBeLessThan(0.002);
});
