import type { Design } from "../core/matrix.ts";
import { levelling } from "./levels.ts";
import { apSkill, rankByScore } from "./ranking.ts";

/** The simple rule for flat tables: one column, and how often the outcome happened at each of its levels. */
export interface BestColumn {
  readonly column: string;
  score(design: Design): Float64Array;
}

/** A level with few rows is drawn to the mean, as if so many rows at the mean were with it. */
const PRIOR_ROWS = 5;

/**
 * The best single column in twenty bins (levels of a category; missing is a level), chosen and learned on the rows given.
 * Throws RangeError for a design without columns.
 */
export function bestColumn(design: Design, y: Float64Array): BestColumn {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  let best: (BestColumn & { skill: number }) | undefined;
  design.columns.forEach(({ name }, j) => {
    const levelOf = levelling(design, j);
    const seen = new Map<number, { rows: number; sum: number }>();
    levelOf(design).forEach((level, i) => {
      const found = seen.get(level) ?? { rows: 0, sum: 0 };
      found.rows++;
      found.sum += y[i]!;
      seen.set(level, found);
    });
    const shareOf = (level: number) => {
      const { rows, sum } = seen.get(level) ?? { rows: 0, sum: 0 };
      return (sum + PRIOR_ROWS * mean) / (rows + PRIOR_ROWS);
    };
    const score = (d: Design) => Float64Array.from(levelOf(d), shareOf);
    const skill = apSkill(rankByScore(score(design)), y);
    if (!best || skill > best.skill) best = { column: name, score, skill };
  });
  if (!best) throw new RangeError("there is no column");
  return best;
}
