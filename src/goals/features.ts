import type { Feature } from "../features/algebra.ts";
import { shopFeatures } from "../features/shop.ts";

/** Spent on every order day after the first: what the buying models of the literature learn values from. */
export const REPEAT_REVENUE = "repeatRevenue";

/** What goals read: the shop's features, and what only the buying models need (never shown, never a reason). */
export const goalFeatures: readonly Feature[] = [
  ...shopFeatures,
  {
    name: REPEAT_REVENUE,
    unit: "money",
    value: {
      op: "measure",
      from: "orderDays",
      aggregate: "sum",
      of: "amount",
      // Only the first day has no gap before it.
      where: [{ field: "gapDays", is: ">=", value: 0 }],
    },
  },
];
