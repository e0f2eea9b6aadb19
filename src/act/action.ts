import type { Sentence } from "../core/sentence.ts";
import type { Reason } from "../explain/reason.ts";

/** What a line of the action list says beside its columns in the table `actions`. */
export interface ActionDetail {
  readonly what: Sentence;
  readonly message: Sentence;
  /** Why this customer, in order of weight. */
  readonly reasons: readonly Reason[];
  readonly churnProbability: number;
  readonly valueMinor: number;
  readonly expectedMarginMinor: number;
}
