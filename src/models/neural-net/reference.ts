import type { Layer } from "./layers.ts";

/** The network's raw output for one row in float64, layer by layer: what the kernel must give to float32. */
export function referenceOutput(
  weights: ArrayLike<number>,
  layers: readonly Layer[],
  row: ArrayLike<number>,
): number {
  let values = Array.from(row);
  layers.forEach(({ inputs, outputs, wideIn, wideOut, at }, l) => {
    values = Array.from({ length: outputs }, (_, j) => {
      let sum = weights[at + wideIn * wideOut + j]!;
      for (let i = 0; i < inputs; i++) sum += values[i]! * weights[at + i * wideOut + j]!;
      return l < layers.length - 1 ? Math.max(0, sum) : sum;
    });
  });
  return values[0]!;
}
