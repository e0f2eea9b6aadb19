import type { Block, Layout } from "./layout.ts";

/** One sequence: rows of the table, scaled gaps, scaled wait. */
export interface ReferenceSequence {
  readonly codes: readonly number[];
  readonly gaps: readonly number[];
  readonly wait: number;
}

/** The head's output for one sequence in float64, straight from the definition: what the network must give to float32. */
export function referenceOutput(w: ArrayLike<number>, layout: Layout, s: ReferenceSequence): number[] {
  const { units, embedding, input, state, head, table, choices } = layout;
  const dense = ({ at, inputs, outputs }: Block, values: readonly number[], columns: number) =>
    Array.from({ length: columns }, (_, j) =>
      values.reduce((sum, v, i) => sum + v * w[at + i * outputs + j]!, w[at + inputs * outputs + j]!),
    );
  const logistic = (v: number) => 1 / (1 + Math.exp(-v));
  let h = new Array<number>(units).fill(0);
  s.codes.forEach((code, t) => {
    const vector = Array.from({ length: embedding }, (_, j) => w[table + code * embedding + j]!);
    const a = dense(input, [...vector, s.gaps[t]!], 3 * units);
    const u = dense(state, h, 3 * units);
    h = h.map((before, j) => {
      const reset = logistic(a[j]! + u[j]!);
      const update = logistic(a[units + j]! + u[units + j]!);
      const candidate = Math.tanh(a[2 * units + j]! + reset * u[2 * units + j]!);
      return (1 - update) * candidate + update * before;
    });
  });
  return dense(head, [...h, s.wait], choices + 1);
}
