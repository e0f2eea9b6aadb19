import type { Band } from "../goals/goal.ts";
import type { RfmSegment } from "../segments/rfm-names.ts";
import type { Playbook, PlaybookRule } from "./playbook.ts";

/** What is known of a customer when an action is chosen. Only published predictions stand here. */
export interface Situation {
  readonly rfm: RfmSegment;
  readonly risk: Band;
  readonly value: Band;
  /** Null where no published churn goal scores this customer. */
  readonly churnProbability: number | null;
  /** Predicted goods value in minor units; null where no published value goal scores this customer. */
  readonly valueMinor: number | null;
}

export interface Decision {
  readonly rule: PlaybookRule;
  readonly costMinor: number;
  /** Null where a prediction is missing: then no money figure is given. */
  readonly expectedMarginMinor: number | null;
}

/** The first rule that fits and, where the money can be estimated, brings more than it costs. */
export function decide(s: Situation, playbook: Playbook, minorPerUnit: number): Decision {
  for (const rule of playbook.rules) {
    if (!fits(rule, s)) continue;
    const costMinor = Math.round(rule.cost * minorPerUnit);
    const expectedMarginMinor = expectedMargin(rule, s, playbook.marginRate, costMinor);
    if (rule.works === "nothing" || expectedMarginMinor === null || expectedMarginMinor > 0) {
      return { rule, costMinor, expectedMarginMinor };
    }
  }
  throw new RangeError("a playbook ends with a rule that fits everyone");
}

function fits({ when }: PlaybookRule, s: Situation): boolean {
  return (
    (!when.rfm || when.rfm.includes(s.rfm)) &&
    (!when.risk || when.risk.includes(s.risk)) &&
    (!when.value || when.value.includes(s.value))
  );
}

function expectedMargin(
  rule: PlaybookRule,
  s: Situation,
  marginRate: number,
  costMinor: number,
): number | null {
  if (rule.works === "nothing") return 0;
  if (s.churnProbability === null || s.valueMinor === null) return null;
  const touched = rule.works === "keeps" ? s.churnProbability : 1 - s.churnProbability;
  return Math.round(touched * s.valueMinor * marginRate * rule.effect - costMinor);
}

/** Risk and value as RFM alone suggests them, for customers or workspaces without a published prediction. */
export function bandsOfRfm(r: number, m: number): { risk: Band; value: Band } {
  return {
    risk: r >= 4 ? "low" : r === 3 ? "medium" : "high",
    value: m >= 4 ? "high" : m === 3 ? "medium" : "low",
  };
}
