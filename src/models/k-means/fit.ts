import { KindredError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { FitContext } from "../estimator.ts";
import { type ColumnMoments, columnMoments } from "../linear-algebra/column-moments.ts";
import { Team } from "../threads/team.ts";
import { type Clustering, lloyd } from "./lloyd.ts";
import { miniBatch } from "./mini-batch.ts";
import type { KMeansParameters } from "./parameters.ts";
import { assignRows, bytesNeeded, Points, paddedWidth } from "./points.ts";
import { plusPlus } from "./seeding.ts";
import { squaredDistance } from "./squared-distance.ts";

/** Below this many values a second thread costs more than it brings. */
const THREAD_CELLS = 2_000_000;
/** Rows that are sent to their groups at a time, where not all fit into the memory together. */
const SLICE = 1_000_000;

export interface FittedKMeans {
  /** Column means, taken off before anything else: keeps float32 exact for columns far from zero. */
  readonly offset: Float64Array;
  /** Centres less the offset, row-major groups × padded width; largest group first. */
  readonly centred: Float64Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
  readonly converged: boolean;
  readonly nIter: number;
}

/** Several k-means++ starts, the best carried on with all rows, or with batches of them. */
export async function fitKMeans(x: Matrix, p: KMeansParameters, ctx: FitContext): Promise<FittedKMeans> {
  const random = new Random(ctx.seed).fork("k-means");
  const moments = columnMoments(x);
  const batches = x.rows > p.miniBatchAbove;
  const bytes = bytesNeeded(batches ? p.batchSize : x.rows, x.cols, p.nClusters);
  if (bytes > 4 * 2 ** 30 - 2 ** 20)
    throw new KindredError("memory-limit", { neededMb: Math.ceil(bytes / 2 ** 20), limitMb: 4096 });
  const started = x.rows > p.startRows && p.startRows >= p.nClusters;
  const sample =
    started || batches ? drawRows(x.rows, Math.max(p.startRows, p.nClusters), random) : undefined;
  const best = await bestStart(x, moments, sample, p, random, ctx);
  if (!sample) return inOrder(best, moments.mean, p.nClusters);
  ctx.signal?.throwIfAborted();
  const found = batches
    ? await byBatches(x, moments.mean, best, p, random, ctx)
    : await onAllRows(x, moments, best, p, ctx);
  return inOrder(found, moments.mean, p.nClusters);
}

function limits({ deviation }: ColumnMoments, p: KMeansParameters) {
  const variance = deviation.reduce((sum, d) => sum + d * d, 0) / Math.max(1, deviation.length);
  return { maxIter: p.maxIter, still: p.tol * variance };
}

async function bestStart(
  x: Matrix,
  moments: ColumnMoments,
  sample: Int32Array | undefined,
  p: KMeansParameters,
  random: Random,
  ctx: FitContext,
): Promise<Clustering> {
  const points = new Points(Team.alone("k-means"), sample?.length ?? x.rows, x.cols, p.nClusters);
  points.load(x, moments.mean, sample);
  let best: Clustering | undefined;
  for (let start = 0; start < p.nInit; start++) {
    await breatheAndTell(start, p.nInit, ctx);
    const seeds = plusPlus(points, random);
    const found = await lloyd(points, seeds, limits(moments, p), ctx.signal ? { signal: ctx.signal } : {});
    if (!best || found.inertia < best.inertia) best = found;
  }
  return best!;
}

async function breatheAndTell(done: number, of: number, ctx: FitContext): Promise<void> {
  ctx.signal?.throwIfAborted();
  ctx.onProgress?.(done, of);
}

async function onAllRows(
  x: Matrix,
  moments: ColumnMoments,
  start: Clustering,
  p: KMeansParameters,
  ctx: FitContext,
): Promise<Clustering> {
  const threads = x.rows * x.cols < THREAD_CELLS ? 1 : (ctx.threads ?? 1);
  const team = await Team.start({ kernel: "k-means", threads });
  try {
    const points = new Points(team, x.rows, x.cols, p.nClusters);
    points.load(x, moments.mean);
    return await lloyd(points, start.centres, limits(moments, p), ctx);
  } finally {
    await team.close();
  }
}

async function byBatches(
  x: Matrix,
  offset: Float64Array,
  start: Clustering,
  p: KMeansParameters,
  random: Random,
  ctx: FitContext,
): Promise<Clustering> {
  const team = await Team.start({ kernel: "k-means", threads: ctx.threads ?? 1 });
  try {
    const batch = new Points(team, Math.min(p.batchSize, x.rows), x.cols, p.nClusters);
    const moved = await miniBatch(batch, x, offset, start.centres, p.maxIter, random, ctx);
    return { ...moved, ...account(x, offset, moved.centres, p.nClusters) };
  } finally {
    await team.close();
  }
}

/** Sizes and inertia over all rows, slice by slice. */
function account(x: Matrix, offset: Float64Array, centres: Float64Array, groups: number) {
  const counts = new Float64Array(groups);
  const width = paddedWidth(x.cols);
  const row = new Float64Array(width);
  let inertia = 0;
  for (let from = 0; from < x.rows; from += SLICE) {
    const rows = Math.min(SLICE, x.rows - from);
    const slice = { rows, cols: x.cols, data: x.data.subarray(from * x.cols, (from + rows) * x.cols) };
    assignRows(slice, offset, centres, groups).forEach((g, i) => {
      counts[g]!++;
      for (let j = 0; j < x.cols; j++) row[j] = slice.data[i * x.cols + j]! - offset[j]!;
      inertia += squaredDistance(row, 0, centres, g * width, width);
    });
  }
  return { counts, inertia };
}

/** Numbers the groups by size, largest first; equal sizes by their centres. */
function inOrder(found: Clustering, offset: Float64Array, groups: number): FittedKMeans {
  const width = found.centres.length / groups;
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
