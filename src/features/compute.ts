import { type Design, numberColumns, zeros } from "../core/matrix.ts";
import type { Reader } from "../store/reader.ts";
import { type Feature, type Predicate, reachDays } from "./algebra.ts";
import { compileFeatures } from "./compile.ts";
import { duckdb } from "./dialect.ts";
import { historyDaysAt } from "./latest.ts";
import { peopleAt } from "./people.ts";

/** The features of the customers of a population as of one moment: one row a customer, ascending by key. */
export interface FeatureTable {
  /** Keys of `customers.customer`. */
  readonly customers: Float64Array;
  /** Rows = customers, columns = `features`; NaN = missing. */
  readonly design: Design;
  readonly features: readonly Feature[];
  /** Names of features left out, because their window is longer than the history at `asOf`. */
  readonly dropped: readonly string[];
  readonly asOf: Date;
}

export interface ComputeOptions {
  /** Exclusive upper bound of what is seen. */
  readonly asOf: Date;
  /** Customers it holds for; all known ones when absent. */
  readonly population?: Predicate;
}

/** Computes `features` as of a moment. A feature that looks back further than the history known there is dropped and named. */
export async function computeFeatures(
  reader: Reader,
  features: readonly Feature[],
  { asOf, population }: ComputeOptions,
): Promise<FeatureTable> {
  const historyDays = await historyDaysAt(reader, asOf);
  const kept = features.filter((f) => reachDays(f.value) <= historyDays);
  const dropped = features.filter((f) => !kept.includes(f)).map((f) => f.name);
  const people = await peopleAt(reader, asOf);
  const columns = await reader.columns(compileFeatures(kept, duckdb, population, people), [asOf]);
  const customers = columns.customer as Float64Array;
  const x = zeros(customers.length, kept.length);
  kept.forEach((feature, j) => {
    const values = columns[feature.name] as Float64Array;
    for (let i = 0; i < values.length; i++) x.data[i * x.cols + j] = values[i]!;
  });
  return {
    customers,
    design: { x, columns: numberColumns(kept.map((f) => f.name)) },
    features: kept,
    dropped,
    asOf,
  };
}
