import { type ColumnInfo, type Design, numberColumns, zeros } from "../../src/core/matrix.ts";
import { Random } from "../../src/core/random.ts";
import type { Labelled } from "../../src/models/estimator.ts";

/** Makes `rows` rows; the same for the same seed. */
export type MakeDesign = (rows: number, seed: number) => Design;

/** Four number columns of different size, the last 0/1; nothing missing. */
export const numbers: MakeDesign = (rows, seed) => {
  const random = new Random(seed);
  const x = zeros(rows, 4);
  for (let i = 0; i < rows; i++) {
    const group = random.int(3) * 4;
    x.data.set(
      [random.normal() + group, 40 * random.normal() + 200, 0.01 * random.normal() - group, random.int(2)],
      i * 4,
    );
  }
  return { x, columns: numberColumns(["recency", "spend", "share", "member"]) };
};

/** The same with a category column, and every column with gaps. */
export const mixed: MakeDesign = (rows, seed) => {
  const random = new Random(seed + 1);
  const { x: known } = numbers(rows, seed);
  const x = zeros(rows, 5);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < 4; j++) x.data[i * 5 + j] = random.next() < 0.1 ? Number.NaN : known.data[i * 4 + j]!;
    x.data[i * 5 + 4] = random.next() < 0.1 ? Number.NaN : random.int(6);
  }
  const categories = ["Oslo", "Bergen", "Rome", "Turin", "Lyon", "Nice"];
  const columns: ColumnInfo[] = [
    ...numberColumns(["recency", "spend", "share", "member"]),
    { name: "town", kind: "category", categories },
  ];
  return { x, columns };
};

/** Outcomes that hang on the first two columns: 0/1, or amounts above 0. */
export function labelled(design: Design, target: "class" | "amount", seed: number): Labelled {
  const random = new Random(seed + 2);
  const { x, columns } = design;
  const y = Float64Array.from({ length: x.rows }, (_, i) => {
    const first = x.data[i * x.cols]!;
    const second = x.data[i * x.cols + 1]!;
    const score =
      (Number.isNaN(first) ? 1 : first / 4 - 1) + (Number.isNaN(second) ? 0 : (second - 200) / 60);
    if (target === "amount") return Math.exp(score / 2) * (1 + random.next());
    return random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  return { x, columns, y };
}

/** The rows `from` … `to − 1` of a design. */
export function rowsOf({ x, columns }: Design, from: number, to: number): Design {
  const part = zeros(to - from, x.cols);
  part.data.set(x.data.subarray(from * x.cols, to * x.cols));
  return { x: part, columns };
}

/** A copy of `data` whose value in row `row`, column `column` is `value`. */
export function withValue<D extends Design>(data: D, row: number, column: number, value: number): D {
  const { x } = rowsOf(data, 0, data.x.rows);
  x.data[row * x.cols + column] = value;
  return { ...data, x };
}
