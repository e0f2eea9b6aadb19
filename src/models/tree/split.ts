import type { Binned } from "../forest/binned.ts";
import type { Criterion } from "./parameters.ts";

const MISSING = 255;
/** A fall in impurity that rounding alone can make, beside the impurity it is part of. */
const ROUNDING = 1e-12;

/** Weight, weighted outcome and count of some rows. */
export interface Sums {
  readonly w: number;
  readonly s: number;
  readonly rows: number;
}

export interface Split {
  readonly column: number;
  /** 1 for each bin that goes left (category columns). */
  readonly left: Uint8Array;
  /** Highest bin that goes left (number columns). */
  readonly bin: number;
  readonly missingLeft: boolean;
  /** Fall in weighted impurity. */
  readonly gain: number;
}

/** Weight × impurity; squared error without the part that splits do not change. */
export function impurity(criterion: Criterion, w: number, s: number): number {
  if (w <= 0) return 0;
  if (criterion === "gini") return (2 * s * (w - s)) / w;
  if (criterion === "squared-error") return -(s * s) / w;
  const bits = (part: number) => (part > 0 ? -part * Math.log2(part / w) : 0);
  return bits(s) + bits(w - s);
}

/** Finds the best split of a node, column by column; of equal ones the first. */
export class SplitSearch {
  readonly #binned: Binned;
  readonly #criterion: Criterion;
  readonly #minRows: number;
  readonly #w = new Float64Array(256);
  readonly #s = new Float64Array(256);
  readonly #n = new Int32Array(256);

  constructor(binned: Binned, criterion: Criterion, minRows: number) {
    this.#binned = binned;
    this.#criterion = criterion;
    this.#minRows = minRows;
  }

  /** `w` and `s`: weight and weighted outcome of every row; `rows`: those of the node. */
  best(rows: Int32Array, w: Float64Array, s: Float64Array, node: Sums): Split | undefined {
    let best: Split | undefined;
    for (let column = 0; column < this.#binned.cols; column++) {
      this.#add(column, rows, w, s);
      const order = this.#order(column);
      for (const missingLeft of this.#n[MISSING]! > 0 ? [false, true] : [null])
        best = this.#scan(column, order, missingLeft, node, best);
    }
    return best;
  }

  #add(column: number, rows: Int32Array, w: Float64Array, s: Float64Array): void {
    const { bins, stride } = this.#binned;
    this.#w.fill(0);
    this.#s.fill(0);
    this.#n.fill(0);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const bin = bins[row * stride + column]!;
      this.#w[bin]! += w[row]!;
      this.#s[bin]! += s[row]!;
      this.#n[bin]!++;
    }
  }

  /** The node's bins in the order they are split in: by value, or for categories by mean outcome (Fisher 1958). */
  #order(column: number): number[] {
    const bins: number[] = [];
    for (let bin = 0; bin < this.#binned.counts[column]!; bin++) if (this.#n[bin]! > 0) bins.push(bin);
    const mean = (bin: number) => this.#s[bin]! / this.#w[bin]!;
    if (this.#binned.kinds[column] === 1) bins.sort((a, b) => mean(a) - mean(b) || a - b);
    return bins;
  }

  #scan(
    column: number,
    order: readonly number[],
    missingLeft: boolean | null,
    node: Sums,
    best: Split | undefined,
  ): Split | undefined {
    const criterion = this.#criterion;
    const whole = impurity(criterion, node.w, node.s);
    let [w, s, n] = missingLeft ? [this.#w[MISSING]!, this.#s[MISSING]!, this.#n[MISSING]!] : [0, 0, 0];
    let gain = best?.gain ?? 0;
    let at = -1;
    // Without missing values the last bin would leave the right side empty.
    const last = missingLeft === null ? order.length - 1 : order.length;
    for (let i = 0; i < last; i++) {
      const bin = order[i]!;
      w += this.#w[bin]!;
      s += this.#s[bin]!;
      n += this.#n[bin]!;
      if (n < this.#minRows || node.rows - n < this.#minRows) continue;
      const left = impurity(criterion, w, s);
      const right = impurity(criterion, node.w - w, node.s - s);
      const fall = whole - left - right;
      if (fall > gain && fall > ROUNDING * (Math.abs(whole) + Math.abs(left) + Math.abs(right))) {
        gain = fall;
        at = i;
      }
    }
    if (at < 0) return best;
    // Where the node has nothing missing, what will be goes with the larger side; so do categories it does not have.
    const heavy = order.slice(0, at + 1).reduce((sum, bin) => sum + this.#n[bin]!, 0) * 2 > node.rows;
    const unknownLeft = missingLeft ?? heavy;
    const left = new Uint8Array(256).fill(unknownLeft ? 1 : 0);
    order.forEach((bin, i) => {
      left[bin] = i <= at ? 1 : 0;
    });
    return { column, left, bin: order[at]!, missingLeft: unknownLeft, gain };
  }
}
