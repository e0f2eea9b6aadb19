import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFile } from "../parts.ts";
import { difference, fits, foldAuc, isAsGood } from "./quality-compare.ts";
import { qualitySets, readSet, reference, referencePackage, testFolds } from "./quality-data.ts";

/** All sets and folds: npm run bench -- quality. Here one small set that lies in the project, and one repeat of another. */
const german = qualitySets.find(({ name }) => name === "german_credit")!;
const telco = qualitySets.find(({ name }) => name === "telco")!;

describe(`AUC on real data beside ${referencePackage} on the same folds`, () => {
  for (const model of ["logistic", "boosting"] as const)
    test(`german_credit, 5 × 5 folds: ${model} is as good`, async () => {
      const data = readSet(german, join(import.meta.dirname, "data", "german.data.gz"));
      const theirs = reference[german.name]!;
      const ours: number[] = [];
      for (const later of testFolds(theirs)) ours.push(await foldAuc(fits[model], data, later));
      expect(isAsGood(difference(ours, theirs[model]))).toBe(true);
    });

  const file = dataFile(telco.file);
  test.skipIf(!file)("telco, 5 folds: both are as good", async () => {
    const data = readSet(telco, file!);
    const theirs = reference[telco.name]!;
    for (const model of ["logistic", "boosting"] as const) {
      const ours: number[] = [];
      for (const later of testFolds(theirs).slice(0, 5)) ours.push(await foldAuc(fits[model], data, later));
      const apart = ours.reduce((sum, value, i) => sum + (value - theirs[model][i]!) / 5, 0);
      expect(apart).toBeGreaterThan(-0.005);
    }
  });
});

test("the folds are scikit-learn's: every row in one fold of each repeat, the outcomes shared out evenly", () => {
  for (const [name, set] of Object.entries(reference)) {
    const folds = testFolds(set);
    for (let repeat = 0; repeat < 5; repeat++) {
      const rows = folds.slice(repeat * 5, repeat * 5 + 5);
      expect(new Set(rows.flat()).size, name).toBe(set.rows);
      for (const fold of rows) expect(Math.abs(fold.length - set.rows / 5)).toBeLessThanOrEqual(2);
    }
  }
});
