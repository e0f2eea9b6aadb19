import { type Matrix, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";

/** Points that go wrong first where distances are compared carelessly; one value for row i and column j. */
const kinds: Record<string, (random: Random, i: number, j: number) => number> = {
  "a round cloud": (random) => random.normal(),
  "a grid, so that distances are equal": (random) => random.int(5),
  "few places, so that rows are duplicates": (_, i, j) => ((i % 7) * (j + 1)) % 5,
  "all rows the same": () => 3.25,
  "constant columns beside one that differs": (random, _, j) => (j === 0 ? random.normal() : -1),
  "two clouds far from zero": (random, i) => 1e6 + 40 * (i % 2) + random.normal(),
  "values whose squares overflow float32": (random) => 1e25 * random.normal(),
  "values whose squares vanish in float32": (random) => 1e-25 * random.normal(),
  "values whose squares are hardly numbers in float32": (random) => 2e-22 * random.normal(),
  "a shell of equal distances around every ninth row": (_, i, j) =>
    i % 9 === 0 ? 0 : 0.1 * (1 + ((i * (1 + (i % 4)) + j * 5) % 12)),
  "one far row": (random, i) => (i === 0 ? 1e9 : random.normal()),
};

export const awkwardKinds: readonly string[] = Object.keys(kinds);

export function awkwardPoints(kind: string, rows: number, cols: number, seed: number): Matrix {
  const random = new Random(seed);
  const x = zeros(rows, cols);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) x.data[i * cols + j] = kinds[kind]!(random, i, j);
  return x;
}
