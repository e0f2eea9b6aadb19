import { KindredError } from "../../core/errors.ts";
import type { Design, Matrix } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { FitContext } from "../estimator.ts";
import { type ColumnMoments, columnMoments } from "../linear-algebra/column-moments.ts";
import { checkFinite } from "../rows.ts";
import { Team } from "../threads/team.ts";
import { type Clustering, type LloydLimits, lloyd } from "./lloyd.ts";
import { miniBatch } from "./mini-batch.ts";
import type { KMeansParameters } from "./parameters.ts";
import { assignRows, bytesNeeded, Points } from "./points.ts";
import { plusPlus } from "./seeding.ts";

/** Below this many values a second thread costs more than it brings. */
const THREAD_CELLS = 2_000_000;

export interface FittedKMeans {
  /** Column means, taken off before anything else: keeps float32 exact for columns far from zero. */
  readonly offset: Float64Array;
  /** Centres less the offset, row-major groups × columns; largest group first. */
  readonly centred: Float64Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
  readonly converged: boolean;
  readonly nIter: number;
}

/** Several k-means++ starts, the best carried on with all rows, or with batches of them. */
export async function fitKMeans(data: Design, p: KMeansParameters, ctx: FitContext): Promise<FittedKMeans> {
  const { x } = data;
  ctx.signal?.throwIfAborted();
  const random = new Random(ctx.seed).fork("k-means");
  const batches = x.rows > p.miniBatchAbove;
  const rows = batches ? p.batchSize : x.rows;
  const bytes = bytesNeeded(rows, x.cols, p.nClusters);
  if (bytes > 4 * 2 ** 30 - 2 ** 20)
    throw new KindredError("memory-limit", { neededMb: Math.ceil(bytes / 2 ** 20), limitMb: 4096 });
  const threads = rows * x.cols < THREAD_CELLS ? 1 : (ctx.threads ?? 1);
  const team = await Team.start({ kernel: "k-means", threads, atOnce: true });
  try {
    const points = new Points(team, rows, x.cols, p.nClusters);
    const moments = batches ? columnMoments(x) : points.load(x);
    // A value that is not finite makes its column's sum so.
    if (!moments.deviation.every(Number.isFinite)) checkFinite(data);
    const offset = moments.mean;
    const limit = limits(moments, p);
    const sample = sampleFor(x.rows, batches, p, random);
    if (!p.init && !sample) return inOrder(await bestStart(points, limit, p, random, ctx), offset);
    const start = p.init
      ? lessOffset(p.init, offset)
      : await sampledStart(x, offset, sample, limit, p, random, ctx);
    if (!batches) return inOrder(await lloyd(points, start, limit, ctx), offset);
    const moved = await miniBatch(points, x, offset, start, p.maxIter, random, ctx);
    return inOrder({ ...moved, ...account(x, offset, moved.centres, p.nClusters) }, offset);
  } finally {
    await team.close();
  }
}

/** Rows that the starts run on; undefined = all. */
function sampleFor(
  rows: number,
  batches: boolean,
  p: KMeansParameters,
  random: Random,
): Int32Array | undefined {
  if (rows <= p.startRows && !batches) return undefined;
  if (p.startRows < p.nClusters && !batches) return undefined;
  return drawRows(rows, Math.max(p.startRows, p.nClusters), random);
}

/** Given centres, less the offset. */
function lessOffset(init: readonly (readonly number[])[], offset: Float64Array): Float64Array {
  return Float64Array.from(init.flat(), (value, i) => value - offset[i % offset.length]!);
}

function limits({ deviation }: ColumnMoments, p: KMeansParameters): LloydLimits {
  const variance = deviation.reduce((sum, d) => sum + d * d, 0) / Math.max(1, deviation.length);
  return { maxIter: p.maxIter, still: p.tol * variance };
}

async function sampledStart(
  x: Matrix,
  offset: Float64Array,
  sample: Int32Array | undefined,
  limit: LloydLimits,
  p: KMeansParameters,
  random: Random,
  ctx: FitContext,
): Promise<Float64Array> {
  const points = new Points(Team.alone("k-means"), sample?.length ?? x.rows, x.cols, p.nClusters);
  points.load(x, offset, sample);
  return (await bestStart(points, limit, p, random, ctx)).centres;
}

async function bestStart(
  points: Points,
  limit: LloydLimits,
  p: KMeansParameters,
  random: Random,
  ctx: FitContext,
): Promise<Clustering> {
  let best: Clustering | undefined;
  for (let start = 0; start < p.nInit; start++) {
    ctx.signal?.throwIfAborted();
    ctx.onProgress?.(start, p.nInit);
    const seeds = plusPlus(points, random);
    const found = await lloyd(points, seeds, limit, ctx.signal ? { signal: ctx.signal } : {});
    if (!best || found.inertia < best.inertia) best = found;
  }
  return best!;
}

/** Sizes and inertia over all rows. */
function account(x: Matrix, offset: Float64Array, centres: Float64Array, groups: number) {
  const counts = new Float64Array(groups);
  const { labels, inertia } = assignRows(x, offset, centres, groups);
  for (const g of labels) counts[g]!++;
  return { counts, inertia };
}

/** Numbers the groups by size, largest first; equal sizes by their centres. */
function inOrder(found: Clustering, offset: Float64Array): FittedKMeans {
  const groups = found.counts.length;
  const width = offset.length;
  const order = Array.from({ length: groups }, (_, g) => g);
  const centre = (g: number) => found.centres.subarray(g * width, (g + 1) * width);
  order.sort((a, b) => {
    if (found.counts[a] !== found.counts[b]) return found.counts[b]! - found.counts[a]!;
    const differs = centre(a).findIndex((v, j) => v !== centre(b)[j]);
    return differs < 0 ? 0 : centre(a)[differs]! - centre(b)[differs]!;
  });
  const centred = new Float64Array(found.centres.length);
  order.forEach((g, i) => {
    centred.set(centre(g), i * width);
  });
  const sizes = Float64Array.from(order, (g) => found.counts[g]!);
  const { inertia, converged, nIter } = found;
  return { offset, centred, sizes, inertia, converged, nIter };
}

/** `count` distinct rows, ascending (Knuth's selection sampling, algorithm S). */
function drawRows(rows: number, count: number, random: Random): Int32Array {
  const wanted = Math.min(rows, count);
  const out = new Int32Array(wanted);
  for (let i = 0, have = 0; have < wanted; i++)
    if (random.next() * (rows - i) < wanted - have) out[have++] = i;
  return out;
}
