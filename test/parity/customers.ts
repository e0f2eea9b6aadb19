import { numberColumns, zeros } from "../../src/core/matrix.ts";
import { Random } from "../../src/core/random.ts";
import type { Labelled } from "../../src/models/estimator.ts";

/** Made-up customers, the same numbers as test/parity/scripts/customers.py makes. */
export function customers(rows: number, seed: number): Labelled {
  const random = new Random(seed);
  const values = Float64Array.from({ length: rows * 8 }, () => random.next());
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b, c, d, e] = values.subarray(i * 8, i * 8 + 5);
    const score =
      3 * (a! - 0.5) +
      (b! > 0.7 ? 1.5 : 0) -
      2 * Math.abs(c! - 0.5) +
      4 * (d! - 0.5) * (e! - 0.5) -
      (e! < 0.2 ? 0.5 : 0);
    return random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  const x = zeros(rows, 8);
  x.data.set(values);
  return { x, y, columns: numberColumns(Array.from({ length: 8 }, (_, j) => `c${j}`)) };
}
