import type { Matrix } from "../../core/matrix.ts";
import { rowRange, type Team } from "../threads/team.ts";
import type { Objective, ObjectiveOptions } from "./objective.ts";

const BLOCK = 128;
/** Row ranges with sums of their own; more threads than this bring nothing. */
const RANGES = 16;
const CHUNK_CELLS = 1_000_000;
/** Rows that a first guess of the means comes from. */
const GUESS_ROWS = 1000;
const SAMPLE_STRIDE = 16;

/**
 * The same loss as `PlainObjective`'s on a standardised copy of the rows in a team's memory (kernels/logistic.ts): gradients
 * in float64, the Hessian in float32. Not finite where some value of `x` is not.
 */
export class KernelObjective implements Objective {
  readonly used: Int32Array;
  readonly mean: Float64Array;
  readonly shift: Float64Array;
  readonly scale: Float64Array;
  readonly totalWeight: number;
  readonly #team: Team;
  readonly #x: Matrix;
  readonly #y: Float64Array;
  readonly #unit: boolean;
  readonly #blocks: number;
  /** Columns in the kernel: the intercept's and every column of `x`. */
  readonly #width: number;
  readonly #at: Record<"data" | "y" | "weight" | "hessian" | "out" | "room", number>;
  readonly #beta: { readonly at: number; readonly view: Float64Array };
  readonly #second: { readonly at: number; readonly view: Float64Array };
  readonly #weights: Float64Array;

  constructor(
    team: Team,
    x: Matrix,
    y: Float64Array,
    weight: Float64Array | undefined,
    options: ObjectiveOptions,
  ) {
    this.#team = team;
    this.#x = x;
    this.#y = y;
    this.#unit = weight === undefined;
    this.#blocks = Math.ceil(x.rows / BLOCK);
    this.#width = x.cols + 1;
    const width = this.#width;
    const targets = team.doubles(this.#blocks * BLOCK);
    const weights = team.doubles(this.#blocks * BLOCK);
    targets.view.set(y);
    if (weight) weights.view.set(weight);
    else weights.view.fill(1, 0, x.rows);
    this.#weights = weights.view;
    this.#beta = team.doubles(width);
    this.#second = team.doubles(width);
    this.#at = {
      data: team.alloc(this.#blocks * BLOCK * width * 4),
      y: targets.at,
      weight: weights.at,
      hessian: options.hessian ? team.alloc(RANGES * width * width * 8) : 0,
      out: team.alloc(RANGES * width * 16),
      room: team.alloc(team.threads * this.#roomBytes),
    };
    this.#copy();
    this.totalWeight = weight ? weight.reduce((sum, w) => sum + w, 0) : x.rows;
    const { mean, deviation } = this.#moments();
    this.mean = mean;
    const { fitIntercept, standardise } = options;
    const columns = Array.from(deviation.keys()).filter((j) => deviation[j] !== 0 || !fitIntercept);
    this.used = Int32Array.from(columns);
    this.shift = Float64Array.from(columns, (j) => (fitIntercept ? mean[j]! : 0));
    this.scale = Float64Array.from(columns, (j) => (standardise && deviation[j]! > 0 ? deviation[j]! : 1));
    this.#standardise(fitIntercept ? 1 : 0);
  }

  get size(): number {
    return this.used.length + 1;
  }

  /** Whether every value was finite. */
  get finite(): boolean {
    return this.mean.every(Number.isFinite) && this.scale.every(Number.isFinite);
  }

  evaluate(beta: Float64Array, gradient?: Float64Array, hessian?: Float64Array): number {
    return this.#evaluate(1, this.totalWeight, beta, gradient, hessian);
  }

  /** The same of every 16th block of rows: near enough for a first guess, at a sixteenth of the cost. */
  sample(): Objective {
    let weight = 0;
    for (let block = 0; block < this.#blocks; block += SAMPLE_STRIDE)
      for (let i = block * BLOCK; i < (block + 1) * BLOCK; i++) weight += this.#weights[i]!;
    const { used, mean, shift, scale, size } = this;
    return {
      ...{ used, mean, shift, scale, size, totalWeight: weight },
      evaluate: (beta, gradient, hessian) => this.#evaluate(SAMPLE_STRIDE, weight, beta, gradient, hessian),
      start: (fitIntercept) => this.start(fitIntercept),
    };
  }

  #evaluate(
    stride: number,
    totalWeight: number,
    beta: Float64Array,
    gradient?: Float64Array,
    hessian?: Float64Array,
  ): number {
    const width = this.#width;
    this.#beta.view.fill(0);
    this.#beta.view[0] = beta[0]!;
    this.used.forEach((column, j) => {
      this.#beta.view[column + 1] = beta[j + 1]!;
    });
    const wanted = hessian ? 2 : gradient ? 1 : 0;
    const { data, y, weight, out, hessian: square, room } = this.#at;
    this.#perRange("evaluate", Math.ceil(this.#blocks / stride), (thread) => [
      stride,
      data,
      width,
      this.#beta.at,
      y,
      weight,
      this.#unit ? 1 : 0,
      wanted,
      out,
      square,
      room + thread * this.#roomBytes,
    ]);
    const first = this.#total(out, width + 1);
    const share = 1 / totalWeight;
    const place = (j: number) => (j === 0 ? 0 : this.used[j - 1]! + 1);
    gradient?.forEach((_, j) => {
      gradient[j] = first[1 + place(j)]! * share;
    });
    if (hessian) {
      const second = this.#total(square, width * width);
      const { size } = this;
      hessian.fill(0);
      for (let j = 0; j < size; j++)
        for (let k = 0; k <= j; k++) hessian[j * size + k] = second[place(j) * width + place(k)]! * share;
    }
    return first[0]! * share;
  }

  start(fitIntercept: boolean): Float64Array {
    const beta = new Float64Array(this.size);
    if (!fitIntercept) return beta;
    const ones = this.#y.reduce((sum, y, i) => sum + this.#weights[i]! * y, 0);
    beta[0] = Math.log(ones / (this.totalWeight - ones));
    return beta;
  }

  get #roomBytes(): number {
    return 4096 + 512 * this.#width;
  }

  #copy(): void {
    const { rows, cols, data } = this.#x;
    const chunk = Math.ceil(CHUNK_CELLS / Math.max(1, cols) / BLOCK) * BLOCK;
    const stage = this.#team.floats(Math.min(chunk, rows) * cols);
    for (let first = 0; first < rows; first += chunk) {
      const count = Math.min(chunk, rows - first);
      stage.view.set(data.subarray(first * cols, (first + count) * cols));
      this.#team.run("pack", (thread) => [
        stage.at,
        cols,
        ...rowRange(count, this.#team.threads, thread, BLOCK),
        first,
        this.#at.data,
        this.#width,
      ]);
    }
  }

  /** Weighted means and deviations; exactly 0 for a column whose values are all the same. */
  #moments(): { readonly mean: Float64Array; readonly deviation: Float64Array } {
    const { cols } = this.#x;
    const near = this.#guess();
    this.#beta.view.set(near, 1);
    const { data, weight, out } = this.#at;
    this.#perRange("moments", this.#blocks, () => [data, this.#width, this.#beta.at, weight, out]);
    const sums = this.#total(out, this.#width * 2);
    const mean = new Float64Array(cols);
    const deviation = new Float64Array(cols);
    for (let j = 0; j < cols; j++) {
      const off = sums[2 * j + 2]! / this.totalWeight;
      mean[j] = near[j]! + off;
      deviation[j] = Math.sqrt(Math.max(0, sums[2 * j + 3]! / this.totalWeight - off * off));
      if (Number.isNaN(sums[2 * j + 3]!)) deviation[j] = Number.NaN;
    }
    return { mean, deviation };
  }

  /** Means of some first rows, as float32: sums of differences from there keep their digits, and are 0 for constants. */
  #guess(): Float64Array {
    const { rows, cols, data } = this.#x;
    const some = Math.min(rows, GUESS_ROWS);
    const sums = new Float64Array(cols);
    for (let i = 0; i < some * cols; i++) sums[i % cols]! += data[i]!;
    return sums.map((sum) => Math.fround(sum / some));
  }

  #standardise(one: number): void {
    const shift = this.#beta.view.fill(0);
    const rescale = this.#second.view.fill(0);
    this.used.forEach((column, j) => {
      shift[column + 1] = this.shift[j]!;
      rescale[column + 1] = 1 / this.scale[j]!;
    });
    this.#perRange("standardise", this.#blocks, () => [
      this.#at.data,
      this.#width,
      this.#beta.at,
      this.#second.at,
      one,
    ]);
  }

  /** Runs an export whose first arguments are the thread's ranges, their size and the number of blocks. */
  #perRange(name: string, blocks: number, rest: (thread: number) => readonly number[]): void {
    const { threads } = this.#team;
    const first = (thread: number) => Math.floor((RANGES * thread) / threads);
    const share = Math.ceil(blocks / RANGES);
    this.#team.run(name, (thread) => [first(thread), first(thread + 1), share, blocks, ...rest(thread)]);
  }

  /** Sums over the ranges of what each wrote, in their order. */
  #total(at: number, length: number): Float64Array {
    const all = new Float64Array(this.#team.memory.buffer, at, length * RANGES);
    const total = new Float64Array(length);
    for (let range = 0; range < RANGES; range++)
      for (let i = 0; i < length; i++) total[i]! += all[range * length + i]!;
    return total;
  }
}
