import type { Design } from "../../core/matrix.ts";
import { type BgNbdModel, bgNbd } from "../../models/bg-nbd/bg-nbd.ts";
import {
  type Customers,
  purchaseValue,
  purchaseValueCumulative,
} from "../../models/buying/purchase-value.ts";
import type { Contributions, FitContext, ModelState } from "../../models/estimator.ts";
import { type GammaGammaModel, gammaGamma } from "../../models/gamma-gamma/gamma-gamma.ts";
import { checkState } from "../../models/state.ts";
import { REPEAT_REVENUE } from "../features.ts";
import { column } from "../stack.ts";
import { type AmountModel, holdingMean, SMALLEST_AMOUNT } from "./model.ts";
import { shapley } from "./shapley.ts";

const KIND = "buying";
const VERSION = 1;
const DAYS_A_WEEK = 7;
/** Gamma-Gamma works in units of 100 minor, the money people know; its likelihood depends on the unit. */
const MINOR = 100;

const COLUMNS = ["orderDays", "daysSinceLastOrder", "daysSinceFirstOrder", "averageBasket", REPEAT_REVENUE];

/**
 * What the buying models know of each customer, in weeks: purchases merged by day, ages counted from the day of the first
 * order to the last day seen (Fader, Hardie and Lee 2005); values as means over the repeat purchases.
 */
function customersOf(design: Design): Customers {
  const days = column(design, "orderDays");
  const age = wholeWeeks(column(design, "daysSinceFirstOrder"));
  const quiet = wholeWeeks(column(design, "daysSinceLastOrder"));
  const spent = column(design, REPEAT_REVENUE);
  const frequency = days.map((n) => Math.max(0, n - 1));
  return {
    frequency,
    age,
    recency: frequency.map((x, i) => (x > 0 ? Math.max(0, age[i]! - quiet[i]!) : 0)),
    value: frequency.map((x, i) => (x > 0 ? spent[i]! / x / MINOR : 0)),
  };
}

/** Weeks from a day to the last day seen; the moment of the prediction is the midnight after that. */
function wholeWeeks(daysSince: Float64Array): Float64Array {
  return daysSince.map((days) => Math.max(0, Math.ceil(days) - 1) / DAYS_A_WEEK);
}

/** BG/NBD for the orders, Gamma-Gamma for their values; the interval is that of their joint distribution. */
export class BuyingModel implements AmountModel {
  readonly name = "bg-nbd";
  readonly columns = COLUMNS;
  readonly habits: BgNbdModel;
  readonly spending: GammaGammaModel;
  readonly #weeks: number;
  /** The customer that reasons are measured from: medians of those it was fitted on. */
  readonly #typical: Customers;

  constructor(habits: BgNbdModel, spending: GammaGammaModel, weeks: number, typical: Customers) {
    this.habits = habits;
    this.spending = spending;
    this.#weeks = weeks;
    this.#typical = typical;
  }

  static async fit(design: Design, horizonDays: number, context: FitContext): Promise<BuyingModel> {
    const customers = customersOf(design);
    const habits = await bgNbd.fit(customers, bgNbd.defaults, context);
    const spending = await gammaGamma.fit(customers, gammaGamma.defaults, context);
    return new BuyingModel(habits, spending, horizonDays / DAYS_A_WEEK, typicalOf(customers));
  }

  static load(state: ModelState): BuyingModel {
    checkState(state, KIND, VERSION);
    const fields = state as unknown as Fields;
    const array = (values: readonly number[]) => Float64Array.from(values);
    const { frequency, recency, age, value } = fields.typical;
    return new BuyingModel(bgNbd.load(fields.habits), gammaGamma.load(fields.spending), fields.weeks, {
      frequency: array(frequency),
      recency: array(recency),
      age: array(age),
      value: array(value),
    });
  }

  /** Ways in which the data push a model to its edge; empty where both can be trusted. */
  get degenerate(): readonly string[] {
    return [...this.habits.degenerate, ...this.spending.degenerate];
  }

  get parameters(): Readonly<Record<string, unknown>> {
    const { r, alpha, a, b, logLikelihood } = this.habits;
    const { p, q, v, logLikelihood: valueLogLikelihood } = this.spending;
    return { r, alpha, a, b, logLikelihood, p, q, v, valueLogLikelihood, timeUnit: "week" };
  }

  expected(design: Design): Float64Array {
    return this.#expected(customersOf(design));
  }

  async interval(design: Design, signal?: AbortSignal) {
    const { low, high } = await purchaseValue(
      this.habits,
      this.spending,
      customersOf(design),
      this.#weeks,
      signal ? { signal } : {},
    );
    const interval = { low: low.map((v) => v * MINOR), high: high.map((v) => v * MINOR) };
    return holdingMean(interval, this.expected(design));
  }

  cumulative(design: Design, actual: Float64Array, signal?: AbortSignal) {
    return purchaseValueCumulative(
      this.habits,
      this.spending,
      customersOf(design),
      this.#weeks,
      actual.map((v) => v / MINOR),
      signal ? { signal } : {},
    );
  }

  /** Exact Shapley values of the log of the expected amount, measured from the typical customer. */
  async contributions(design: Design): Promise<Contributions> {
    const customers = customersOf(design);
    const players = ["frequency", "recency", "age", "value"] as const;
    const at = [0, 1, 2, 3];
    const cols = COLUMNS.length;
    const rows = customers.frequency.length;
    const { base, effects } = shapley(players.length, rows, (own) =>
      this.#expected(this.#mixed(customers, own)).map(Math.log),
    );
    const out = new Float64Array(rows * cols);
    for (let i = 0; i < rows; i++) for (const k of at) out[i * cols + k] = effects[i * players.length + k]!;
    return { base: base[0] ?? 0, rows, cols, effects: out };
  }

  save(): ModelState {
    const { frequency, recency, age, value } = this.#typical;
    return {
      kind: KIND,
      version: VERSION,
      habits: this.habits.save(),
      spending: this.spending.save(),
      weeks: this.#weeks,
      typical: { frequency: [...frequency], recency: [...recency], age: [...age], value: [...value] },
    };
  }

  #expected(customers: Customers): Float64Array {
    const orders = this.habits.expectedPurchases(customers, this.#weeks);
    const values = this.spending.expectedValue(customers);
    return orders.map((n, i) => Math.max(SMALLEST_AMOUNT, n * values[i]! * MINOR));
  }

  /** Each customer with the `own` sides of the customer's and the others of the typical one: frequency, quiet time, age, value. */
  #mixed(customers: Customers, own: readonly boolean[]): Customers {
    const t = this.#typical;
    const side = (k: number, name: keyof Customers) => (i: number) =>
      own[k] ? customers[name][i]! : t[name][0]!;
    const frequency = customers.frequency.map((_, i) => side(0, "frequency")(i));
    const age = frequency.map((_, i) => side(2, "age")(i));
    // Time since the last order is what people know; within the age at hand.
    const recency = frequency.map((x, i) => {
      const quiet = own[1] ? customers.age[i]! - lastSeen(customers, i) : t.age[0]! - lastSeen(t, 0);
      return x > 0 ? Math.max(0, age[i]! - Math.min(quiet, age[i]!)) : 0;
    });
    const value = frequency.map((x, i) => (x > 0 ? side(3, "value")(i) : 0));
    return { frequency, age, recency, value };
  }
}

interface Fields {
  readonly habits: ModelState;
  readonly spending: ModelState;
  readonly weeks: number;
  readonly typical: Readonly<Record<keyof Customers, readonly number[]>>;
}

function lastSeen({ recency }: Customers, i: number): number {
  return recency[i]!;
}

/** One customer of median frequency, ages and value. */
function typicalOf({ frequency, recency, age, value }: Customers): Customers {
  const median = (of: Float64Array) => of.toSorted()[of.length >> 1] ?? 0;
  const x = Math.round(median(frequency));
  const quiet = median(age.map((t, i) => t - recency[i]!));
  const t = median(age);
  const buyers = value.filter((v) => v > 0);
  return {
    frequency: Float64Array.of(x),
    age: Float64Array.of(t),
    recency: Float64Array.of(x > 0 ? Math.max(0, t - quiet) : 0),
    value: Float64Array.of(buyers.length > 0 ? median(buyers) : 0),
  };
}
