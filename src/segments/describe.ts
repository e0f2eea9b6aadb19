import type { ColumnInfo, Matrix } from "../core/matrix.ts";
import { quantile } from "./habits.ts";
import type { Trait } from "./persona.ts";
import { holm } from "./proportion.ts";
import { rankSumP } from "./rank-sum.ts";
import { traitSentence } from "./trait-sentence.ts";

export interface DescribeInput {
  /** Own units, NaN = missing; and the same columns on the clustering scale (mean 0, sd 1, nothing missing). */
  readonly raw: Matrix;
  readonly scaled: Matrix;
  readonly columns: readonly ColumnInfo[];
  readonly clusteredOn: ReadonlySet<string>;
  /** Columns told of although no group was made from them. */
  readonly others: ReadonlySet<string>;
  /**
   * Whether the others were measured apart from what the groups were made from (a table's own columns). Only then is
   * a test honest; what is reckoned from the same orders would always be found to differ.
   */
  readonly othersApart: boolean;
  readonly labels: ArrayLike<number>;
  readonly groups: number;
  readonly currency: string | null;
}

/** Smaller differences (Cohen: "small" is .2) set nobody apart. */
const MIN_EFFECT = 0.2;
const MOST_TRAITS = 6;
/** Of the features not clustered on only the strongest few: most say again what the others say. */
const MOST_OTHERS = 2;
/** A difference that was tested is told of below this. */
const SURE = 0.05;

/**
 * The traits of every group, strongest first, those it was made from before the others. What was clustered on comes
 * with an effect size only. Differences that no figure can show (equal medians) are left out.
 */
export function traitsOf(input: DescribeInput): Trait[][] {
  const { raw, scaled, columns, labels, groups, clusteredOn, others } = input;
  const members = Array.from({ length: groups }, () => [] as number[]);
  for (let i = 0; i < labels.length; i++) if (labels[i]! >= 0) members[labels[i]!]!.push(i);
  const all = Array.from({ length: raw.rows }, (_, i) => i);
  const told = columns.flatMap(({ name, kind }, j) =>
    kind === "number" && (clusteredOn.has(name) || others.has(name)) ? [j] : [],
  );
  const typicalAll = new Map(told.map((j) => [j, typical(raw, j, all)]));
  const pValues = input.othersApart ? tested(input, told) : null;
  return members.map((rows, g) => {
    const traits = told
      .map((j): Trait | null => {
        const feature = columns[j]!.name;
        const own = typical(raw, j, rows);
        const every = typicalAll.get(j)!;
        const effect = mean(scaled, j, rows) - mean(scaled, j, all);
        const pValue = pValues?.get(j)?.[g];
        const what = traitSentence({ feature, effect, own, all: every, currency: input.currency });
        if (Math.abs(effect) < MIN_EFFECT || what === null) return null;
        return {
          feature,
          effect,
          median: own.median,
          medianAll: every.median,
          clusteredOn: clusteredOn.has(feature),
          ...(pValue !== undefined ? { pValue } : {}),
          what,
        };
      })
      .filter((t) => t !== null)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
    return [
      ...traits.filter((t) => t.clusteredOn).slice(0, MOST_TRAITS),
      ...traits.filter((t) => !t.clusteredOn && (t.pValue ?? 0) < SURE).slice(0, MOST_OTHERS),
    ];
  });
}

/** Adjusted p-value of every other column and group, over all of these comparisons together. */
function tested(input: DescribeInput, told: readonly number[]): Map<number, number[]> {
  const { raw, columns, labels, groups, clusteredOn } = input;
  const apart = told.filter((j) => !clusteredOn.has(columns[j]!.name));
  const adjusted = holm(
    apart.flatMap((j) => {
      const values = Float64Array.from({ length: raw.rows }, (_, i) => raw.data[i * raw.cols + j]!);
      return rankSumP(values, labels, groups);
    }),
  );
  return new Map(apart.map((j, at) => [j, adjusted.slice(at * groups, (at + 1) * groups)]));
}

function mean(x: Matrix, column: number, rows: readonly number[]): number {
  let sum = 0;
  for (const i of rows) sum += x.data[i * x.cols + column]!;
  return sum / Math.max(1, rows.length);
}

function typical(x: Matrix, column: number, rows: readonly number[]): { median: number; mean: number } {
  const values = Float64Array.from(rows, (i) => x.data[i * x.cols + column]!).filter((v) => !Number.isNaN(v));
  const total = values.reduce((a, b) => a + b, 0);
  return { median: quantile(values.sort(), 0.5), mean: total / Math.max(1, values.length) };
}
