import { KindredError } from "../../core/errors.ts";
import type { Estimator, Model, ModelState } from "../estimator.ts";
import { checkTargets } from "../rows.ts";
import { badParameter } from "../rules.ts";
import { checkState } from "../state.ts";
import type { BuyingDegeneracy } from "./degenerate.ts";
import { FuturePurchases } from "./distribution.ts";
import { expectedWhileAlive } from "./expected.ts";
import { type FittedBgNbd, fitBgNbd } from "./fit.ts";
import { type BuyingData, type BuyingHistory, checkHistory } from "./history.ts";
import { type BgNbdParameters, bgNbdDefaults, checkBgNbd } from "./parameters.ts";
import { type Posterior, posteriorOf } from "./posterior.ts";

const KIND = "bg-nbd";
const VERSION = 1;

/**
 * A fitted BG/NBD model: customers buy at random at rates spread as Gamma(r, alpha), and after each repeat purchase stop
 * for good with a chance spread as Beta(a, b). Horizons are in the unit of time of the data it was fitted on.
 */
export class BgNbdModel implements Model, FittedBgNbd {
  readonly kind = KIND;
  readonly features = ["frequency", "recency", "age"] as const;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly standardErrors: readonly number[] | null;
  readonly degenerate: readonly BuyingDegeneracy[];
  readonly converged: boolean;
  readonly nIter: number;

  constructor(fitted: FittedBgNbd) {
    this.r = fitted.r;
    this.alpha = fitted.alpha;
    this.a = fitted.a;
    this.b = fitted.b;
    this.logLikelihood = fitted.logLikelihood;
    this.customers = fitted.customers;
    this.standardErrors = fitted.standardErrors;
    this.degenerate = fitted.degenerate;
    this.converged = fitted.converged;
    this.nIter = fitted.nIter;
  }

  /** Probability that the customer has not stopped buying; 1 for customers without a repeat purchase. */
  probabilityAlive(history: BuyingHistory): Float64Array {
    return this.#each(history, (posterior) => posterior.alive);
  }

  /** Expected purchases within `horizon` from now. */
  expectedPurchases(history: BuyingHistory, horizon: number): Float64Array {
    checkHorizon(horizon);
    return this.#each(history, (posterior) => posterior.alive * expectedWhileAlive(posterior, horizon));
  }

  /** Probability of at least one purchase within `horizon` from now. */
  probabilityOfPurchase(history: BuyingHistory, horizon: number): Float64Array {
    checkHorizon(horizon);
    return this.#each(history, (posterior) => new FuturePurchases(posterior, horizon).any);
  }

  /** Expected repeat purchases of a new customer within `horizon` of the first purchase. */
  expectedOfNew(horizon: number): number {
    checkHorizon(horizon);
    return expectedWhileAlive(posteriorOf(this, 0, 0, 0), horizon);
  }

  /** The middle `level` of the distribution of purchases within `horizon`: its quantiles, whole numbers. */
  purchaseInterval(
    history: BuyingHistory,
    horizon: number,
    level = 0.8,
  ): { low: Float64Array; high: Float64Array } {
    checkHorizon(horizon);
    const ends = tails(level);
    const [low, high] = ends.map((share) =>
      this.#each(history, (posterior) => new FuturePurchases(posterior, horizon).quantile(share)),
    );
    return { low: low!, high: high! };
  }

  /** P(X < counts) and P(X ≤ counts), one a row: what a randomised PIT draws between. */
  cumulative(
    history: BuyingHistory,
    horizon: number,
    counts: Float64Array,
  ): { below: Float64Array; upTo: Float64Array } {
    checkHorizon(horizon);
    const at = (k: (count: number) => number) =>
      this.#each(history, (posterior, i) => new FuturePurchases(posterior, horizon).upTo(k(counts[i]!)));
    return { below: at((count) => Math.ceil(count) - 1), upTo: at((count) => count) };
  }

  save(): ModelState {
    const { r, alpha, a, b, logLikelihood, customers, converged, nIter } = this;
    return {
      kind: KIND,
      version: VERSION,
      r,
      alpha,
      a,
      b,
      logLikelihood,
      customers,
      standardErrors: this.standardErrors && [...this.standardErrors],
      degenerate: [...this.degenerate],
      converged,
      nIter,
    };
  }

  #posterior({ frequency, recency, age }: BuyingHistory, i: number): Posterior {
    return posteriorOf(this, frequency[i]!, recency[i]!, age[i]!);
  }

  #each(history: BuyingHistory, value: (posterior: Posterior, i: number) => number): Float64Array {
    checkHistory(history);
    return history.frequency.map((_, i) => value(this.#posterior(history, i), i));
  }
}

/** Throws `bad-parameter`. */
export function checkHorizon(horizon: number): void {
  if (!(horizon > 0 && horizon < Number.POSITIVE_INFINITY))
    throw badParameter("horizon", horizon, "a finite number above 0");
}

/** The two shares between which the middle `level` lies. Throws `bad-parameter`. */
export function tails(level: number): readonly [number, number] {
  if (!(level > 0 && level < 1)) throw badParameter("level", level, "between 0 and 1, both excluded");
  return [(1 - level) / 2, (1 + level) / 2];
}

/** The BG/NBD model of repeat buying; see docs/reference/models/bg-nbd.md. */
export const bgNbd: Estimator<BgNbdParameters, BuyingData, BgNbdModel> = {
  kind: KIND,
  defaults: bgNbdDefaults,
  check: checkBgNbd,
  async fit(data, p, ctx) {
    const parameters = checkBgNbd(p);
    if (data.frequency.length === 0) throw new KindredError("no-rows");
    checkHistory(data);
    const { frequency: y, weight } = data;
    if (weight) checkTargets({ x: { rows: y.length }, y, weight }, "", () => true);
    return new BgNbdModel(await fitBgNbd(data, parameters, ctx));
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new BgNbdModel(state as unknown as FittedBgNbd);
  },
};
