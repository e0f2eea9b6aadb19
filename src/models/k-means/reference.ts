import type { Matrix } from "../../core/matrix.ts";
import type { StepResult } from "./points.ts";

/** What the kernel's `steps` must give, in float64 and without haste. Ties go to the lower group. */
export function referenceStep(
  { rows, cols, data }: Matrix,
  centres: Float64Array,
  groups: number,
): StepResult & { readonly labels: Int32Array; readonly inertia: number } {
  const sums = new Float64Array(groups * cols);
  const counts = new Float64Array(groups);
  const labels = new Int32Array(rows);
  let inertia = 0;
  for (let i = 0; i < rows; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups; g++) {
      let distance = 0;
      for (let j = 0; j < cols; j++) distance += (data[i * cols + j]! - centres[g * cols + j]!) ** 2;
      if (distance < least) {
        least = distance;
        labels[i] = g;
      }
    }
    inertia += least;
    const g = labels[i]!;
    counts[g]!++;
    for (let j = 0; j < cols; j++) sums[g * cols + j]! += data[i * cols + j]!;
  }
  return { changed: rows, sums, counts, labels, inertia };
}
