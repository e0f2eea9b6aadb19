import type { Design } from "../core/matrix.ts";
import { levelling, MISSING } from "./levels.ts";
import { auc, rankByScore } from "./ranking.ts";

export type LeakVerdict = "excluded" | "ask" | "fine";

/** What one column alone tells of an outcome of 0 and 1. */
export interface ColumnEvidence {
  readonly column: string;
  /** Area under the ROC curve of the outcome's share by level, or by twentieth of a number; missing is a level. */
  readonly auc: number;
  /** The same of “is filled” alone; .5 where the column is always filled. */
  readonly filledAuc: number;
  /** Share of all rows whose level fixes the outcome, and share of the rarer outcome that is fixed so. */
  readonly fixedRows: number;
  readonly fixedRarer: number;
}

/** Levels with fewer rows tell nothing for sure. */
const FEWEST_ROWS = 30;
/** A level fixes the outcome when so much of it has one: or is not clearly below that. */
const PURE = 0.95;
/** One-sided 95 % point of the normal distribution. */
const Z = 1.645;

export function columnEvidence(design: Design, y: Float64Array): ColumnEvidence[] {
  const rarer = y.reduce((a, b) => a + b, 0) * 2 > y.length ? 0 : 1;
  const base = y.reduce((n, v) => n + (v === rarer ? 1 : 0), 0);
  return design.columns.map(({ name }, j) => {
    const level = levelling(design, j)(design);
    const count = new Map<number, [rows: number, rare: number]>();
    level.forEach((l, i) => {
      const seen = count.get(l) ?? [0, 0];
      seen[0]++;
      if (y[i] === rarer) seen[1]++;
      count.set(l, seen);
    });
    let [rows, rare] = [0, 0];
    for (const [all, few] of count.values()) {
      if (all < FEWEST_ROWS) continue;
      if (isPure(few / all, all)) {
        rows += all;
        rare += few;
      } else if (isPure(1 - few / all, all) && few / all <= base / y.length / 2) rows += all;
    }
    const share = (l: number) => {
      const [all, few] = count.get(l)!;
      // Drawn to the mean, so that levels of a few rows rank nowhere by chance.
      const drawn = (few + 5 * (base / y.length)) / (all + 5);
      return rarer === 1 ? drawn : -drawn;
    };
    const filled = Float64Array.from(level, (l) => (l === MISSING ? 0 : 1));
    const ofFilled = auc(rankByScore(filled), y);
    return {
      column: name,
      auc: auc(rankByScore(Float64Array.from(level, share)), y),
      filledAuc: count.has(MISSING) ? Math.max(ofFilled, 1 - ofFilled) : 0.5,
      fixedRows: rows / y.length,
      fixedRarer: rare / base,
    };
  });
}

function isPure(share: number, rows: number): boolean {
  return share + Z * Math.sqrt((share * (1 - share)) / rows) >= PURE;
}

/** Values that fix the outcome for so much of the rows, and of the rarer outcome: no honest column does. */
const EXCLUDED = { rows: 0.5, rarer: 0.2 };
/** A column may be honest and as strong as this; data alone cannot tell, so a person is asked. */
const ASK = { auc: 0.7, filledAuc: 0.64, fixedRarer: 0.05 };

/** Why a column is left out, or asked about: word codes of `goals.leak`. */
export type LeakReason = "fixes" | "fixesSome" | "tooGood" | "filled" | "none";

/** Whether a column looks recorded after the outcome, by what it alone tells of it. */
export function leakVerdict(e: ColumnEvidence): {
  readonly verdict: LeakVerdict;
  readonly reason: LeakReason;
} {
  if (e.fixedRows >= EXCLUDED.rows && e.fixedRarer >= EXCLUDED.rarer)
    return { verdict: "excluded", reason: "fixes" };
  if (e.fixedRarer >= ASK.fixedRarer) return { verdict: "ask", reason: "fixesSome" };
  if (e.auc >= ASK.auc) return { verdict: "ask", reason: "tooGood" };
  if (e.filledAuc >= ASK.filledAuc) return { verdict: "ask", reason: "filled" };
  return { verdict: "fine", reason: "none" };
}
