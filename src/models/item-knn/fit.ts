import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { byUser, type Interactions } from "../recommend/interactions.ts";
import { type SparseRows, transposed } from "../sparse/sparse-rows.ts";
import type { ItemKnnParameters } from "./parameters.ts";

const BREATHE_ITEMS = 256;

/**
 * The nearest items of every item, row-major by item: cosine of their user columns, dot / (‖a‖ ‖b‖ + shrinkage).
 * An item is not its own neighbour; of equal similarities the lower number comes first.
 */
export async function fitItemKnn(
  data: Interactions,
  p: ItemKnnParameters,
  ctx: FitContext,
): Promise<SparseRows> {
  const users = byUser(data);
  const items = transposed(users);
  const length = norms(items);
  const dot = new Float64Array(data.items);
  const touched = new Int32Array(data.items);
  const start = new Int32Array(data.items + 1);
  const column: number[] = [];
  const value: number[] = [];
  for (let a = 0; a < data.items; a++) {
    if (a % BREATHE_ITEMS === 0) {
      await breathe(ctx.signal);
      ctx.onProgress?.(a, data.items);
    }
    const near = addDots(a, items, users, dot, touched);
    const found = Array.from(touched.subarray(0, near), (b) => ({
      item: b,
      similarity: dot[b]! / (length[a]! * length[b]! + p.shrinkage),
    })).sort((l, r) => r.similarity - l.similarity || l.item - r.item);
    for (let k = 0; k < near; k++) dot[touched[k]!] = 0;
    for (const { item, similarity } of found.slice(0, p.nNeighbors).sort((l, r) => l.item - r.item)) {
      column.push(item);
      value.push(similarity);
    }
    start[a + 1] = column.length;
  }
  return {
    rows: data.items,
    cols: data.items,
    start,
    column: Int32Array.from(column),
    value: Float32Array.from(value),
  };
}

function norms({ rows, start, value }: SparseRows): Float64Array {
  return Float64Array.from({ length: rows }, (_, r) => {
    let squares = 0;
    for (let k = start[r]!; k < start[r + 1]!; k++) squares += value[k]! * value[k]!;
    return Math.sqrt(squares);
  });
}

/** Adds the dot products of item `a` with all items it shares a user with; returns how many those are. */
function addDots(
  a: number,
  items: SparseRows,
  users: SparseRows,
  dot: Float64Array,
  touched: Int32Array,
): number {
  let near = 0;
  for (let k = items.start[a]!; k < items.start[a + 1]!; k++) {
    const user = items.column[k]!;
    const weight = items.value[k]!;
    for (let e = users.start[user]!; e < users.start[user + 1]!; e++) {
      const b = users.column[e]!;
      if (b === a) continue;
      if (dot[b] === 0) touched[near++] = b;
      dot[b]! += weight * users.value[e]!;
    }
  }
  return near;
}
