import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { difference, fits, foldAuc, isAsGood } from "../test/parity/quality-compare.ts";
import { qualitySets, readSet, reference, referencePackage, testFolds } from "../test/parity/quality-data.ts";
import type { BenchOptions } from "./run.ts";

/** `npm run bench -- quality`: AUC on real data beside scikit-learn's on the same folds (needs KINDRED_DATA). */
export async function bench({ only, write }: BenchOptions): Promise<void> {
  const folder = process.env.KINDRED_DATA;
  if (!folder) {
    process.stderr.write("\n*** SKIPPED: KINDRED_DATA does not name the folder of the data sets. ***\n");
    return;
  }
  const lines: string[] = [];
  let boostingLevel = 0;
  for (const set of qualitySets) {
    if (only && !set.name.includes(only)) continue;
    const theirs = reference[set.name]!;
    const data = readSet(set, join(folder, set.file));
    if (data.x.rows !== theirs.rows) throw new Error(`${set.name}: ${data.x.rows} rows, not ${theirs.rows}`);
    for (const model of ["logistic", "boosting"] as const) {
      const ours: number[] = [];
      for (const later of testFolds(theirs)) ours.push(await foldAuc(fits[model], data, later));
      const apart = difference(ours, theirs[model]);
      if (model === "boosting" && apart.mean >= -0.001) boostingLevel++;
      const line = [
        set.name,
        model,
        average(ours).toFixed(4),
        average(theirs[model]).toFixed(4),
        `${apart.mean >= 0 ? "+" : "−"}${Math.abs(apart.mean).toFixed(4)} ± ${apart.half.toFixed(4)}`,
        isAsGood(apart) ? "as good" : "WORSE",
      ].join(" | ");
      process.stdout.write(`${line}\n`);
      lines.push(`| ${line} |`);
    }
  }
  const summary = `Boosting is level (mean difference at least −.001) or better on ${boostingLevel} of ${lines.length / 2} sets.`;
  process.stdout.write(`${summary}\n`);
  if (!write) return;
  mkdirSync(join(import.meta.dirname, "results"), { recursive: true });
  writeFileSync(
    join(import.meta.dirname, "results", "quality.md"),
    [
      "# Bench: quality",
      "",
      `Made by \`npm run bench -- quality --write\` on ${new Date().toISOString().slice(0, 10)}, node ${process.version}. Mean AUC of 5 × 5 folds beside`,
      `${referencePackage} on the same folds (test/parity/scripts/quality.py); difference with its 95 % interval, corrected for`,
      "shared training rows. As good = the lower bound is above −.01, or, where the interval is wider than that, the mean is.",
      "",
      "| data | model | ours | scikit-learn | difference | |",
      "| --- | --- | --- | --- | --- | --- |",
      ...lines,
      "",
      summary,
      "",
    ].join("\n"),
  );
}

function average(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
