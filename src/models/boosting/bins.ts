import { KindredError } from "../../core/errors.ts";
import type { ColumnInfo, Matrix } from "../../core/matrix.ts";
import { rowRange, type Team } from "../threads/team.ts";
import { MISSING } from "./job.ts";

const SAMPLE_ROWS = 200_000;
const CHUNK_CELLS = 8_000_000;
const EDGES = 256;
/** Largest category code that float32 holds exactly. */
const MAX_CODE = 2 ** 24 - 1;

/** How values become bins; everything lies in the team's memory. */
export interface Binner {
  readonly cols: number;
  /** 0 number, 1 category. */
  readonly kinds: { readonly at: number; readonly view: Uint8Array };
  /** 256 upper edges a column, padded with +∞; a value is in the bin of the first edge that is not below it. */
  readonly edges: { readonly at: number; readonly view: Float32Array };
  readonly edgeCounts: { readonly at: number; readonly view: Int32Array };
  /** Offset and size of each category column's table code → bin. */
  readonly tables: { readonly at: number; readonly view: Int32Array };
  readonly sizes: { readonly at: number; readonly view: Int32Array };
  /** Code of each bin of the category columns; empty for numbers. */
  readonly codes: Int32Array[];
  /** Where rows are put for the kernel to read, and how many fit. */
  readonly stage: { readonly at: number; readonly view: Float32Array };
  readonly stageRows: number;
}

export interface BinnedRows {
  readonly rows: number;
  /** Row-major bins; `stride` bytes a row, a multiple of 8. */
  readonly bins: number;
  readonly stride: number;
  /** Column-major bins; `columnStride` bytes a column; 0 where not asked for. */
  readonly columns: number;
  readonly columnStride: number;
}

/** Row numbers sampled for finding edges: one of each equal stretch of rows, by a fixed scatter. */
function sampleRows(rows: number, cols: number): Int32Array | undefined {
  const most = Math.max(20_000, Math.min(SAMPLE_ROWS, Math.floor(CHUNK_CELLS / cols)));
  if (rows <= most) return undefined;
  const sample = new Int32Array(most);
  let dice = 0x9e3779b9;
  for (let i = 0; i < most; i++) {
    const low = Math.floor((i * rows) / most);
    const high = Math.floor(((i + 1) * rows) / most);
    dice ^= dice << 13;
    dice ^= dice >>> 17;
    dice ^= dice << 5;
    sample[i] = low + ((dice >>> 0) % (high - low));
  }
  return sample;
}

/** Finds the edges of the number columns (from at most 200,000 rows) and the tables of the category columns. */
export function findBins(team: Team, x: Matrix, columns: readonly ColumnInfo[], maxBins: number): Binner {
  const cols = x.cols;
  const sample = sampleRows(x.rows, cols);
  const sampled = sample?.length ?? x.rows;
  const stageRows = Math.max(sampled, Math.min(x.rows, Math.ceil(CHUNK_CELLS / cols)), 1);
  const binner = {
    cols,
    kinds: team.bytes(cols),
    edges: team.floats(cols * EDGES),
    edgeCounts: team.ints(cols),
    tables: team.ints(cols),
    sizes: team.ints(cols),
    codes: Array.from({ length: cols }, () => new Int32Array()),
    stage: team.floats(stageRows * cols),
    stageRows,
  };
  columns.forEach((column, c) => {
    if (column.kind === "category") addTable(team, binner, x, c, column.name);
  });
  if (sample) {
    const stage = binner.stage.view;
    for (let i = 0; i < sample.length; i++) {
      const from = sample[i]! * cols;
      for (let c = 0; c < cols; c++) stage[i * cols + c] = x.data[from + c]!;
    }
  } else binner.stage.view.set(x.data.subarray(0, x.rows * cols));
  const scratchBytes = (2 * sampled + 6144) * 4;
  const scratch = team.alloc(scratchBytes * team.threads);
  team.run("findEdges", (thread) => [
    binner.stage.at,
    sampled,
    cols,
    binner.kinds.at,
    maxBins,
    scratch + thread * scratchBytes,
    binner.edges.at,
    binner.edgeCounts.at,
    thread,
    team.threads,
  ]);
  return binner;
}

/** Codes by falling count: the first 255 get bins of their own, the rest share the bin of what is missing. */
function addTable(team: Team, binner: Binner, x: Matrix, c: number, name: string): void {
  let highest = -1;
  for (let row = 0; row < x.rows; row++) {
    const code = x.data[row * x.cols + c]!;
    if (Number.isNaN(code)) continue;
    if (!(Number.isInteger(code) && code >= 0 && code <= MAX_CODE))
      throw new KindredError("bad-value", {
        column: name,
        row: row + 1,
        value: code,
        allowed: `a whole number, 0 … ${MAX_CODE}`,
      });
    if (code > highest) highest = code;
  }
  const counts = new Float64Array(highest + 1);
  for (let row = 0; row < x.rows; row++) {
    const code = x.data[row * x.cols + c]!;
    if (!Number.isNaN(code)) counts[code]!++;
  }
  let seen: Int32Array = new Int32Array(counts.length);
  let n = 0;
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) seen[n++] = code;
  seen = seen.subarray(0, n);
  if (n > MISSING) seen.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const table = team.bytes(counts.length);
  table.view.fill(MISSING);
  seen.subarray(0, MISSING).forEach((code, bin) => {
    table.view[code] = bin;
  });
  binner.codes[c] = seen.slice(0, MISSING);
  binner.kinds.view[c] = 1;
  binner.tables.view[c] = table.at;
  binner.sizes.view[c] = counts.length;
}

/** Bins every row of `x`; `withColumns` also makes the column-major copy that splitting reads. */
export function binRows(team: Team, binner: Binner, x: Matrix, withColumns: boolean): BinnedRows {
  const stride = Math.ceil(binner.cols / 8) * 8;
  const columnStride = withColumns ? Math.ceil(x.rows / 64) * 64 : 0;
  const bins = team.alloc(x.rows * stride);
  const columns = withColumns ? team.alloc(columnStride * binner.cols) : 0;
  for (let first = 0; first < x.rows; first += binner.stageRows) {
    const rows = Math.min(binner.stageRows, x.rows - first);
    binner.stage.view.set(x.data.subarray(first * x.cols, (first + rows) * x.cols));
    team.run("binRows", (thread) => [
      binner.stage.at,
      binner.cols,
      ...rowRange(rows, team.threads, thread),
      first,
      binner.kinds.at,
      binner.edges.at,
      binner.edgeCounts.at,
      binner.tables.at,
      binner.sizes.at,
      bins,
      stride,
      columns,
      columnStride,
    ]);
  }
  return { rows: x.rows, bins, stride, columns, columnStride };
}

/** Codes of a category column that fall in the given set of bins (`listed`), or known ones that do not, ascending. */
export function codesOf(binner: Binner, column: number, set: Uint8Array, listed: boolean): number[] {
  const inSet = (bin: number) => ((set[bin >> 3]! >> (bin & 7)) & 1) === 1;
  const codes = Array.from(binner.codes[column]!).filter((_, bin) => inSet(bin) === listed);
  return codes.sort((a, b) => a - b);
}
