import type { ColumnInfo, Design, Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { FitContext, ModelState } from "../estimator.ts";
import { type PreprocessModel, preprocess } from "../preprocess/preprocess.ts";
import { doubles } from "../state.ts";

/** A category column as a table of vectors: row 0 for missing and unseen values, row c + 1 for code c. */
interface Embedding {
  readonly column: number;
  readonly rows: number;
  readonly width: number;
  /** First input it fills. */
  readonly at: number;
  readonly table: Float32Array;
}

/** How raw columns become the network's inputs: numbers imputed and scaled, then the categories' vectors. */
export interface Inputs {
  readonly columns: readonly ColumnInfo[];
  /** Null where there is no number column. */
  readonly numbers: PreprocessModel | null;
  readonly numberColumns: readonly number[];
  readonly embeddings: readonly Embedding[];
  readonly width: number;
}

export async function learnInputs(
  data: Design,
  maxEmbedding: number,
  random: Random,
  ctx: FitContext,
): Promise<Inputs> {
  const numberColumns = [...data.columns.keys()].filter((j) => data.columns[j]!.kind === "number");
  const numbers =
    numberColumns.length > 0
      ? await preprocess.fit(only(data, numberColumns), preprocess.defaults, { ...ctx, onProgress() {} })
      : null;
  let at = numbers?.outputs.length ?? 0;
  const embeddings = data.columns.flatMap((column, j): Embedding[] => {
    if (column.kind === "number") return [];
    const rows = (column.categories?.length ?? highestCode(data.x, j) + 1) + 1;
    const width = Math.max(1, Math.min(maxEmbedding, Math.round(Math.sqrt(rows))));
    const table = Float32Array.from({ length: rows * width }, () => random.normal() / Math.sqrt(width));
    const embedding = { column: j, rows, width, at, table };
    at += width;
    return [embedding];
  });
  return { columns: structuredClone(data.columns), numbers, numberColumns, embeddings, width: at };
}

/** The scaled numbers of every row, and the table row of every category: what does not change while training. */
export interface Prepared {
  readonly numbers: Matrix | null;
  /** One array an embedding. */
  readonly codes: readonly Int32Array[];
}

export function prepare(data: Design, inputs: Inputs): Prepared {
  return {
    numbers: inputs.numbers?.transform(only(data, inputs.numberColumns)).x ?? null,
    codes: inputs.embeddings.map(({ column, rows }) =>
      Int32Array.from({ length: data.x.rows }, (_, i) => {
        const code = data.x.data[i * data.x.cols + column]!;
        return Number.isInteger(code) && code >= 0 && code + 1 < rows ? code + 1 : 0;
      }),
    ),
  };
}

/** Writes the inputs of one row at `to`; what stands behind them is left as it is. */
export function writeRow(
  prepared: Prepared,
  inputs: Inputs,
  row: number,
  out: Float32Array,
  to: number,
): void {
  const { numbers, codes } = prepared;
  // Loops: views of a few values each would cost more than the copying.
  if (numbers) {
    const { cols, data } = numbers;
    for (let j = 0, from = row * cols; j < cols; j++) out[to + j] = data[from + j]!;
  }
  for (let e = 0; e < codes.length; e++) {
    const { table, width, at } = inputs.embeddings[e]!;
    const from = codes[e]![row]! * width;
    for (let j = 0; j < width; j++) out[to + at + j] = table[from + j]!;
  }
}

function only(data: Design, columns: readonly number[]): Design {
  const { rows, cols, data: values } = data.x;
  const out = new Float32Array(rows * columns.length);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < columns.length; k++) out[i * columns.length + k] = values[i * cols + columns[k]!]!;
  return { x: { rows, cols: columns.length, data: out }, columns: columns.map((j) => data.columns[j]!) };
}

function highestCode({ rows, cols, data }: Matrix, j: number): number {
  let most = 0;
  for (let i = 0; i < rows; i++) {
    const code = data[i * cols + j]!;
    if (Number.isInteger(code) && code > most) most = code;
  }
  return most;
}

export function saveInputs(inputs: Inputs) {
  return { ...inputs, numbers: inputs.numbers?.save() ?? null };
}

export function loadInputs(state: unknown): Inputs {
  const fields = state as Omit<Inputs, "numbers"> & { numbers: ModelState | null };
  return {
    ...fields,
    numbers: fields.numbers ? preprocess.load(fields.numbers) : null,
    embeddings: fields.embeddings.map((e) => ({ ...e, table: Float32Array.from(doubles(e.table)) })),
  };
}
