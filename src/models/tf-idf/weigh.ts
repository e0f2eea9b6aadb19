import type { SparseRows } from "../sparse/sparse-rows.ts";
import type { TfIdfParameters } from "./parameters.ts";
import { TermCounter, type Vocabulary } from "./vocabulary.ts";

/** The words of one text, and its runs where they were found before. */
export interface NumberedText {
  readonly words: Int32Array;
  readonly runs?: Int32Array;
}

/** Rows of term weights, each of length 1, of the texts `textOf` gives. */
export function weightedRows(
  rows: number,
  textOf: (row: number) => NumberedText,
  vocabulary: Vocabulary,
  idf: Float64Array,
  p: TfIdfParameters,
): SparseRows {
  const counter = new TermCounter(vocabulary, p, idf.length);
  const start = new Int32Array(rows + 1);
  let column = new Int32Array(Math.max(1024, rows * 32));
  let value = new Float32Array(column.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const text = textOf(row);
    counter.count(text.words, text.runs);
    const { found, counts } = counter;
    const own = counter.columns.subarray(0, found).sort();
    if (at + found > column.length) {
      const room = Math.max(at + found, Math.ceil(column.length * 1.5));
      column = moved(column, new Int32Array(room));
      value = moved(value, new Float32Array(room));
    }
    let squares = 0;
    for (let k = 0; k < found; k++) {
      const c = own[k]!;
      const n = counts[c]!;
      const weight = (n === 1 ? 1 : p.sublinearTf ? 1 + Math.log(n) : n) * idf[c]!;
      squares += weight * weight;
      column[at + k] = c;
      value[at + k] = weight;
    }
    const length = Math.sqrt(squares);
    for (let k = at; k < at + found; k++) value[k]! /= length;
    at += found;
    start[row + 1] = at;
    counter.clear();
  }
  return { rows, cols: idf.length, start, column: column.slice(0, at), value: value.slice(0, at) };
}

function moved<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
