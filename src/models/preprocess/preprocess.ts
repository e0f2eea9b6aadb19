import { type ColumnInfo, type Design, type Matrix, zeros } from "../../core/matrix.ts";
import { breathe } from "../breathe.ts";
import type { Contributions, Estimator, ModelState, Transformer } from "../estimator.ts";
import { checkColumns, checkDesign } from "../rows.ts";
import { checkState } from "../state.ts";
import { type CategoryColumn, isCode, learnCategory } from "./category-column.ts";
import { bentValue, learnNumber, type NumberColumn, straightValue } from "./number-column.ts";
import { checkPreprocess, type PreprocessParameters, preprocessDefaults } from "./parameters.ts";

const KIND = "preprocess";
const VERSION = 1;

interface PreprocessFields {
  readonly columns: readonly ColumnInfo[];
  readonly learned: readonly (NumberColumn | CategoryColumn)[];
  readonly missingIndicators: boolean;
}

/** Raw columns (numbers, categories, anything missing) → finite numbers on one scale, as learned in training. */
export class PreprocessModel implements Transformer {
  readonly kind = KIND;
  readonly converged = true;
  readonly features: readonly string[];
  /** Columns that `transform` makes. */
  readonly outputs: readonly ColumnInfo[];
  /** For each of them the position of the raw column it comes from. */
  readonly sources: Int32Array;
  readonly #fields: PreprocessFields;

  constructor(fields: PreprocessFields) {
    this.#fields = fields;
    this.features = fields.columns.map((column) => column.name);
    const outputs: ColumnInfo[] = [];
    const sources: number[] = [];
    const add = (source: number, name: string) => {
      outputs.push({ name, kind: "number" });
      sources.push(source);
    };
    fields.learned.forEach((column, j) => {
      const { name, categories } = fields.columns[j]!;
      if (column.kind === "number") {
        add(j, name);
        if (column.bent) add(j, `${name}: bent`);
      } else for (const code of column.codes) add(j, `${name}: ${categories?.[code] ?? code}`);
      if (column.hasMissing && fields.missingIndicators) add(j, `${name}: missing`);
    });
    this.outputs = outputs;
    this.sources = Int32Array.from(sources);
  }

  transform(design: Design): Design {
    checkColumns(design, this.features);
    const x = zeros(design.x.rows, this.outputs.length);
    let to = 0;
    this.#fields.learned.forEach((column, j) => {
      if (column.kind === "number") {
        put(design.x, j, x, to++, (value) => straightValue(column, value));
        if (column.bent) put(design.x, j, x, to++, (value) => bentValue(column, value));
      } else to = putCategory(design.x, j, column, x, to);
      if (column.hasMissing && this.#fields.missingIndicators) putMissing(design.x, j, column.kind, x, to++);
    });
    return { x, columns: this.outputs };
  }

  /** Effects of the made columns summed by the raw column they come from: reasons in the columns a person knows. */
  foldContributions({ base, rows, cols, effects }: Contributions): Contributions {
    const width = this.features.length;
    const folded = new Float64Array(rows * width);
    for (let i = 0, at = 0; i < rows; i++)
      for (let j = 0; j < cols; j++, at++) folded[i * width + this.sources[j]!]! += effects[at]!;
    return { base, rows, cols: width, effects: folded };
  }

  save(): ModelState {
    return { kind: KIND, version: VERSION, ...structuredClone(this.#fields) };
  }
}

function put(from: Matrix, j: number, out: Matrix, to: number, of: (value: number) => number): void {
  for (let i = 0; i < from.rows; i++) out.data[i * out.cols + to] = of(from.data[i * from.cols + j]!);
}

/** Returns the next free column. */
function putCategory(from: Matrix, j: number, { codes }: CategoryColumn, out: Matrix, to: number): number {
  const place = new Map(codes.map((code, k) => [code, to + k]));
  for (let i = 0; i < from.rows; i++) {
    const at = place.get(from.data[i * from.cols + j]!);
    if (at !== undefined) out.data[i * out.cols + at] = 1;
  }
  return to + codes.length;
}

function putMissing(from: Matrix, j: number, kind: ColumnInfo["kind"], out: Matrix, to: number): void {
  const known = kind === "number" ? Number.isFinite : isCode;
  for (let i = 0; i < from.rows; i++)
    if (!known(from.data[i * from.cols + j]!)) out.data[i * out.cols + to] = 1;
}

/** Imputer, scaler and one-hot encoder in one; see docs/reference/models/logistic.md. */
export const preprocess: Estimator<PreprocessParameters, Design, PreprocessModel> = {
  kind: KIND,
  defaults: preprocessDefaults,
  check: checkPreprocess,
  async fit(data, p, ctx) {
    const parameters = checkPreprocess(p);
    checkDesign(data);
    const learned: (NumberColumn | CategoryColumn)[] = [];
    for (const [j, column] of data.columns.entries()) {
      await breathe(ctx.signal);
      ctx.onProgress?.(j, data.columns.length);
      learned.push(
        column.kind === "number" ? learnNumber(data.x, j, parameters) : learnCategory(data.x, j, parameters),
      );
    }
    const { missingIndicators } = parameters;
    return new PreprocessModel({ columns: structuredClone(data.columns), learned, missingIndicators });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const { columns, learned, missingIndicators } = state as unknown as PreprocessFields;
    return new PreprocessModel({ columns, learned, missingIndicators });
  },
};
