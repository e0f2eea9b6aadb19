import type { Design } from "../../core/matrix.ts";
import { type BoostingModel, boosting } from "../../models/boosting/boosting.ts";
import type { BoostingParameters } from "../../models/boosting/parameters.ts";
import type { Contributions, FitContext, ModelState } from "../../models/estimator.ts";
import { checkState, doubles } from "../../models/state.ts";
import {
  type Conformal,
  conformalCumulative,
  conformalInterval,
  learnConformal,
} from "../../validate/conformal.ts";
import { quantile } from "../../validate/quantile.ts";
import { column } from "../stack.ts";
import { type AmountModel, holdingMean, SMALLEST_AMOUNT } from "./model.ts";

const KIND = "boosted-amount";
const VERSION = 1;

/** How a boosted amount is learned. */
export interface BoostedRecipe {
  readonly trees: Partial<BoostingParameters>;
  /** Order days that the typical customer's mean counts for beside the customer's own. */
  readonly shrinkage: number;
}

/** Orders by Poisson boosting, times the customer's mean spent an order day, shrunken towards the typical one. */
export class BoostedOrders {
  readonly orders: BoostingModel;
  readonly shrinkage: number;
  /** Median over customers of the mean spent an order day. */
  readonly typicalMean: number;
  /** Mean over training rows of the logarithm of the shrunken mean: reasons are measured from there. */
  readonly meanLog: number;

  constructor(orders: BoostingModel, shrinkage: number, typicalMean: number, meanLog: number) {
    this.orders = orders;
    this.shrinkage = shrinkage;
    this.typicalMean = typicalMean;
    this.meanLog = meanLog;
  }

  static async fit(
    design: Design,
    orderDays: Float64Array,
    { trees, shrinkage }: BoostedRecipe,
    context: FitContext,
  ): Promise<BoostedOrders> {
    const p = boosting.check({ ...trees, loss: "poisson" });
    return BoostedOrders.of(await boosting.fit({ ...design, y: orderDays }, p, context), design, shrinkage);
  }

  /** Another shrinkage beside orders already fitted on `design`. */
  static of(orders: BoostingModel, design: Design, shrinkage: number): BoostedOrders {
    const days = column(design, "orderDays");
    const typical = quantile(
      column(design, "revenue").map((spent, i) => spent / Math.max(1, days[i]!)),
      0.5,
    );
    const plain = new BoostedOrders(orders, shrinkage, typical, 0);
    const logs = plain.logMeans(design);
    return new BoostedOrders(orders, shrinkage, typical, logs.reduce((a, b) => a + b, 0) / logs.length);
  }

  logMeans(design: Design): Float64Array {
    const days = column(design, "orderDays");
    const k = this.shrinkage;
    return column(design, "revenue").map((spent, i) =>
      Math.log(Math.max(SMALLEST_AMOUNT, (spent + k * this.typicalMean) / (days[i]! + k))),
    );
  }

  /** Logarithm of the expected amount before any correction. */
  margin(design: Design): Float64Array {
    const logs = this.logMeans(design);
    return this.orders.margin(design).map((m, i) => m + logs[i]!);
  }
}

/** Boosted orders × shrunken means × one correction of the level, with split-conformal intervals. */
export class BoostedAmount implements AmountModel {
  readonly name = "boosting";
  readonly columns: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly #base: BoostedOrders;
  /** Added to the logarithm of every amount. */
  readonly #correction: number;
  readonly #conformal: Conformal;

  constructor(
    base: BoostedOrders,
    correction: number,
    conformal: Conformal,
    parameters: Readonly<Record<string, unknown>>,
  ) {
    this.#base = base;
    this.#correction = correction;
    this.#conformal = conformal;
    this.columns = base.orders.features;
    this.parameters = parameters;
  }

  /** `heldOut`: margins of `base`'s recipe for customers it had not seen, at the newest cut-off, and what they spent. */
  static calibrated(
    base: BoostedOrders,
    heldOut: { readonly margin: Float64Array; readonly actual: Float64Array },
    { trees, shrinkage }: BoostedRecipe,
  ): BoostedAmount {
    const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
    const plain = heldOut.margin.map(Math.exp);
    const correction = Math.log(Math.max(sum(heldOut.actual), SMALLEST_AMOUNT) / sum(plain));
    const conformal = learnConformal(amounts(heldOut.margin, correction), heldOut.actual);
    return new BoostedAmount(base, correction, conformal, {
      ...trees,
      loss: "poisson",
      shrinkage,
      correction: Math.exp(correction),
    });
  }

  static load(state: ModelState): BoostedAmount {
    checkState(state, KIND, VERSION);
    const f = state as unknown as Fields;
    const base = new BoostedOrders(boosting.load(f.orders), f.shrinkage, f.typicalMean, f.meanLog);
    const conformal = { edges: doubles(f.conformal.edges), ratios: f.conformal.ratios.map(doubles) };
    return new BoostedAmount(base, f.correction, conformal, f.parameters);
  }

  expected(design: Design): Float64Array {
    return amounts(this.#base.margin(design), this.#correction);
  }

  async interval(design: Design) {
    const expected = this.expected(design);
    return holdingMean(conformalInterval(this.#conformal, expected), expected);
  }

  async cumulative(design: Design, actual: Float64Array) {
    return conformalCumulative(this.#conformal, this.expected(design), actual);
  }

  /** The orders' exact TreeSHAP values; how much more or less than usual is spent at a time stands under `averageBasket`. */
  async contributions(
    design: Design,
    ctx?: { threads?: number; signal?: AbortSignal },
  ): Promise<Contributions> {
    const { base, rows, cols, effects } = await this.#base.orders.contributions(design, ctx);
    const out = effects.slice();
    const basket = design.columns.findIndex((c) => c.name === "averageBasket");
    this.#base.logMeans(design).forEach((log, i) => {
      out[i * cols + basket]! += log - this.#base.meanLog;
    });
    return { base: base + this.#base.meanLog + this.#correction, rows, cols, effects: out };
  }

  save(): ModelState {
    const { orders, shrinkage, typicalMean, meanLog } = this.#base;
    return {
      kind: KIND,
      version: VERSION,
      orders: orders.save(),
      shrinkage,
      typicalMean,
      meanLog,
      correction: this.#correction,
      conformal: this.#conformal,
      parameters: this.parameters,
    };
  }
}

interface Fields {
  readonly orders: ModelState;
  readonly shrinkage: number;
  readonly typicalMean: number;
  readonly meanLog: number;
  readonly correction: number;
  readonly conformal: { readonly edges: unknown; readonly ratios: readonly unknown[] };
  readonly parameters: Readonly<Record<string, unknown>>;
}

function amounts(margin: Float64Array, correction: number): Float64Array {
  return margin.map((m) => Math.max(SMALLEST_AMOUNT, Math.exp(m + correction)));
}
