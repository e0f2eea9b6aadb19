import { KindredError } from "../../core/errors.ts";
import type { Estimator, Model, ModelState } from "../estimator.ts";
import { crossing } from "../optimise/root.ts";
import { checkTargets } from "../rows.ts";
import { badParameter } from "../rules.ts";
import { upperGamma } from "../special/incomplete-gamma.ts";
import { checkState } from "../state.ts";
import { type FittedGammaGamma, fitGammaGamma, type SpendingDegeneracy } from "./fit.ts";
import { checkGammaGamma, type GammaGammaParameters, gammaGammaDefaults } from "./parameters.ts";
import { checkSpending, type SpendingData, type SpendingHistory } from "./spending.ts";

const KIND = "gamma-gamma";
const VERSION = 1;

/** What is known of a customer: a purchase is worth Gamma(p, rate ν) with ν ~ Gamma(shape, rate `spent`). */
export interface SpendingPosterior {
  readonly shape: number;
  readonly spent: number;
}

/**
 * A fitted Gamma-Gamma model: the values of a customer's purchases vary as Gamma(p, ν), and ν between customers as
 * Gamma(q, v), whatever the number of purchases. Values are in the unit of money of the data it was fitted on.
 */
export class GammaGammaModel implements Model, FittedGammaGamma {
  readonly kind = KIND;
  readonly features = ["frequency", "value"] as const;
  readonly p: number;
  readonly q: number;
  readonly v: number;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly observedMean: number;
  readonly frequencyValueCorrelation: number;
  readonly standardErrors: readonly number[] | null;
  readonly degenerate: readonly SpendingDegeneracy[];
  readonly converged: boolean;
  readonly nIter: number;

  constructor(fitted: FittedGammaGamma) {
    this.p = fitted.p;
    this.q = fitted.q;
    this.v = fitted.v;
    this.logLikelihood = fitted.logLikelihood;
    this.customers = fitted.customers;
    this.observedMean = fitted.observedMean;
    this.frequencyValueCorrelation = fitted.frequencyValueCorrelation;
    this.standardErrors = fitted.standardErrors;
    this.degenerate = fitted.degenerate;
    this.converged = fitted.converged;
    this.nIter = fitted.nIter;
  }

  /**
   * Expected value of a customer's next purchase: p·(v + x·m)/(p·x + q − 1), between the customer's own mean and that
   * of all. Where this mean does not exist (p·x + q ≤ 1): the observed mean.
   */
  expectedValue(history: SpendingHistory): Float64Array {
    checkSpending(history);
    return history.value.map((m, i) => this.expectedGiven(this.posterior(history.frequency[i]!, m)));
  }

  /** The middle `level` of what a customer's true mean value may be. */
  valueInterval(history: SpendingHistory, level = 0.8): { low: Float64Array; high: Float64Array } {
    checkSpending(history);
    if (!(level > 0 && level < 1)) throw badParameter("level", level, "between 0 and 1, both excluded");
    const at = (share: number) =>
      history.value.map((m, i) => this.#quantile(this.posterior(history.frequency[i]!, m), share));
    return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
  }

  /** A customer without a purchase is as all are; a mean below 0 counts as 0. */
  posterior(frequency: number, value: number): SpendingPosterior {
    return {
      shape: this.p * frequency + this.q,
      spent: this.v + frequency * Math.max(0, value),
    };
  }

  expectedGiven({ shape, spent }: SpendingPosterior): number {
    return shape > 1 ? (this.p * spent) / (shape - 1) : this.observedMean;
  }

  /** The true mean is p/ν: at most s where ν is at least p/s. */
  #quantile({ shape, spent }: SpendingPosterior, share: number): number {
    const scale = this.p * spent;
    const guess = Math.log(scale / shape);
    return Math.exp(crossing((s) => upperGamma(shape, scale * Math.exp(-s)) - share, guess, 1e-10));
  }

  save(): ModelState {
    const { p, q, v, logLikelihood, customers, observedMean, frequencyValueCorrelation, converged, nIter } =
      this;
    return {
      kind: KIND,
      version: VERSION,
      p,
      q,
      v,
      logLikelihood,
      customers,
      observedMean,
      frequencyValueCorrelation,
      standardErrors: this.standardErrors && [...this.standardErrors],
      degenerate: [...this.degenerate],
      converged,
      nIter,
    };
  }
}

/** The Gamma-Gamma model of the value of purchases; see docs/reference/models/gamma-gamma.md. */
export const gammaGamma: Estimator<GammaGammaParameters, SpendingData, GammaGammaModel> = {
  kind: KIND,
  defaults: gammaGammaDefaults,
  check: checkGammaGamma,
  async fit(data, p, ctx) {
    const parameters = checkGammaGamma(p);
    if (data.frequency.length === 0) throw new KindredError("no-rows");
    checkSpending(data);
    const { value: y, weight } = data;
    if (weight) checkTargets({ x: { rows: y.length }, y, weight }, "", () => true);
    return new GammaGammaModel(await fitGammaGamma(data, parameters, ctx));
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new GammaGammaModel(state as unknown as FittedGammaGamma);
  },
};
