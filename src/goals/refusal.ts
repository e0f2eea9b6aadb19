import type { Sentence } from "../core/sentence.ts";

/** The data cannot carry a proof: no mistake of the caller's, but the reason why the goal stays unpublished. */
export class Refusal extends Error {
  readonly reason: Sentence;

  constructor(code: string, data: Sentence["data"] = {}) {
    super(`refused: ${code} ${JSON.stringify(data)}`);
    this.name = "Refusal";
    this.reason = { code: `goals.refused.${code}`, data };
  }
}

/** Fewest customers at a cut-off, and fewest of either outcome, that anything can be proven with. */
const FEWEST_CUSTOMERS = 100;
const FEWEST_OF_EACH = 20;

/** Throws a Refusal where customers are too few. */
export function demandCustomers(customers: number, cutOff: Date): void {
  if (customers < FEWEST_CUSTOMERS)
    throw new Refusal("fewCustomers", { customers, least: FEWEST_CUSTOMERS, cutOff: cutOff.toISOString() });
}

/** Throws a Refusal where too few spent anything, so that there is nothing to learn amounts from. */
export function demandSpenders(spent: Float64Array, cutOff: Date): void {
  const positives = spent.filter((v) => v > 0).length;
  if (positives < FEWEST_OF_EACH)
    throw new Refusal("nothingSpent", {
      customers: spent.length,
      positives,
      least: FEWEST_OF_EACH,
      cutOff: cutOff.toISOString(),
    });
}

/** Throws a Refusal where outcomes of 0 and 1 are too few, or all the same. */
export function demandBothOutcomes(y: Float64Array, cutOff: Date): void {
  const positives = y.reduce((a, b) => a + b, 0);
  const at = cutOff.toISOString();
  demandCustomers(y.length, cutOff);
  if (Math.min(positives, y.length - positives) < FEWEST_OF_EACH)
    throw new Refusal("oneOutcome", { customers: y.length, positives, least: FEWEST_OF_EACH, cutOff: at });
}
