import { type ColumnInfo, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { TreatedRows } from "./treated.ts";

export interface Campaign extends TreatedRows {
  /** What treatment adds to each row's probability. */
  readonly effect: Float64Array;
}

/** A made-up campaign: who buys anyway hangs on recency, whom the message moves on spend and town. */
export function campaign(rows: number, seed: number, strength = 1, share = 0.5): Campaign {
  const random = new Random(seed);
  const columns: ColumnInfo[] = [
    { name: "recency", kind: "number" },
    { name: "spend", kind: "number" },
    { name: "town", kind: "category", categories: Array.from({ length: 8 }, (_, i) => `town ${i}`) },
    { name: "noise", kind: "number" },
  ];
  const x = zeros(rows, columns.length);
  const treatment = new Uint8Array(rows);
  const y = new Float64Array(rows);
  const effect = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [recency, spend, town] = [random.next(), random.next(), random.int(8)];
    const gap = random.next() < 0.1;
    x.data.set([recency, gap ? Number.NaN : spend, town, random.normal()], row * columns.length);
    treatment[row] = random.next() < share ? 1 : 0;
    effect[row] = strength * ((!gap && spend > 0.6 ? 0.25 : 0) + (town === 3 || town === 5 ? -0.1 : 0.03));
    const p = 0.15 + 0.4 * (1 - recency) + (treatment[row] === 1 ? effect[row]! : 0);
    y[row] = random.next() < p ? 1 : 0;
  }
  return { x, columns, y, treatment, effect };
}

/** Pearson's correlation. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (v: Float64Array) => v.reduce((sum, value) => sum + value, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i]! - mb);
    aa += (value - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}
