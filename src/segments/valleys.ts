import { type Matrix, zeros } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { centresOf } from "./centres.ts";
import { dip } from "./dip.ts";

/**
 * √n × dip that one flat cloud, the hardest of those without a valley, reaches once in 200 times: quantile .995 of
 * 20,000 uniform samples of 5,000, diptest 0.12.0, seed 3 (test/parity/scripts/dip.py).
 */
export const VALLEY = 0.66;

/**
 * How sure a valley lies between every two groups: the least, over all pairs, of √n × Hartigan's dip of their members
 * seen along the line through the two centres. A cloud cut in pieces has none, whatever its shape, as long as it has
 * one hump: that is why this is asked beside the comparison with clouds. Infinite for one group.
 */
export function leastValley(x: Matrix, labels: ArrayLike<number>, groups: number): number {
  const centres = centresOf(x, labels, groups);
  const members = Array.from({ length: groups }, () => [] as number[]);
  for (let i = 0; i < x.rows; i++) if (labels[i]! >= 0) members[labels[i]!]!.push(i);
  let least = Number.POSITIVE_INFINITY;
  for (let a = 0; a < groups; a++) {
    for (let b = 0; b < a; b++) {
      const rows = [...members[a]!, ...members[b]!];
      const line = centres[a]!.map((v, j) => v - centres[b]![j]!);
      const along = Float64Array.from(rows, (i) => dot(x, i, line));
      least = Math.min(least, Math.sqrt(rows.length) * dip(along.sort()));
    }
  }
  return least;
}

function dot(x: Matrix, row: number, line: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < x.cols; j++) sum += x.data[row * x.cols + j]! * line[j]!;
  return sum;
}

/** A hole up to this many times as wide as the step on the other side is a step of the scale, not a valley. */
const STEP_RATIO = 3;

/**
 * `x` with whole numbers and other steps made even: equal values of a column are spread over half the way to their
 * neighbours, for between "1 order" and "2 orders" nobody can be, and that is no valley. A wide hole stays.
 */
export function spreadSteps(x: Matrix, random: Random): Matrix {
  const out = zeros(x.rows, x.cols);
  for (let j = 0; j < x.cols; j++) {
    const column = Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]!);
    const values = [...new Set(column)].sort((a, b) => a - b);
    const ways = new Map(values.map((v, k) => [v, halfSteps(values, k)]));
    column.forEach((v, i) => {
      const [down, up] = values.length < x.rows / 2 ? ways.get(v)! : [0, 0];
      out.data[i * x.cols + j] = v - down + random.next() * (down + up);
    });
  }
  return out;
}

/** Half the way to the next value below and above; at an end as far as on the other side. */
function halfSteps(values: readonly number[], k: number): readonly [number, number] {
  const [below, above] = [values[k - 1], values[k + 1]];
  const [down, up] = [
    below === undefined ? 0 : values[k]! - below,
    above === undefined ? 0 : above - values[k]!,
  ];
  if (down === 0 || up === 0) return [Math.max(down, up) / 2, Math.max(down, up) / 2];
  return [Math.min(down, STEP_RATIO * up) / 2, Math.min(up, STEP_RATIO * down) / 2];
}
