import { type BgNbdModel, checkHorizon, tails } from "../bg-nbd/bg-nbd.ts";
import { FuturePurchases } from "../bg-nbd/distribution.ts";
import { expectedWhileAlive } from "../bg-nbd/expected.ts";
import { type BuyingHistory, checkHistory } from "../bg-nbd/history.ts";
import { posteriorOf } from "../bg-nbd/posterior.ts";
import { breathe } from "../breathe.ts";
import type { GammaGammaModel } from "../gamma-gamma/gamma-gamma.ts";
import { checkSpending, type SpendingHistory } from "../gamma-gamma/spending.ts";
import { crossing } from "../optimise/root.ts";
import { incompleteBeta, logBeta } from "../special/incomplete-beta.ts";

/** Counts left out have less probability than this together; the shares of an interval are as exact as this. */
const LEFT_OUT = 1e-6;
/** Beyond this many different counts they are taken as as many quantiles of equal probability. */
const COUNTS = 400;
/** Customers between two turns of the event loop. */
const BATCH = 500;

export interface Customers extends BuyingHistory, SpendingHistory {}

/**
 * Distribution of what one customer spends within a horizon: S = 0 with P(X = 0), and given X = k purchases
 * S = spent·w with w ~ BetaPrime(p·k, shape), since the sum of k Gamma(p, ν) is Gamma(p·k, ν) and ν ~ Gamma(shape,
 * spent). So P(S ≤ s) = Σ_k P(X = k)·I_{s/(s+spent)}(p·k, shape): no simulation. Orders and values are independent by
 * assumption of the two models.
 */
class FutureValue {
  readonly expected: number;
  readonly #counts: Float64Array;
  readonly #probabilities: Float64Array;
  readonly #logBetas: Float64Array;
  readonly #p: number;
  readonly #shape: number;
  readonly #spent: number;

  constructor(
    habits: BgNbdModel,
    spending: GammaGammaModel,
    customers: Customers,
    i: number,
    horizon: number,
  ) {
    const x = customers.frequency[i]!;
    const buying = posteriorOf(habits, x, customers.recency[i]!, customers.age[i]!);
    const posterior = spending.posterior(x, customers.value[i]!);
    this.#p = spending.p;
    this.#shape = posterior.shape;
    this.#spent = posterior.spent;
    this.expected = buying.alive * expectedWhileAlive(buying, horizon) * spending.expectedGiven(posterior);
    const purchases = new FuturePurchases(buying, horizon);
    let probabilities = purchases.probabilities(LEFT_OUT, COUNTS);
    let counts = probabilities.map((_, k) => k);
    if (probabilities.length === 0 || probabilities.length >= COUNTS) {
      counts = Float64Array.from({ length: COUNTS }, (_, k) => purchases.quantile((k + 0.5) / COUNTS));
      probabilities = new Float64Array(COUNTS).fill(1 / COUNTS);
    }
    this.#counts = counts;
    const total = probabilities.reduce((sum, p) => sum + p, 0);
    this.#probabilities = probabilities.map((p) => p / total);
    this.#logBetas = counts.map((k) => (k === 0 ? 0 : logBeta(this.#p * k, this.#shape)));
  }

  /** P(S ≤ spent·e^u); u = −∞ for 0. */
  #upTo(u: number): number {
    const odds = Math.exp(u);
    const x = odds > 1 ? 1 / (1 + 1 / odds) : odds / (1 + odds);
    const y = 1 / (1 + odds);
    let sum = 0;
    this.#counts.forEach((k, i) => {
      const within = k === 0 ? 1 : incompleteBeta(this.#p * k, this.#shape, x, y, this.#logBetas[i]!);
      sum += this.#probabilities[i]! * within;
    });
    return sum;
  }

  upTo(value: number): number {
    return value < 0 ? 0 : this.#upTo(Math.log(value / this.#spent));
  }

  quantile(share: number): number {
    if (this.#upTo(Number.NEGATIVE_INFINITY) >= share) return 0;
    const guess = Math.log(Math.max(this.expected / this.#spent, 1e-6));
    return this.#spent * Math.exp(crossing((u) => this.#upTo(u) - share, guess, 1e-6));
  }
}

/**
 * What each customer will spend within `horizon` from now (in the models' unit of time and of money): the mean and the
 * middle `level` of its distribution, its ends to 1e-6 relative.
 */
export async function purchaseValue(
  habits: BgNbdModel,
  spending: GammaGammaModel,
  customers: Customers,
  horizon: number,
  { level = 0.8, signal }: { readonly level?: number; readonly signal?: AbortSignal } = {},
): Promise<{ expected: Float64Array; low: Float64Array; high: Float64Array }> {
  const [lowShare, highShare] = tails(level);
  check(customers, horizon);
  const { frequency, age } = customers;
  const rows = frequency.length;
  const out = { expected: new Float64Array(rows), low: new Float64Array(rows), high: new Float64Array(rows) };
  // Customers without a repeat purchase differ by their age only.
  const seen = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    if (i % BATCH === 0) await breathe(signal);
    const like = frequency[i] === 0 ? seen.get(age[i]!) : undefined;
    if (like !== undefined) {
      for (const values of [out.expected, out.low, out.high]) values[i] = values[like]!;
      continue;
    }
    if (frequency[i] === 0) seen.set(age[i]!, i);
    const future = new FutureValue(habits, spending, customers, i, horizon);
    out.expected[i] = future.expected;
    out.low[i] = future.quantile(lowShare);
    out.high[i] = future.quantile(highShare);
  }
  return out;
}

/** P(S < actual) and P(S ≤ actual), one a row: what a randomised PIT draws between. They differ at 0 only. */
export async function purchaseValueCumulative(
  habits: BgNbdModel,
  spending: GammaGammaModel,
  customers: Customers,
  horizon: number,
  actual: Float64Array,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<{ below: Float64Array; upTo: Float64Array }> {
  check(customers, horizon);
  const below = new Float64Array(actual.length);
  const upTo = new Float64Array(actual.length);
  for (let i = 0; i < actual.length; i++) {
    if (i % BATCH === 0) await breathe(signal);
    upTo[i] = new FutureValue(habits, spending, customers, i, horizon).upTo(actual[i]!);
    below[i] = actual[i]! > 0 ? upTo[i]! : 0;
  }
  return { below, upTo };
}

function check(customers: Customers, horizon: number): void {
  checkHorizon(horizon);
  checkHistory(customers);
  checkSpending(customers);
}
