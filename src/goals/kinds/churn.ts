import { noOrder } from "../../features/population.ts";
import { leavingRules } from "../../validate/rules.ts";
import type { Classification } from "../classify/train.ts";

/** Churn: among the active, those who will not order within the horizon. */
export const churn = {
  outcomes: { left: noOrder },
  classification: { outcome: "left", rules: leavingRules } satisfies Classification,
};
