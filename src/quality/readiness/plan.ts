import { addDays, DAY_MS, startOfDay } from "../../core/clock.ts";
import type { LatestMoments } from "../../features/latest.ts";

/** What training asks of history, before any is done. */
export interface HistoryNeed {
  readonly historyDays: number;
  readonly neededDays: number;
  /** The day on which the facts suffice, if they go on without a break. */
  readonly enoughAt: Date;
  /** Cut-offs whose outcomes will be read: the newest one learned from before the proofs, then the proofs. */
  readonly cutOffs: readonly Date[];
}

/** Two proofs one horizon apart, a horizon to learn from, and as much history before that: as the training plan lays them out. */
export function historyNeed(moments: LatestMoments, horizonDays: number, gapDays: number): HistoryNeed {
  const first = startOfDay(moments.firstFact);
  const neededDays = 4 * horizonDays + gapDays;
  const back = (days: number) => addDays(moments.lastWholeDay, -days);
  return {
    historyDays: Math.floor((moments.lastWholeDay.getTime() - first.getTime()) / DAY_MS),
    neededDays,
    enoughAt: addDays(first, neededDays),
    cutOffs: [back(3 * horizonDays + gapDays), back(2 * horizonDays), back(horizonDays)],
  };
}
