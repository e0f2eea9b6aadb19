import { type ColumnInfo, type Matrix, takeRows, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { Labelled } from "../estimator.ts";
import { goesLeft, type Trees } from "./trees.ts";

/** Made-up customers for the tests of this folder: numbers with gaps, a category that matters, a count, noise. */
export function customers(rows: number, seed: number): Labelled & { readonly rate: Float64Array } {
  const random = new Random(seed);
  const columns: ColumnInfo[] = [
    { name: "recency", kind: "number" },
    { name: "spend", kind: "number" },
    { name: "orders", kind: "number" },
    { name: "town", kind: "category", categories: Array.from({ length: 30 }, (_, i) => `town ${i}`) },
    { name: "noise", kind: "number" },
  ];
  const x = zeros(rows, columns.length);
  const y = new Float64Array(rows);
  const rate = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const recency = random.next() < 0.2 ? Number.NaN : -Math.log(1 - random.next());
    const spend = random.normal();
    const orders = random.int(8);
    const town = random.next() < 0.05 ? Number.NaN : random.int(30);
    x.data.set([recency, spend, orders, town, random.normal()], row * columns.length);
    const score =
      (Number.isNaN(recency) ? 0.8 : -recency) +
      spend * (orders > 3 ? 1 : -0.5) +
      ((town * 11) % 7 > 3 ? 0.9 : -0.3) +
      0.1 * orders;
    rate[row] = Math.exp(score / 2);
    y[row] = random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { x, columns, y, rate };
}

export function slice(data: Labelled, from: number, to: number): Labelled {
  const index = Array.from({ length: to - from }, (_, i) => from + i);
  return { x: takeRows(data.x, index), columns: data.columns, y: data.y.slice(from, to) };
}

export function logLoss(probability: Float64Array, y: Float64Array): number {
  let sum = 0;
  probability.forEach((p, i) => {
    sum -= Math.log(y[i] === 1 ? p : 1 - p);
  });
  return sum / y.length;
}

/** What the trees give on average when only the columns in `known` are known: the others by the training cover. */
function givenKnown(trees: Trees, x: Matrix, row: number, known: ReadonlySet<number>): number {
  const value = (node: number): number => {
    const column = trees.column[node]!;
    if (column < 0) return trees.value[node]!;
    const [left, right] = [trees.left[node]!, trees.right[node]!];
    if (known.has(column)) {
      return value(goesLeft(trees, node, x.data[row * x.cols + column]!) ? left : right);
    }
    const sum = trees.cover[left]! * value(left) + trees.cover[right]! * value(right);
    return sum / trees.cover[node]!;
  };
  return Array.from(trees.roots.subarray(0, -1), value).reduce((a, b) => a + b, 0);
}

/** Shapley values by their definition, over all 2^cols coalitions. */
export function bruteShapley(trees: Trees, x: Matrix, row: number): number[] {
  const { cols } = x;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: cols }, (_, feature) => {
    let sum = 0;
    for (let mask = 0; mask < 2 ** cols; mask++) {
      if ((mask >> feature) & 1) continue;
      const known = Array.from({ length: cols }, (_, c) => c).filter((c) => (mask >> c) & 1);
      const weight = (factorial(known.length) * factorial(cols - known.length - 1)) / factorial(cols);
      const without = givenKnown(trees, x, row, new Set(known));
      sum += weight * (givenKnown(trees, x, row, new Set([...known, feature])) - without);
    }
    return sum;
  });
}
