import { KindredError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { byUser, type Interactions, tasteOf } from "../recommend/interactions.ts";
import { type SparseRows, transposed } from "../sparse/sparse-rows.ts";
import { Team } from "../threads/team.ts";
import { type Offsets, offsetsOf, targetOf, userOffset, weightOf } from "./entries.ts";
import type { AlsParameters } from "./parameters.ts";

/** The kernel's own figures: ranges of a product sum, and floats its rows are padded to. */
const RANGES = 16;
const PAD = 16;
/** Below this many entries a second thread costs more than it brings. */
const THREAD_ENTRIES = 200_000;
const START_SIZE = 0.01;

export interface FittedAls {
  readonly nFactors: number;
  /** Row-major items × nFactors. */
  readonly itemFactors: Float32Array;
  readonly offsets: Offsets;
  readonly nIter: number;
}

/** One side of the table in the team's memory: its factors, and its entries with weight and target. */
interface Side {
  readonly rows: number;
  readonly factors: { readonly at: number; readonly view: Float32Array };
  readonly start: number;
  readonly index: number;
  readonly weight: number;
  readonly target: number;
}

/** Alternates between users and items; `users.maxIter` sweeps, each side solved by warm-started conjugate gradients. */
export async function fitAls(data: Interactions, p: AlsParameters, ctx: FitContext): Promise<FittedAls> {
  const users = byUser(data);
  const items = transposed(users);
  const width = Math.ceil(p.nFactors / PAD) * PAD;
  checkMemory(users, width);
  const offsets = offsetsOf(users, p);
  const userOffsets = Float64Array.from({ length: users.rows }, (_, u) =>
    userOffset(tasteOf(users, u), offsets, p),
  );
  const threads = users.value.length < THREAD_ENTRIES ? 1 : (ctx.threads ?? 1);
  const team = await Team.start({ kernel: "als", threads });
  try {
    const ofUser = (u: number, i: number) => offsets.mean + offsets.item[i]! + userOffsets[u]!;
    const userSide = place(team, users, width, p, (row, col) => ofUser(row, col));
    const itemSide = place(team, items, width, p, (row, col) => ofUser(col, row));
    const random = new Random(ctx.seed).fork("als");
    for (const side of [userSide, itemSide]) draw(side.factors.view, width, p.nFactors, random);
    const sweep = new Sweep(team, width, p);
    for (let iter = 0; iter < p.maxIter; iter++) {
      await breathe(ctx.signal);
      ctx.onProgress?.(iter, p.maxIter);
      sweep.solve(userSide, itemSide);
      await breathe(ctx.signal);
      sweep.solve(itemSide, userSide);
    }
    const itemFactors = unpadded(itemSide.factors.view, items.rows, width, p.nFactors);
    return { nFactors: p.nFactors, itemFactors, offsets, nIter: p.maxIter };
  } finally {
    await team.close();
  }
}

function checkMemory({ rows, cols, value }: SparseRows, width: number): void {
  const bytes = (rows + cols) * (width + 1) * 4 + value.length * 24 + (RANGES + 1) * width * width * 4;
  if (bytes > 4 * 2 ** 30 - 2 ** 20)
    throw new KindredError("memory-limit", { neededMb: Math.ceil(bytes / 2 ** 20), limitMb: 4096 });
}

function place(
  team: Team,
  table: SparseRows,
  width: number,
  p: AlsParameters,
  offset: (row: number, column: number) => number,
): Side {
  const entries = table.value.length;
  const factors = team.floats(table.rows * width);
  const start = team.ints(table.rows + 1);
  const index = team.ints(entries);
  const weight = team.floats(entries);
  const target = team.floats(entries);
  start.view.set(table.start);
  index.view.set(table.column);
  for (let row = 0; row < table.rows; row++)
    for (let k = table.start[row]!; k < table.start[row + 1]!; k++) {
      weight.view[k] = weightOf(table.value[k]!, p);
      target.view[k] = targetOf(table.value[k]!, offset(row, table.column[k]!), p);
    }
  return {
    rows: table.rows,
    factors,
    start: start.at,
    index: index.at,
    weight: weight.at,
    target: target.at,
  };
}

function draw(factors: Float32Array, width: number, used: number, random: Random): void {
  for (let at = 0; at < factors.length; at += width)
    for (let f = 0; f < used; f++) factors[at + f] = random.normal() * START_SIZE;
}

function unpadded(padded: Float32Array, rows: number, width: number, used: number): Float32Array {
  const out = new Float32Array(rows * used);
  for (let r = 0; r < rows; r++) out.set(padded.subarray(r * width, r * width + used), r * used);
  return out;
}

/** Solves one side against the other, with the scratch memory both share. */
class Sweep {
  readonly #team: Team;
  readonly #width: number;
  readonly #p: AlsParameters;
  readonly #gram: { readonly at: number; readonly view: Float32Array };
  readonly #partial: { readonly at: number; readonly view: Float32Array };
  readonly #counter: { readonly at: number; readonly view: Int32Array };
  readonly #scratch: number;

  constructor(team: Team, width: number, p: AlsParameters) {
    this.#team = team;
    this.#width = width;
    this.#p = p;
    this.#gram = team.floats(width * width);
    this.#partial = team.floats(RANGES * width * width);
    this.#counter = team.ints(1);
    this.#scratch = team.floats(team.threads * 3 * width).at;
  }

  solve(side: Side, other: Side): void {
    const width = this.#width;
    this.#setGram(other);
    this.#counter.view[0] = 0;
    this.#team.run("solve", (thread) => [
      this.#counter.at,
      side.rows,
      side.factors.at,
      other.factors.at,
      width,
      this.#gram.at,
      side.start,
      side.index,
      side.weight,
      side.target,
      this.#scratch + thread * 3 * width * 4,
      this.#p.cgSteps,
    ]);
  }

  /** The part of the equation that is the same for every row: YᵀY (implicit) and the penalty on the diagonal. */
  #setGram(other: Side): void {
    const width = this.#width;
    const gram = this.#gram.view;
    gram.fill(0);
    if (this.#p.feedback === "implicit") {
      this.#counter.view[0] = 0;
      this.#team.run("gram", () => [this.#counter.at, other.factors.at, other.rows, width, this.#partial.at]);
      for (let range = 0; range < RANGES; range++)
        for (let k = 0; k < gram.length; k++) gram[k]! += this.#partial.view[range * gram.length + k]!;
    }
    for (let f = 0; f < width; f++) gram[f * width + f]! += this.#p.regularization;
  }
}
