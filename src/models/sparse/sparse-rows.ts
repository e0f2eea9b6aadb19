/** A matrix of few values in compressed form: row r holds entries start[r] … start[r + 1] − 1, ascending by column. */
export interface SparseRows {
  readonly rows: number;
  readonly cols: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float32Array;
}

/** Rows and columns exchanged. */
export function transposed({ rows, cols, start, column, value }: SparseRows): SparseRows {
  const row = new Int32Array(column.length);
  for (let r = 0; r < rows; r++) row.fill(r, start[r]!, start[r + 1]!);
  return sparseRows(cols, rows, column, row, value);
}

/** The rows `index`, in that order. */
export function takeSparseRows({ cols, start, column, value }: SparseRows, index: Int32Array): SparseRows {
  const own = new Int32Array(index.length + 1);
  index.forEach((row, i) => {
    own[i + 1] = own[i]! + start[row + 1]! - start[row]!;
  });
  const out = { column: new Int32Array(own.at(-1)!), value: new Float32Array(own.at(-1)!) };
  index.forEach((row, i) => {
    out.column.set(column.subarray(start[row]!, start[row + 1]!), own[i]!);
    out.value.set(value.subarray(start[row]!, start[row + 1]!), own[i]!);
  });
  return { rows: index.length, cols, start: own, ...out };
}

/** Column j under the name place[j]; entries stay where they are, so that rows are no longer ascending. */
export function columnsRenamed(x: SparseRows, place: Int32Array): SparseRows {
  return { ...x, column: x.column.map((c) => place[c]!) };
}

/** The matrix of the given entries, by counting sort: linear time, ascending columns in every row. */
export function sparseRows(
  rows: number,
  cols: number,
  row: Int32Array,
  column: Int32Array,
  value: Float32Array,
): SparseRows {
  const order = countingOrder(row, rows, countingOrder(column, cols));
  const start = new Int32Array(rows + 1);
  const entries = row.length;
  const sorted = { column: new Int32Array(entries), value: new Float32Array(entries) };
  // Counted loops: a million entries by iterators or callbacks take as long as a sweep of ALS.
  for (let k = 0; k < entries; k++) start[row[k]! + 1]!++;
  for (let r = 0; r < rows; r++) start[r + 1]! += start[r]!;
  for (let i = 0; i < entries; i++) {
    const k = order[i]!;
    sorted.column[i] = column[k]!;
    sorted.value[i] = value[k]!;
  }
  return { rows, cols, start, ...sorted };
}

/** Entry numbers by ascending key, stable; `before` is the order to start from. */
function countingOrder(key: Int32Array, keys: number, before?: Int32Array): Int32Array {
  const at = new Int32Array(keys + 1);
  for (let i = 0; i < key.length; i++) at[key[i]! + 1]!++;
  for (let k = 0; k < keys; k++) at[k + 1]! += at[k]!;
  const out = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) {
    const entry = before ? before[i]! : i;
    out[at[key[entry]!]!++] = entry;
  }
  return out;
}
