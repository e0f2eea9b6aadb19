import type { Sentence } from "../core/sentence.ts";
import type { Reason } from "../explain/reason.ts";

/** What a line of the action list says beside its columns in the table `actions`. */
export interface ActionDetail {
  readonly what: Sentence;
  readonly message: Sentence;
  /** Why this customer, in order of weight. */
  readonly reasons: readonly Reason[];
  /** Where to say it: `email`, `phone`, `newsletter` or `none`; worded as `act.channel.<channel>`. */
  readonly channel: string;
  /** Null where no churn goal is published. */
  readonly churnProbability: number | null;
  /** Predicted goods value of the next 90 days in minor units; null where no value goal is published. */
  readonly valueMinor: number | null;
  /** After the cost of the action; an estimate that rests on `assumptions`. Null where a prediction is missing. */
  readonly expectedMarginMinor: number | null;
  /** What the money figure assumes and the user may change: not facts. */
  readonly assumptions: ActionAssumptions;
  /** True: left alone on purpose, so that later the effect of the action can be seen. */
  readonly control: boolean;
  /** Word code and data of why the rule chose this action (persona, RFM, risk, value). */
  readonly because: Sentence;
}

interface ActionAssumptions {
  /** Share of the goods value that is margin, 0–1. */
  readonly marginRate: number;
  /** Share of those who would leave whom the action keeps, or share by which it raises the value, 0–1. */
  readonly effect: number;
  readonly costMinor: number;
}
