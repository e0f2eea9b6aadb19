import type { StepResult } from "./points.ts";
import { squaredDistance } from "./squared-distance.ts";

/** What the kernel's `steps` must give, in float64 and without haste. Ties go to the lower group. */
export function referenceStep(
  data: Float32Array,
  rows: number,
  width: number,
  centres: Float64Array,
  groups: number,
): StepResult & { readonly labels: Int32Array } {
  const sums = new Float64Array(groups * width);
  const counts = new Float64Array(groups);
  const labels = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups; g++) {
      const distance = squaredDistance(data, i * width, centres, g * width, width);
      if (distance < least) {
        least = distance;
        labels[i] = g;
      }
    }
    const g = labels[i]!;
    counts[g]!++;
    for (let j = 0; j < width; j++) sums[g * width + j]! += data[i * width + j]!;
  }
  return { changed: rows, sums, counts, labels };
}
