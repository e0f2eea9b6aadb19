import { addDays, DAY_MS } from "../core/clock.ts";

export interface CutOffRequest {
  /** Start of the day of the first fact. */
  readonly firstFact: Date;
  /** Start of the last day the facts cover whole: outcome windows end here at the latest. */
  readonly lastWholeDay: Date;
  readonly horizonDays: number;
  /** Days between the end of a training outcome window and the cut-off it serves. */
  readonly gapDays: number;
  /** Proof cut-offs, with outcome windows that touch but do not overlap. */
  readonly proofs?: number;
  /** At most this many training cut-offs are stacked, newest first. */
  readonly maxTraining?: number;
  /** Training cut-offs each proof needs: 0 for models that learn without outcomes. 1 when absent. */
  readonly leastTraining?: 0 | 1;
}

/** Cut-offs to learn from and those to choose model, calibrator and thresholds on. Newest first. */
export interface TrainingPlan {
  readonly training: readonly Date[];
  /**
   * The newest training cut-off as a test, and the older ones whose outcome windows had ended by then. Null where history
   * is too short for that: then the choice is made on customers held out of the same cut-offs.
   */
  readonly inner: { readonly test: Date; readonly training: readonly Date[] } | null;
}

export interface ProofPlan extends TrainingPlan {
  readonly cutOff: Date;
  readonly outcomeUntil: Date;
}

export type CutOffPlan =
  | {
      readonly possible: true;
      /** Oldest first. */
      readonly proofs: readonly ProofPlan[];
      /** Every completed cut-off, for the model that scores after the proof. */
      readonly refit: TrainingPlan;
      /** Days of history the oldest training cut-off has at least. */
      readonly minHistoryDays: number;
      readonly stepDays: number;
    }
  | {
      readonly possible: false;
      readonly historyDays: number;
      readonly neededDays: number;
      /** The day on which the facts will suffice, if they go on without a break. */
      readonly enoughAt: Date;
    };

const LONG_HISTORIES = [365, 180, 90];
const ENOUGH_TO_STACK = 3;

/**
 * Lays out the past: proof cut-offs one horizon apart, the last one horizon before the last whole day; before each the
 * training cut-offs, a third of a horizon apart, whose whole outcome windows ended `gapDays` before it.
 * A cut-off needs as much history as the horizon is long; where there is plenty, a year, half a year or a quarter, so that
 * long windows need not be dropped.
 */
export function planCutOffs(request: CutOffRequest): CutOffPlan {
  const { firstFact, lastWholeDay, horizonDays, gapDays } = request;
  const { proofs = 2, maxTraining = 12, leastTraining = 1 } = request;
  const historyDays = Math.floor((lastWholeDay.getTime() - firstFact.getTime()) / DAY_MS);
  const afterFirstTraining = proofs * horizonDays + leastTraining * (horizonDays + gapDays);
  const neededDays = afterFirstTraining + horizonDays;
  if (historyDays < neededDays) {
    return { possible: false, historyDays, neededDays, enoughAt: addDays(firstFact, neededDays) };
  }
  const stepDays = Math.max(1, Math.round(horizonDays / 3));
  const spare = historyDays - afterFirstTraining - (ENOUGH_TO_STACK - 1) * stepDays;
  const minHistoryDays = LONG_HISTORIES.find((days) => days > horizonDays && spare >= days) ?? horizonDays;
  const oldest = addDays(firstFact, minHistoryDays);

  const before = (moment: Date, limit: number): Date[] => {
    const out: Date[] = [];
    let at = addDays(moment, -horizonDays);
    while (at >= oldest && out.length < limit) {
      out.push(at);
      at = addDays(at, -stepDays);
    }
    return out;
  };
  const planFor = (until: Date): TrainingPlan => {
    const training = before(until, maxTraining);
    const test = training[0];
    const inner = test ? before(addDays(test, -gapDays), maxTraining) : [];
    return { training, inner: test && inner.length > 0 ? { test, training: inner } : null };
  };
  return {
    possible: true,
    proofs: Array.from({ length: proofs }, (_, i) => {
      const cutOff = addDays(lastWholeDay, -(proofs - i) * horizonDays);
      return { cutOff, outcomeUntil: addDays(cutOff, horizonDays), ...planFor(addDays(cutOff, -gapDays)) };
    }),
    refit: planFor(lastWholeDay),
    minHistoryDays,
    stepDays,
  };
}
