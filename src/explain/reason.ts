/** One additive reason of a score. `effect` is in the model's raw margin; base + all effects = margin. */
export interface Reason {
  readonly feature: string;
  /** The customer's value of the feature; null = missing. */
  readonly value: number | string | null;
  readonly effect: number;
  /** Word code of the sentence, e.g. `reasons.daysSinceLastOrder.up`, and what fills it in. */
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** The sentence in the asked language; added at the edge, never stored. */
  readonly text?: string;
}
