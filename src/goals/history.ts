import { addDays } from "../core/clock.ts";
import type { Feature, Outcome, Predicate } from "../features/algebra.ts";
import { computeFeatures, type FeatureTable } from "../features/compute.ts";
import { computeOutcome } from "../features/outcome.ts";
import type { Reader } from "../store/reader.ts";
import { sampleCustomers } from "./sample.ts";

export interface HistoryOptions {
  readonly features: readonly Feature[];
  readonly population: Predicate;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly horizonDays: number;
}

/** The population at one cut-off with its features and what happened in the horizon after it. */
export interface Completed {
  readonly cutOff: Date;
  readonly table: FeatureTable;
  /** One value a customer, by the outcome's name. */
  readonly outcomes: Readonly<Record<string, Float64Array>>;
}

/**
 * A goal's past, read once a cut-off. `seenUntil` is how far outcomes may be read: it only moves forward, and whoever
 * asks for an outcome beyond it has a mistake in its protocol (RangeError), whatever lies in the store.
 */
export class History {
  readonly #reader: Reader;
  readonly #options: HistoryOptions;
  readonly #tables = new Map<number, Promise<FeatureTable>>();
  readonly #completed = new Map<number, Promise<Completed>>();
  #seenUntil = Number.NEGATIVE_INFINITY;
  #sampled = 0;

  constructor(reader: Reader, options: HistoryOptions) {
    this.#reader = reader;
    this.#options = options;
  }

  get horizonDays(): number {
    return this.#options.horizonDays;
  }

  /** Most customers that a sample was drawn of so far; 0 where every customer was taken. */
  get sampled(): number {
    return this.#sampled;
  }

  /** From now on outcomes that ended by `moment` may be read. */
  allowUntil(moment: Date): void {
    this.#seenUntil = Math.max(this.#seenUntil, moment.getTime());
  }

  /** The features of the population as of a moment; a sample of it where it is very large. */
  features(asOf: Date): Promise<FeatureTable> {
    return remembered(this.#tables, asOf, async () => {
      const { features, population } = this.#options;
      const all = await computeFeatures(this.#reader, features, { asOf, population });
      const table = sampleCustomers(all);
      if (table !== all) this.#sampled = Math.max(this.#sampled, table.customers.length);
      return table;
    });
  }

  /** The features as of `cutOff` and what came of them. Throws RangeError where the horizon ends too late to be seen. */
  completed(cutOff: Date): Promise<Completed> {
    const { outcomes, horizonDays } = this.#options;
    const end = addDays(cutOff, horizonDays);
    if (end.getTime() > this.#seenUntil)
      throw new RangeError(`outcomes until ${end.toISOString()} may not be read yet`);
    return remembered(this.#completed, cutOff, async () => {
      const table = await this.features(cutOff);
      const values: Record<string, Float64Array> = {};
      for (const [name, outcome] of Object.entries(outcomes))
        values[name] = await computeOutcome(this.#reader, outcome, {
          cutOff,
          horizonDays,
          customers: table.customers,
        });
      return { cutOff, table, outcomes: values };
    });
  }
}

function remembered<T>(memory: Map<number, Promise<T>>, key: Date, make: () => Promise<T>): Promise<T> {
  const at = key.getTime();
  const known = memory.get(at);
  if (known) return known;
  const made = make();
  memory.set(at, made);
  return made;
}
