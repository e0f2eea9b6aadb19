import { orderDayCount, revenue } from "../../features/population.ts";

/** Value: what each buyer will spend on goods within the horizon; order days are learned beside it. */
export const value = { outcomes: { spent: revenue, days: orderDayCount } };
