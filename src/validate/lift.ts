import { caughtWithin, positiveShare, type Ranking } from "./ranking.ts";
import type { LiftPoint } from "./report.ts";

const SHARES = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** What contacting the best-scored share would have reached, beside the same by the baseline's scores. */
export function liftTable(model: Ranking, baseline: Ranking, y: Float64Array): LiftPoint[] {
  const positives = y.reduce((a, b) => a + b, 0);
  const base = positiveShare(y);
  return SHARES.map((share) => {
    const contacted = Math.round(share * y.length);
    const hits = caughtWithin(model, y, contacted);
    const precision = contacted > 0 ? hits / contacted : 0;
    return {
      share,
      contacted,
      caught: positives > 0 ? hits / positives : 0,
      precision,
      lift: base > 0 ? precision / base : 0,
      baselineCaught: positives > 0 ? caughtWithin(baseline, y, contacted) / positives : 0,
    };
  });
}
