import type { Matrix } from "../../core/matrix.ts";
import type { ColumnMoments } from "../linear-algebra/column-moments.ts";
import { Team } from "../threads/team.ts";

/** Row ranges with sums of their own; more threads than this bring nothing. */
const RANGES = 16;
/** Values that are copied into the kernel's memory at a time. */
const CHUNK_CELLS = 1_000_000;
const HUGE = 3.4028234663852886e38;

/** What one step found. `sums` is row-major groups × columns, of rows less the offset. */
export interface StepResult {
  readonly changed: number;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** Squared distances of all rows, and their sum. */
export interface Distances {
  readonly of: Float32Array;
  readonly total: number;
}

const padded = (groups: number): number => Math.ceil(groups / 4) * 4;
const blocksOf = (rows: number): number => Math.ceil(rows / 8);

/** Bytes of WebAssembly memory that K-means needs. */
export function bytesNeeded(rows: number, cols: number, groups: number): number {
  return blocksOf(rows) * (cols + 1) * 32 + padded(groups) * cols * (RANGES + 2) * 8 + CHUNK_CELLS * 8;
}

/** Rows in a team's memory in blocks of eight (kernels/k-means.ts), less an offset, and what one step works with. */
export class Points {
  readonly rows: number;
  readonly cols: number;
  readonly groups: number;
  /** Group of each row; −1 before the first step. */
  readonly labels: Int32Array;
  readonly #team: Team;
  readonly #data: { readonly at: number; readonly view: Float32Array };
  readonly #stage: { readonly at: number; readonly view: Float32Array; readonly rows: number };
  readonly #labelsAt: number;
  readonly #centres: { readonly at: number; readonly view: Float32Array };
  readonly #half: { readonly at: number; readonly view: Float32Array };
  readonly #sums: { readonly at: number; readonly view: Float64Array };
  readonly #counts: { readonly at: number; readonly view: Int32Array };
  readonly #exact: { readonly at: number; readonly view: Float64Array };
  readonly #columns: { readonly at: number; readonly view: Float64Array };
  readonly #before: number;
  readonly #distances: { readonly at: number; readonly view: Float32Array }[] = [];
  /** Blocks of a range. */
  readonly #share: number;

  constructor(team: Team, rows: number, cols: number, groups: number) {
    this.#team = team;
    this.rows = rows;
    this.cols = cols;
    this.groups = groups;
    const slots = padded(groups);
    const blocks = blocksOf(rows);
    const labels = team.ints(blocks * 8);
    const stageRows = Math.min(blocks, Math.ceil(CHUNK_CELLS / Math.max(1, cols) / 8)) * 8;
    this.#share = Math.ceil(blocks / RANGES);
    this.#data = team.floats(blocks * 8 * cols);
    this.#stage = { ...team.floats(stageRows * cols), rows: stageRows };
    this.#labelsAt = labels.at;
    this.labels = labels.view.subarray(0, rows);
    this.#centres = team.floats(slots * cols);
    this.#half = team.floats(slots);
    this.#sums = team.doubles(slots * cols * RANGES);
    this.#counts = team.ints(slots * RANGES);
    this.#exact = team.doubles(groups * cols);
    this.#columns = team.doubles(cols * (RANGES + 1));
    this.#before = team.alloc(32 * team.threads);
  }

  /** Value of row `i`, column `j`, less the offset. */
  value(i: number, j: number): number {
    return this.#data.view[((i >> 3) * this.cols + j) * 8 + (i & 7)]!;
  }

  /**
   * Copies the rows `index` of `x` (all without it), less `offset`, or less their own means when there is none.
   * Returns means (0 with an offset) and deviations; not finite where some value is not.
   */
  load(x: Matrix, offset?: Float64Array, index?: ArrayLike<number>): ColumnMoments {
    this.#copy(x, index);
    this.labels.fill(-1);
    this.#sums.view.fill(0);
    this.#counts.view.fill(0);
    const { rows, cols } = this;
    const ranges = this.#columns.at + cols * 8;
    const mean = offset ?? new Float64Array(cols);
    if (!offset) {
      this.#perRange("sumColumns", () => [blocksOf(rows), this.#data.at, cols, ranges]);
      mean.set(this.#total().map((sum) => sum / rows));
    }
    this.#columns.view.set(mean);
    this.#perRange("shift", () => [rows, this.#data.at, cols, this.#columns.at, ranges]);
    return { mean, deviation: this.#total().map((squares) => Math.sqrt(squares / rows)) };
  }

  #copy(x: Matrix, index?: ArrayLike<number>): void {
    const { rows, cols } = this;
    const stage = this.#stage;
    // Places past the last row stay 0: no step looks at them, and no sum feels them.
    if (rows % 8 > 0) this.#data.view.fill(0, (blocksOf(rows) - 1) * 8 * cols);
    for (let first = 0; first < rows; first += stage.rows) {
      const count = Math.min(stage.rows, rows - first);
      if (!index) stage.view.set(x.data.subarray(first * cols, (first + count) * cols));
      else
        for (let i = 0; i < count; i++) {
          const from = index[first + i]! * cols;
          for (let j = 0; j < cols; j++) stage.view[i * cols + j] = x.data[from + j]!;
        }
      this.#team.run("pack", (thread) => {
        const { threads } = this.#team;
        const part = Math.ceil(count / threads / 8) * 8;
        const from = Math.min(count, part * thread);
        return [stage.at, cols, from, Math.min(count, from + part), first, this.#data.at];
      });
    }
  }

  /** Sends every row to its nearest of `centres` (row-major groups × columns) and sums the rows of each group. */
  step(centres: Float64Array): StepResult {
    this.#place(centres);
    const { cols, rows, groups } = this;
    const slots = padded(groups);
    const perThread = this.#perRange("steps", (thread) => [
      rows,
      this.#data.at,
      cols,
      this.#centres.at,
      this.#half.at,
      slots,
      this.#sums.at,
      this.#counts.at,
      this.#labelsAt,
      this.#before + 32 * thread,
    ]);
    const changed = perThread.reduce((sum, c) => sum + c, 0);
    const sums = new Float64Array(groups * cols);
    const counts = new Float64Array(groups);
    for (let range = 0; range < RANGES; range++) {
      for (let c = 0; c < sums.length; c++) sums[c]! += this.#sums.view[range * slots * cols + c]!;
      for (let g = 0; g < groups; g++) counts[g]! += this.#counts.view[range * slots + g]!;
    }
    return { changed, sums, counts };
  }

  /** Gives a row to another group, in what the next step starts from too. */
  move(row: number, to: number): void {
    const slots = padded(this.groups);
    const range = Math.floor((row >> 3) / this.#share);
    for (const [group, sign] of [
      [this.labels[row]!, -1],
      [to, 1],
    ] as const) {
      this.#counts.view[range * slots + group]! += sign;
      for (let j = 0; j < this.cols; j++)
        this.#sums.view[(range * slots + group) * this.cols + j]! += sign * this.value(row, j);
    }
    this.labels[row] = to;
  }

  /** Sum of the squared distances of all rows to the centres of their groups, in float64. */
  inertia(centres: Float64Array): number {
    this.#exact.view.set(centres);
    const out = this.#columns.at;
    const sums = new Float64Array(this.#team.memory.buffer, out, RANGES);
    this.#perRange("inertia", () => [
      this.rows,
      this.#data.at,
      this.cols,
      this.#exact.at,
      this.#labelsAt,
      out,
    ]);
    return sums.reduce((sum, v) => sum + v, 0);
  }

  /**
   * Squared distance of every row to row `to`, or to what is nearer already, and their sum. For a team of one. There are
   * three such arrays; the result lies in number `into` until that is used again.
   */
  distancesTo(to: number, into: number, nearest?: number): Distances {
    while (this.#distances.length <= into) this.#distances.push(this.#team.floats(blocksOf(this.rows) * 8));
    const { at, view } = this.#distances[into]!;
    for (let j = 0; j < this.cols; j++) this.#centres.view[j] = this.value(to, j);
    const { rows, cols } = this;
    const before = nearest === undefined ? 0 : this.#distances[nearest]!.at;
    const total = this.#team.call("distances", rows, this.#data.at, cols, this.#centres.at, before, at);
    return { of: view.subarray(0, rows), total };
  }

  /** Runs an export whose first arguments are the thread's ranges and their size. */
  #perRange(name: string, rest: (thread: number) => readonly number[]): Float64Array {
    const { threads } = this.#team;
    const first = (thread: number) => Math.floor((RANGES * thread) / threads);
    return this.#team.run(name, (thread) => [first(thread), first(thread + 1), this.#share, ...rest(thread)]);
  }

  /** Sums of the ranges' sums of columns. */
  #total(): Float64Array {
    const { cols } = this;
    const total = new Float64Array(cols);
    for (let c = 0; c < cols * RANGES; c++) total[c % cols]! += this.#columns.view[cols + c]!;
    return total;
  }

  #place(centres: Float64Array): void {
    const { cols } = this;
    this.#centres.view.set(centres);
    this.#half.view.fill(HUGE);
    for (let g = 0; g < this.groups; g++) {
      let squares = 0;
      for (let c = g * cols; c < (g + 1) * cols; c++) squares += this.#centres.view[c]! ** 2;
      this.#half.view[g] = squares / 2;
    }
  }
}

/** Rows that are sent to their groups at a time, so that any number of them fits into the memory. */
const SLICE = 1_000_000;

/** The nearest centre of each row of `x`, by the same loop that fitting uses. */
export function assignRows(
  x: Matrix,
  offset: Float64Array,
  centred: Float64Array,
  groups: number,
): { readonly labels: Int32Array; readonly inertia: number } {
  const labels = new Int32Array(x.rows);
  let inertia = 0;
  for (let from = 0; from < x.rows; from += SLICE) {
    const rows = Math.min(SLICE, x.rows - from);
    const points = new Points(Team.alone("k-means"), rows, x.cols, groups);
    points.load({ rows, cols: x.cols, data: x.data.subarray(from * x.cols, (from + rows) * x.cols) }, offset);
    points.step(centred);
    labels.set(points.labels, from);
    inertia += points.inertia(centred);
  }
  return { labels, inertia };
}
