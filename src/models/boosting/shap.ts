import { KindredError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Contributions } from "../estimator.ts";
import { rowRange, Team } from "../threads/team.ts";
import { type Condition, expectedValue, gaussLegendre, leafPaths, MAX_PATH_FEATURES } from "./paths.ts";
import type { Trees } from "./trees.ts";

const CONDITION = 40;
const LEAF = 24;
const BLOCK = 512;
const TABLE_FEATURES = 12;
/** Below this many (row, leaf) pairs one thread is as fast. */
const THREAD_PAIRS = 5_000_000;
const CHUNK_CELLS = 1_000_000;
const LEAST_SHARE = 1e-300;

/**
 * Exact path-dependent TreeSHAP values: base + a row's effects = its margin (rounding aside, about 1e−15 a tree).
 * `base` is the mean raw score over the rows the trees were grown on.
 */
export async function treeShap(
  trees: Trees,
  base: number,
  x: Matrix,
  ctx: { readonly threads?: number; readonly signal?: AbortSignal } = {},
): Promise<Contributions> {
  const paths = leafPaths(trees);
  const used = paths.filter(({ conditions }) => conditions.length > 0);
  const threads = x.rows * used.length < THREAD_PAIRS ? 1 : (ctx.threads ?? 1);
  const team = await Team.start({ kernel: "boosting", threads });
  try {
    const leaves = layOut(team, used);
    const chunk = Math.ceil(CHUNK_CELLS / x.cols / BLOCK / threads) * BLOCK * threads;
    const rowsAtOnce = Math.min(chunk, Math.ceil(x.rows / BLOCK) * BLOCK);
    const input = team.floats(rowsAtOnce * x.cols);
    const output = team.doubles(rowsAtOnce * x.cols);
    const roomBytes = BLOCK * 4 + 512 + BLOCK * x.cols * 12 + 2 ** TABLE_FEATURES * (4 + 8 * TABLE_FEATURES);
    const room = team.alloc(roomBytes * threads);
    const effects = new Float64Array(x.rows * x.cols);
    for (let from = 0; from < x.rows; from += rowsAtOnce) {
      ctx.signal?.throwIfAborted();
      const rows = Math.min(rowsAtOnce, x.rows - from);
      input.view.set(x.data.subarray(from * x.cols, (from + rows) * x.cols));
      team.run("shap", (thread) => {
        const [first, end] = rowRange(rows, threads, thread, 4);
        const room0 = room + roomBytes * thread;
        const inputAt = input.at + first * x.cols * 4;
        return [inputAt, x.cols, end - first, leaves, used.length, output.at + first * x.cols * 8, room0];
      });
      effects.set(output.view.subarray(0, rows * x.cols), from * x.cols);
      await new Promise(setImmediate);
    }
    return { base: base + expectedValue(paths), rows: x.rows, cols: x.cols, effects };
  } finally {
    await team.close();
  }
}

/** Leaves, conditions, sets and quadratures as kernels/boosting/shap.ts reads them; returns where the leaves are. */
function layOut(team: Team, paths: ReturnType<typeof leafPaths>): number {
  const all = paths.flatMap(({ conditions }) => conditions);
  const deepest = paths.reduce((most, { conditions }) => Math.max(most, conditions.length), 0);
  if (deepest > MAX_PATH_FEATURES)
    throw new KindredError("bad-parameter", {
      name: "maxDepth",
      value: deepest,
      allowed: `at most ${MAX_PATH_FEATURES} different columns on the way to a leaf, for reasons`,
    });
  const quadratures = Array.from({ length: deepest + 1 }, (_, features) => {
    const points = gaussLegendre(Math.ceil(features / 2));
    const room = team.doubles(points.length * 2);
    points.forEach(({ t, weight }, i) => {
      room.view.set([t, weight], i * 2);
    });
    return { at: room.at, points: points.length };
  });
  const conditionsAt = team.alloc(all.length * CONDITION);
  const leavesAt = team.alloc(paths.length * LEAF);
  const sets = new Map(
    all.filter(({ codes }) => codes).map((condition) => [condition, putSet(team, condition)]),
  );
  const memory = new DataView(team.memory.buffer);
  let at = conditionsAt;
  paths.forEach(({ value, conditions }, i) => {
    const head = leavesAt + i * LEAF;
    const quadrature = quadratures[conditions.length]!;
    memory.setFloat64(head, value, true);
    memory.setUint32(head + 8, at, true);
    memory.setInt32(head + 12, conditions.length, true);
    memory.setUint32(head + 16, quadrature.at, true);
    memory.setInt32(head + 20, quadrature.points, true);
    for (const condition of conditions) {
      memory.setFloat32(at, condition.low, true);
      memory.setFloat32(at + 4, condition.high, true);
      memory.setInt32(at + 8, condition.column, true);
      memory.setInt32(at + 12, (condition.missing ? 1 : 0) | (condition.codes ? 2 : 0), true);
      memory.setUint32(at + 16, sets.get(condition) ?? 0, true);
      memory.setFloat64(at + 24, Math.max(condition.share, LEAST_SHARE), true);
      at += CONDITION;
    }
  });
  return leavesAt;
}

function putSet(team: Team, { codes }: Condition): number {
  const length = codes?.length ?? 0;
  const set = team.ints(1 + Math.ceil(length / 32));
  set.view[0] = length;
  codes?.forEach((held, code) => {
    if (held) set.view[1 + (code >>> 5)]! |= 1 << (code & 31);
  });
  return set.at;
}
