import type { Matrix } from "../../core/matrix.ts";
import { Team } from "../threads/team.ts";

/** Row ranges with sums of their own; more threads than this bring nothing. */
const RANGES = 16;
/** A range is whole blocks of this many rows. */
const BLOCK = 512;
const HUGE = 3.4028234663852886e38;

/** What one step found. `sums` is row-major groups × width, of rows less the offset. */
export interface StepResult {
  readonly changed: number;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

export const paddedWidth = (cols: number): number => Math.ceil(cols / 4) * 4;
export const paddedSlots = (groups: number): number => Math.ceil(groups / 8) * 8;

/** Bytes of WebAssembly memory that K-means needs. */
export function bytesNeeded(rows: number, cols: number, groups: number): number {
  return rows * (paddedWidth(cols) * 4 + 4) + paddedSlots(groups) * paddedWidth(cols) * (RANGES + 2) * 8;
}

/** Rows in a team's memory, less `offset`, padded with zero columns, and the scratch of one step. */
export class Points {
  readonly rows: number;
  readonly width: number;
  readonly groups: number;
  readonly data: Float32Array;
  readonly labels: Int32Array;
  readonly #team: Team;
  readonly #slots: number;
  readonly #at: Record<"data" | "labels" | "centres" | "half" | "sums" | "counts" | "partial", number>;
  readonly #views: { centres: Float32Array; half: Float32Array; sums: Float64Array; counts: Int32Array };

  constructor(team: Team, rows: number, cols: number, groups: number) {
    this.#team = team;
    this.rows = rows;
    this.groups = groups;
    this.width = paddedWidth(cols);
    this.#slots = paddedSlots(groups);
    const cells = this.#slots * this.width;
    const data = team.floats(rows * this.width);
    const labels = team.ints(rows);
    const centres = team.floats(cells);
    const half = team.floats(this.#slots);
    const sums = team.doubles(cells * RANGES);
    const counts = team.ints(this.#slots * RANGES);
    const partial = team.floats(cells * team.threads);
    this.data = data.view;
    this.labels = labels.view;
    this.labels.fill(-1);
    this.#at = {
      data: data.at,
      labels: labels.at,
      centres: centres.at,
      half: half.at,
      sums: sums.at,
      counts: counts.at,
      partial: partial.at,
    };
    this.#views = { centres: centres.view, half: half.view, sums: sums.view, counts: counts.view };
  }

  /** Copies the rows `index` of `x` (all without it), less `offset`, in float32. */
  load(x: Matrix, offset: Float64Array, index?: ArrayLike<number>): void {
    for (let i = 0; i < this.rows; i++) {
      const from = (index ? index[i]! : i) * x.cols;
      const to = i * this.width;
      for (let j = 0; j < x.cols; j++) this.data[to + j] = x.data[from + j]! - offset[j]!;
    }
    this.labels.fill(-1);
  }

  /** Sends every row to its nearest of `centres` (row-major groups × width) and sums the rows of each group. */
  step(centres: Float64Array): StepResult {
    this.#place(centres);
    const { width, rows, groups } = this;
    const slots = this.#slots;
    const cells = slots * width;
    const at = this.#at;
    const threads = this.#team.threads;
    const share = Math.ceil(rows / RANGES / BLOCK) * BLOCK;
    const perThread = this.#team.run("steps", (thread) => [
      Math.floor((RANGES * thread) / threads),
      Math.floor((RANGES * (thread + 1)) / threads),
      share,
      rows,
      at.data,
      width,
      at.centres,
      at.half,
      slots,
      at.sums,
      at.counts,
      at.labels,
      at.partial + thread * cells * 4,
    ]);
    const changed = perThread.reduce((sum, c) => sum + c, 0);
    const sums = new Float64Array(groups * width);
    const counts = new Float64Array(groups);
    for (let range = 0; range < RANGES; range++) {
      for (let c = 0; c < sums.length; c++) sums[c]! += this.#views.sums[range * cells + c]!;
      for (let g = 0; g < groups; g++) counts[g]! += this.#views.counts[range * slots + g]!;
    }
    return { changed, sums, counts };
  }

  #place(centres: Float64Array): void {
    const slots = this.#slots;
    const { centres: transposed, half } = this.#views;
    half.fill(HUGE);
    for (let g = 0; g < this.groups; g++) {
      let squares = 0;
      for (let j = 0; j < this.width; j++) {
        const c = Math.fround(centres[g * this.width + j]!);
        transposed[j * slots + g] = c;
        squares += c * c;
      }
      half[g] = squares / 2;
    }
  }
}

/** The nearest centre of each row of `x`, by the same loop that fitting uses. */
export function assignRows(
  x: Matrix,
  offset: Float64Array,
  centred: Float64Array,
  groups: number,
): Int32Array {
  const points = new Points(Team.alone("k-means"), x.rows, x.cols, groups);
  points.load(x, offset);
  points.step(centred);
  return Int32Array.from(points.labels);
}
