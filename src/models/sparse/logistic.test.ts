import { expect, test } from "vitest";
import { numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { logistic } from "../logistic/logistic.ts";
import { fitSparseLogistic } from "./logistic.ts";
import { sparseMargins } from "./margins.ts";
import { sparseRows } from "./sparse-rows.ts";

/** Rows of a few values of many columns, early columns in most rows, and outcomes that hang on the first ones. */
function sample(rows: number, cols: number) {
  const random = new Random(4);
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let score = -0.3;
    for (const c of new Set(Array.from({ length: 6 }, () => Math.floor(cols * random.next() ** 3)))) {
      row.push(i);
      column.push(c);
      value.push(random.next());
      if (c < 8) score += (c % 2 === 0 ? 3 : -2) * value.at(-1)!;
    }
    y[i] = random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return {
    x: sparseRows(rows, cols, Int32Array.from(row), Int32Array.from(column), Float32Array.from(value)),
    y,
  };
}

test("the same optimum as the dense model's, penalty and free intercept alike", async () => {
  const { x, y } = sample(2000, 40);
  const dense = zeros(x.rows, x.cols);
  for (let i = 0; i < x.rows; i++)
    for (let k = x.start[i]!; k < x.start[i + 1]!; k++) dense.data[i * x.cols + x.column[k]!] = x.value[k]!;
  const columns = numberColumns(Array.from({ length: x.cols }, (_, c) => `c${c}`));
  const want = await logistic.fit({ x: dense, columns, y }, logistic.check({ c: 4, standardise: false }), {
    seed: 1,
  });
  const { weights, converged } = await fitSparseLogistic(x, y, 4, {});
  expect(converged).toBe(true);
  const margins = sparseMargins(x, weights);
  want.margin({ x: dense, columns }).forEach((margin, i) => {
    expect(Math.abs(margins[i]! - margin)).toBeLessThan(0.02);
  });
  expect(Math.abs(weights[40]! - want.intercept)).toBeLessThan(0.01);
});

test("many rows, beginning with a sample, end where all rows are at rest", async () => {
  const { x, y } = sample(30_000, 300);
  const { weights, converged } = await fitSparseLogistic(x, y, 1, {});
  expect(converged).toBe(true);
  // The derivative of the mean loss by every weight, straight from the definition.
  const gradient = Array.from(weights, (w, j) => (j < x.cols ? w / x.rows : 0));
  sparseMargins(x, weights).forEach((margin, i) => {
    const off = (1 / (1 + Math.exp(-margin)) - y[i]!) / x.rows;
    gradient[x.cols]! += off;
    for (let k = x.start[i]!; k < x.start[i + 1]!; k++) gradient[x.column[k]!]! += off * x.value[k]!;
  });
  expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1.01e-4);
});

test("columns told apart completely stay finite", async () => {
  const x = sparseRows(4, 1, Int32Array.of(0, 1), Int32Array.of(0, 0), Float32Array.of(1, 1));
  const { weights } = await fitSparseLogistic(x, [1, 1, 0, 0], 1e6, {});
  expect(weights.every(Number.isFinite)).toBe(true);
});
