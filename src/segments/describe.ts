import type { ColumnInfo, Matrix } from "../core/matrix.ts";
import type { Sentence } from "../core/sentence.ts";
import { quantile } from "./habits.ts";
import type { Trait } from "./persona.ts";

/** How a feature's figures are written: word code of its name, and whether they are money, shares or plain numbers. */
export interface FeatureLabel {
  /** Word code of the name; null where the data's own column name stands for itself. */
  readonly code: string | null;
  readonly unit: "number" | "money" | "percent";
}

export interface DescribeInput {
  /** Own units, NaN = missing; and the same columns on the clustering scale (mean 0, sd 1, nothing missing). */
  readonly raw: Matrix;
  readonly scaled: Matrix;
  readonly columns: readonly ColumnInfo[];
  readonly clusteredOn: ReadonlySet<string>;
  readonly labels: ArrayLike<number>;
  readonly groups: number;
  readonly currency: string | null;
  label(feature: string): FeatureLabel;
}

/** Smaller differences (Cohen: "small" is .2) set nobody apart. */
const MIN_EFFECT = 0.2;
const MOST_TRAITS = 6;
/** Of the features not clustered on only the strongest few: most say again what the others say. */
const MOST_OTHERS = 2;

/** The traits of every group, strongest first; what was clustered on comes with an effect size only, never a p-value. */
export function traitsOf(input: DescribeInput): Trait[][] {
  const { raw, scaled, columns, labels, groups } = input;
  const members = Array.from({ length: groups }, () => [] as number[]);
  for (let i = 0; i < labels.length; i++) if (labels[i]! >= 0) members[labels[i]!]!.push(i);
  const all = Array.from({ length: raw.rows }, (_, i) => i);
  const numeric = columns.flatMap((c, j) => (c.kind === "number" ? [j] : []));
  const meanAll = numeric.map((j) => mean(scaled, j, all));
  const medianAll = numeric.map((j) => median(raw, j, all));
  return members.map((rows) => {
    const traits = numeric
      .map((j, at): Trait => {
        const effect = mean(scaled, j, rows) - meanAll[at]!;
        const values = { median: median(raw, j, rows), medianAll: medianAll[at]! };
        const feature = columns[j]!.name;
        return {
          feature,
          effect,
          ...values,
          clusteredOn: input.clusteredOn.has(feature),
          what: sentence(input, feature, effect, values),
        };
      })
      .filter((t) => Math.abs(t.effect) >= MIN_EFFECT)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
    return [
      ...traits.filter((t) => t.clusteredOn).slice(0, MOST_TRAITS),
      ...traits.filter((t) => !t.clusteredOn).slice(0, MOST_OTHERS),
    ];
  });
}

function sentence(
  input: DescribeInput,
  feature: string,
  effect: number,
  values: { readonly median: number; readonly medianAll: number },
): Sentence {
  const direction = effect > 0 ? "higher" : "lower";
  const { code, unit } = input.label(feature);
  if (code === null) {
    return { code: `segments.trait.${direction}.named`, data: { name: feature, ...values } };
  }
  const currency = unit === "money" ? { currency: input.currency ?? "" } : {};
  return { code: `segments.trait.${direction}.${unit}`, data: { label: code, ...values, ...currency } };
}

function mean(x: Matrix, column: number, rows: readonly number[]): number {
  let sum = 0;
  for (const i of rows) sum += x.data[i * x.cols + column]!;
  return sum / Math.max(1, rows.length);
}

function median(x: Matrix, column: number, rows: readonly number[]): number {
  const values = Float64Array.from(rows, (i) => x.data[i * x.cols + column]!).filter((v) => !Number.isNaN(v));
  return quantile(values.sort(), 0.5);
}
