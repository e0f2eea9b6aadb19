import { incompleteBeta } from "../special/incomplete-beta.ts";
import { logGammaRise } from "../special/log-gamma.ts";
import type { Posterior } from "./posterior.ts";

/** Counting one by one goes this far; beyond it the closed form answers. */
const COUNTED = 300;

/**
 * Distribution of the number of purchases X within `horizon` from now. The k-th purchase happens when the customer is
 * alive now, N ≥ k arrivals come, and the first k − 1 of them are survived; rate and dropout chance are independent
 * given alive (see Posterior), so
 *
 * P(X ≥ k) = alive · P(N ≥ k) · Π_{i<k−1} (b+i)/(a+b+i),  N ~ NegativeBinomial(shape, rate/(rate+horizon)),
 *
 * exactly. P(X = k) = P(X ≥ k) − P(X ≥ k+1) = alive · [P(N ≥ k)·(s_{k−1} − s_k) + P(N = k)·s_k] for k ≥ 1 with s the
 * product: a sum of positive terms.
 */
export class FuturePurchases {
  readonly #posterior: Posterior;
  readonly #times: number;
  /** ln P(N = 0) */
  readonly #logNone: number;

  constructor(posterior: Posterior, horizon: number) {
    this.#posterior = posterior;
    this.#times = horizon / posterior.rate;
    this.#logNone = -posterior.shape * Math.log1p(this.#times);
  }

  /** P(X ≥ 1) */
  get any(): number {
    return this.#posterior.alive * -Math.expm1(this.#logNone);
  }

  /** P(X ≤ k); 0 below 0. */
  upTo(k: number): number {
    if (k < 0) return 0;
    if (!this.#countable || k > COUNTED) return 1 - this.#atLeast(Math.floor(k) + 1);
    let last = 1;
    for (const { count, atLeastNext } of this.#counts()) {
      last = 1 - atLeastNext;
      if (count >= Math.floor(k)) break;
    }
    return last;
  }

  /** The least k with P(X ≤ k) ≥ `share`, 0 < share < 1. */
  quantile(share: number): number {
    if (this.#countable)
      for (const { count, atLeastNext } of this.#counts()) {
        if (1 - atLeastNext >= share) return count;
        if (count >= COUNTED) break;
      }
    let low = -1;
    let high = 1;
    while (1 - this.#atLeast(high + 1) < share && high < Number.MAX_SAFE_INTEGER / 4) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (1 - this.#atLeast(middle + 1) < share) low = middle;
      else high = middle;
    }
    return high;
  }

  /** P(X = 0), P(X = 1), … until less than `rest` is left, or `most` entries. */
  probabilities(rest = 1e-12, most = 10_000): Float64Array {
    if (!this.#countable) return new Float64Array(0);
    const found: number[] = [];
    for (const { probability, atLeastNext } of this.#counts()) {
      found.push(probability);
      if (atLeastNext <= rest || found.length >= most) break;
    }
    return Float64Array.from(found);
  }

  /** P(N = 0) has not sunk below the smallest numbers. */
  get #countable(): boolean {
    return this.#logNone > -600;
  }

  /** P(X ≥ k), k ≥ 1, in closed form. */
  #atLeast(k: number): number {
    const { alive, shape, a, b } = this.#posterior;
    const arrives = incompleteBeta(k, shape, this.#times / (1 + this.#times), 1 / (1 + this.#times));
    return alive * arrives * Math.exp(logGammaRise(b, k - 1) - logGammaRise(a + b, k - 1));
  }

  /** P(X = count) and P(X > count) for 0, 1, 2, … */
  *#counts(): Generator<{ count: number; probability: number; atLeastNext: number }> {
    const { alive, shape, a, b } = this.#posterior;
    const z = this.#times / (1 + this.#times);
    let exactly = Math.exp(this.#logNone);
    let atLeast = -Math.expm1(this.#logNone);
    let survives = 1;
    yield { count: 0, probability: 1 - alive + alive * exactly, atLeastNext: alive * atLeast };
    for (let k = 1; ; k++) {
      const kept = survives * ((b + k - 1) / (a + b + k - 1));
      const lost = survives * (a / (a + b + k - 1));
      exactly *= ((shape + k - 1) / k) * z;
      const probability = alive * (atLeast * lost + exactly * kept);
      atLeast = Math.max(0, atLeast - exactly);
      survives = kept;
      yield { count: k, probability, atLeastNext: alive * atLeast * survives };
    }
  }
}
