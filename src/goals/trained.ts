import type { FitContext, ModelState } from "../models/estimator.ts";
import type { GateCheck, ProofReport } from "../validate/report.ts";
import type { ClassifierMethod } from "./classify/recipes.ts";
import type { ShopGoal } from "./goal.ts";
import type { History } from "./history.ts";

/** What a training of any kind is given. */
export interface TrainingRequest {
  readonly goal: ShopGoal;
  readonly history: History;
  /** Score as of here once proven. */
  readonly asOf: Date;
  /** Start of the day of the first fact. */
  readonly firstFact: Date;
  /** Outcome windows end here at the latest. */
  readonly lastWholeDay: Date;
  readonly context: FitContext;
  /** Learn by this method only. */
  readonly method?: ClassifierMethod;
  /** Called after each of four steps: two proofs, the refit, the drivers. */
  step(done: number, of: number): void;
}

/** What a training came to, before it is written down. */
export interface Trained {
  readonly findings: Pick<
    ProofReport,
    | "model"
    | "published"
    | "reason"
    | "gate"
    | "metrics"
    | "interval"
    | "parameters"
    | "baseline"
    | "challengers"
    | "earlier"
    | "proofs"
    | "drivers"
    | "notes"
    | "features"
  > &
    Partial<Pick<ProofReport, "leaks">>;
  /** The model proven last, and the end of what it learned from: named in the version. */
  readonly proven: { readonly state: ModelState; readonly until: Date };
  /** The refitted pipeline that scores from now on; null where refused. */
  readonly champion: { readonly state: ModelState; readonly until: Date } | null;
}

/** The first check that failed, as the reason of a refusal. */
export function firstFailure(gate: readonly GateCheck[]): GateCheck | undefined {
  return gate.find((check) => !check.passed);
}
