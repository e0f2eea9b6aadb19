import type { Labelled } from "../estimator.ts";

/** How well the forest predicts rows from the trees that did not see them. */
export interface OutOfBagScores {
  /** Mean of those trees, one a row; NaN where every tree saw the row. */
  readonly prediction: Float64Array;
  readonly metrics: OutOfBagMetrics;
}

export interface OutOfBagMetrics {
  /** Rows that at least one tree did not see. */
  readonly rows: number;
  /** Mean squared error: for 0/1 outcomes the Brier score. */
  readonly meanSquaredError: number;
  /** 1 − that error over the error of the mean. */
  readonly skill: number;
  /** Mean log-loss in nats, predictions kept a millionth from 0 and 1; null for amounts. */
  readonly logLoss: number | null;
}

const EDGE = 1e-6;

/** Sums the trees' predictions in their order, whatever the threads. */
export class OutOfBag {
  readonly #sum: Float64Array;
  readonly #trees: Int32Array;

  constructor(rows: number) {
    this.#sum = new Float64Array(rows);
    this.#trees = new Int32Array(rows);
  }

  /** `leafOf`: leaf of each row that the tree did not see, −1 for the others. */
  add(leafOf: Int32Array, value: (node: number) => number): void {
    for (let row = 0; row < leafOf.length; row++) {
      if (leafOf[row]! < 0) continue;
      this.#sum[row]! += value(leafOf[row]!);
      this.#trees[row]!++;
    }
  }

  scores({ y, weight }: Labelled, binary: boolean): OutOfBagScores {
    const prediction = this.#sum.map((sum, row) => sum / this.#trees[row]!);
    let [rows, total, mean, error, spread, loss] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const p = prediction[i]!;
      if (Number.isNaN(p)) continue;
      const w = weight?.[i] ?? 1;
      rows++;
      total += w;
      // West's running mean: squares of large amounts do not cancel.
      const step = y[i]! - mean;
      mean += (w / total) * step;
      spread += w * step * (y[i]! - mean);
      error += w * (y[i]! - p) ** 2;
      const kept = Math.min(1 - EDGE, Math.max(EDGE, p));
      if (binary) loss -= w * Math.log(y[i] === 1 ? kept : 1 - kept);
    }
    const none = rows === 0;
    return {
      prediction,
      metrics: {
        rows,
        meanSquaredError: none ? 0 : error / total,
        skill: spread > 0 ? 1 - error / spread : 0,
        logLoss: binary ? (none ? 0 : loss / total) : null,
      },
    };
  }
}
