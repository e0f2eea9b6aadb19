import type { Band } from "../goals/goal.ts";
import type { PersonaKind } from "../segments/name.ts";
import type { RfmSegment } from "../segments/rfm-names.ts";
import type { Playbook, PlaybookRule } from "./playbook.ts";

/** What is known of a customer when an action is chosen. Only published predictions stand here. */
export interface Situation {
  readonly rfm: RfmSegment;
  /** Null where the customer is in no group, or its persona is not named by buying habits. */
  readonly persona: PersonaKind | null;
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
    (!when.persona || (s.persona !== null && when.persona.includes(s.persona))) &&
    (!when.risk || when.risk.includes(s.risk)) &&
    (!when.value || when.value.includes(s.value))
  );
}

/**
 * The least chance to stay that a value is divided by: a value divided by next to nothing would be noise, so what a
 * customer who is almost surely leaving would be worth is reckoned too low rather than too high.
 */
const LEAST_CHANCE_TO_STAY = 0.2;

/**
 * Expected margin of one action, in minor units. The predicted value is an average over staying and leaving, so a
 * customer who stays is worth `value / (1 − churn probability)`. An action that keeps saves that much from the share
 * of leavers it holds; one that raises lifts the predicted value itself.
 */
function expectedMargin(
  rule: PlaybookRule,
  { churnProbability, valueMinor }: Situation,
  marginRate: number,
  costMinor: number,
): number | null {
  if (rule.works === "nothing") return 0;
  if (churnProbability === null || valueMinor === null) return null;
  const ifStays = valueMinor / Math.max(LEAST_CHANCE_TO_STAY, 1 - churnProbability);
  const touched = rule.works === "keeps" ? churnProbability * ifStays : valueMinor;
  return Math.round(touched * marginRate * rule.effect - costMinor);
}

/** Risk and value as RFM alone suggests them, for customers or workspaces without a published prediction. */
export function bandsOfRfm(r: number, m: number): { risk: Band; value: Band } {
  return {
    risk: r >= 4 ? "low" : r === 3 ? "medium" : "high",
    value: m >= 4 ? "high" : m === 3 ? "medium" : "low",
  };
}
