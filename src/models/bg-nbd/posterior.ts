/** The four parameters of a BG/NBD model. */
export interface BuyingHabits {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/**
 * What is known about one customer at T. Given that the customer is alive, rate and dropout chance are independent:
 * the likelihood of being alive is λ^x·e^(−λT)·(1−p)^x, so λ ~ Gamma(r + x, alpha + T) and p ~ Beta(a, b + x).
 */
export interface Posterior {
  /** Probability of being alive (Fader, Hardie and Lee 2008): 1 without a repeat purchase. */
  readonly alive: number;
  /** λ ~ Gamma(shape, rate), given alive. */
  readonly shape: number;
  readonly rate: number;
  /** p ~ Beta(a, b), given alive. */
  readonly a: number;
  readonly b: number;
}

export function posteriorOf(habits: BuyingHabits, x: number, recency: number, age: number): Posterior {
  const { r, alpha, a, b } = habits;
  const shape = r + x;
  let alive = 1;
  if (x > 0) {
    const since = Math.log1p((age - recency) / (alpha + recency));
    alive = 1 / (1 + Math.exp(Math.log(a) - Math.log(b + x - 1) + shape * since));
  }
  return { alive, shape, rate: alpha + age, a, b: b + x };
}
