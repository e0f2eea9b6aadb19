import { KindredError } from "../core/errors.ts";
import type { Band } from "../goals/goal.ts";
import type { PersonaKind } from "../segments/name.ts";
import type { RfmSegment } from "../segments/rfm-names.ts";

export const actionKinds = [
  "personal-offer",
  "win-back",
  "second-order",
  "reminder",
  "thank-you",
  "upsell",
  "newsletter",
  "let-go",
] as const;
type ActionKind = (typeof actionKinds)[number];
type Channel = "phone" | "email" | "newsletter" | "none";

/**
 * One line of a playbook. It fits a customer when every condition that is given holds; an empty `when` fits all.
 * Money (all of it an assumption until a control group has measured it):
 * `keeps`: churn probability × value if they stay × margin rate × `effect` − cost: what would be lost and is held;
 * `raises`: predicted value × margin rate × `effect` − cost: more from those who stay;
 * `nothing`: 0.
 */
export interface PlaybookRule {
  readonly action: ActionKind;
  readonly when: {
    readonly rfm?: readonly RfmSegment[];
    /** Kinds of the customer's persona, as its name says them: life stage and loyalty, `sleeping.regular`. */
    readonly persona?: readonly PersonaKind[];
    readonly risk?: readonly Band[];
    readonly value?: readonly Band[];
  };
  readonly channel: Channel;
  readonly works: "keeps" | "raises" | "nothing";
  /** Assumed share kept or gained, 0–1. */
  readonly effect: number;
  /** Assumed cost a customer, in the currency's main unit (1 = one pound, one yuan). */
  readonly cost: number;
}

/** Plain JSON: a user's own playbook is a file of this shape. The first rule that fits, and pays, is taken. */
export interface Playbook {
  readonly playbook: string;
  /** Assumed share of the goods value that is margin, 0–1. */
  readonly marginRate: number;
  /** Share of customers left alone on purpose, 0–0.5, so that the effect can be measured later. */
  readonly controlShare: number;
  readonly rules: readonly PlaybookRule[];
}

/** The playbook a new workspace starts with. Its effects and costs are starting assumptions, not measurements. */
export const firstPlaybook: Playbook = {
  playbook: "keep-and-grow",
  marginRate: 0.3,
  controlShare: 0.1,
  rules: [
    rule("second-order", "email", "raises", 0.1, 0.5, { rfm: ["new", "promising"] }),
    rule("personal-offer", "phone", "keeps", 0.2, 4, { risk: ["high", "medium"], value: ["high"] }),
    rule("win-back", "email", "keeps", 0.1, 1, { risk: ["high"], value: ["medium"] }),
    rule("win-back", "email", "keeps", 0.1, 1, {
      risk: ["high"],
      persona: ["slowing.regular", "sleeping.regular"],
    }),
    rule("reminder", "email", "keeps", 0.05, 0.1, { risk: ["high", "medium"] }),
    rule("thank-you", "email", "raises", 0.01, 0.5, { risk: ["low"], value: ["high"] }),
    rule("thank-you", "email", "raises", 0.01, 0.5, { risk: ["low"], persona: ["active.regular"] }),
    rule("upsell", "email", "raises", 0.03, 0.1, { risk: ["low"], value: ["medium", "high"] }),
    rule("newsletter", "newsletter", "raises", 0.02, 0.02, { risk: ["low", "medium"] }),
    rule("let-go", "none", "nothing", 0, 0, {}),
  ],
};

function rule(
  action: ActionKind,
  channel: Channel,
  works: PlaybookRule["works"],
  effect: number,
  cost: number,
  when: PlaybookRule["when"],
): PlaybookRule {
  return { action, when, channel, works, effect, cost };
}

/** @throws bad-parameter naming the field, its value and what is allowed */
export function checkPlaybook(playbook: Playbook): Playbook {
  share("marginRate", playbook.marginRate, 1);
  share("controlShare", playbook.controlShare, 0.5);
  playbook.rules.forEach((r, i) => {
    share(`rules[${i}].effect`, r.effect, 1);
    if (!(r.cost >= 0 && Number.isFinite(r.cost))) refuse(`rules[${i}].cost`, r.cost, "0 …");
    if (!actionKinds.includes(r.action)) refuse(`rules[${i}].action`, r.action, actionKinds.join(", "));
  });
  const last = playbook.rules.at(-1);
  if (!last || Object.keys(last.when).length > 0 || last.works !== "nothing") {
    refuse("rules", last?.action ?? "", "the last rule fits everyone and costs nothing");
  }
  return playbook;
}

function share(name: string, value: number, most: number): void {
  if (!(value >= 0 && value <= most)) refuse(name, value, `0 … ${most}`);
}

function refuse(name: string, value: number | string, allowed: string): never {
  throw new KindredError("bad-parameter", { name, value, allowed });
}
