import type { Random } from "../../core/random.ts";

/** The kernel's loops take 8 columns and 4 rows at a time. */
const COLUMNS = 8;
export const ROWS = 4;

/** A dense layer: widths, their padded widths, and where its weights and biases start, counted in floats. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly wideIn: number;
  readonly wideOut: number;
  readonly at: number;
}

const padded = (width: number): number => Math.ceil(width / COLUMNS) * COLUMNS;

/** Layers from `inputs` over the hidden widths to one output, one after the other in memory. */
export function layersOf(inputs: number, hidden: readonly number[]): Layer[] {
  const widths = [inputs, ...hidden, 1];
  const layers: Layer[] = [];
  let at = 0;
  for (let l = 1; l < widths.length; l++) {
    const layer = {
      inputs: widths[l - 1]!,
      outputs: widths[l]!,
      wideIn: padded(widths[l - 1]!),
      wideOut: padded(widths[l]!),
      at,
    };
    layers.push(layer);
    at += (layer.wideIn + 1) * layer.wideOut;
  }
  return layers;
}

/** Floats of all weights and biases. */
export function floatsOf(layers: readonly Layer[]): number {
  const last = layers.at(-1)!;
  return last.at + (last.wideIn + 1) * last.wideOut;
}

/** Uniform within ±√(6 / (in + out)) (Glorot and Bengio 2010), biases too, as scikit-learn; padding stays 0. */
export function initialise(weights: Float32Array, layers: readonly Layer[], random: Random): void {
  for (const { inputs, outputs, wideIn, wideOut, at } of layers) {
    const bound = Math.sqrt(6 / (inputs + outputs));
    const draw = () => (2 * random.next() - 1) * bound;
    for (let i = 0; i < inputs; i++) for (let j = 0; j < outputs; j++) weights[at + i * wideOut + j] = draw();
    for (let j = 0; j < outputs; j++) weights[at + wideIn * wideOut + j] = draw();
  }
}
