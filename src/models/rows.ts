import { KindredError } from "../core/errors.ts";
import type { Design } from "../core/matrix.ts";

/** Throws `no-rows`, or `wrong-columns` when the columns do not describe the matrix. */
export function checkDesign({ x, columns }: Design): void {
  if (x.rows === 0) throw new KindredError("no-rows");
  if (columns.length !== x.cols)
    throw new KindredError("wrong-columns", { expected: columns.length, given: x.cols });
}

/** Throws when `data` is not as wide as what a model was fitted on, or names its columns otherwise. */
export function checkColumns({ x, columns }: Design, features: readonly string[]): void {
  if (x.cols !== features.length || columns.length !== features.length)
    throw new KindredError("wrong-columns", { expected: features.length, given: x.cols });
  features.forEach((expected, j) => {
    const given = columns[j]!.name;
    if (given !== expected) throw new KindredError("wrong-column", { position: j + 1, given, expected });
  });
}

/** Throws `bad-value` at the first missing or infinite value: for models that cannot work with it. */
export function checkFinite({ x, columns }: Design): void {
  for (let i = 0; i < x.data.length; i++) {
    const value = x.data[i]!;
    // Only NaN and the infinities differ from themselves after subtraction.
    if (value - value !== 0)
      throw new KindredError("bad-value", {
        column: columns[i % x.cols]!.name,
        row: Math.floor(i / x.cols) + 1,
        value: String(value),
        allowed: "finite numbers",
      });
  }
}

/** Throws `bad-value` at the first category column: for models that need numbers. */
export function checkNumbers({ columns }: Design): void {
  const category = columns.find((column) => column.kind === "category");
  if (category)
    throw new KindredError("bad-value", {
      column: category.name,
      row: 1,
      value: "category",
      allowed: "numbers (turn categories into 0/1 columns first)",
    });
}

/** Throws `bad-target` or `bad-weight` with the row, counted from 1. */
export function checkTargets(
  { x, y, weight }: { x: { rows: number }; y: Float64Array; weight?: Float64Array },
  allowed: string,
  holds: (target: number) => boolean,
): void {
  if (y.length !== x.rows)
    throw new KindredError("bad-target", {
      row: Math.min(y.length, x.rows) + 1,
      value: y.length < x.rows ? "missing" : "without a row",
      allowed,
    });
  const wrong = y.findIndex((target) => !holds(target));
  if (wrong >= 0) throw new KindredError("bad-target", { row: wrong + 1, value: String(y[wrong]), allowed });
  if (weight) checkWeights(weight, x.rows);
}

function checkWeights(weight: Float64Array, rows: number): void {
  if (weight.length !== rows)
    throw new KindredError("bad-weight", { row: Math.min(weight.length, rows) + 1, value: "missing" });
  const wrong = weight.findIndex((w) => !(Number.isFinite(w) && w > 0));
  if (wrong >= 0) throw new KindredError("bad-weight", { row: wrong + 1, value: String(weight[wrong]) });
}
