// One tree, one split at a time: every thread keeps its own rows, all meet twice at a barrier.
import { addTo, histogram, takeFrom } from "./histogram";
import {
  BIN, BINS, COLS, COLUMN, COLUMN_STRIDE, COLUMNS, CONTROL, LEAF, LEAF_VALUES, LEFT_SET, MAX_LEAVES, MIN_ROWS,
  NEW_LEAF, NEW_SLOT, NODE_BYTES, NODES, OWN, PAIRS, PARTS, RECORD_BYTES, RECORDS, ROOM, ROOM_BYTES, ROOM_NODE, ROOM_SINK, ROW_STARTS, SCORE, SLOT,
  SLOT_BYTES, SLOTS, SPARE, SPLIT_KIND, STRIDE, THREADS, WANTED,
} from "./job";
import { searchNode } from "./search";

/** Everybody waits here until all `threads` have come. `control` is the team's block (src/models/threads/control.ts). */
export function barrier(control: usize, threads: i32): void {
  if (threads === 1) return;
  const arrived = control + 96 * 4;
  const round = control + 128 * 4;
  const now = atomic.load<i32>(round);
  if (atomic.add<i32>(arrived, 1) === threads - 1) {
    atomic.store<i32>(arrived, 0);
    atomic.add<i32>(round, 1);
    atomic.notify(round, -1);
    return;
  }
  for (let spins = 0; atomic.load<i32>(round) === now; spins++) {
    if (spins > 4000) {
      atomic.wait<i32>(round, now, 100_000_000);
      if (atomic.load<i32>(control + 64 * 4)) unreachable();
    }
  }
}

// @ts-ignore: decorator
@inline function field(job: usize, at: usize): usize {
  return <usize>load<u32>(job + at);
}

/** Where (start, length) of this thread's pairs of a leaf stand. */
// @ts-ignore: decorator
@inline function partOf(job: usize, thread: i32, leaf: i32): usize {
  return field(job, PARTS) + (<usize>(thread * load<i32>(job + MAX_LEAVES) + leaf) << 3);
}

/** First pair of this thread. */
// @ts-ignore: decorator
@inline function pairsOf(job: usize, thread: i32): usize {
  return field(job, PAIRS) + (<usize>load<u32>(field(job, ROW_STARTS) + (<usize>thread << 2)) << 3);
}

// @ts-ignore: decorator
@inline function roomOf(job: usize, thread: i32): usize {
  return field(job, ROOM) + <usize>thread * ROOM_BYTES;
}

/** This thread's sums of a leaf: thread 0 writes into the slot itself. */
function addUp(job: usize, thread: i32, leaf: i32, slot: i32): void {
  const part = partOf(job, thread, leaf);
  const bytes = field(job, SLOT_BYTES);
  const out = thread === 0 ? field(job, SLOTS) + <usize>slot * bytes : field(job, OWN) + <usize>thread * bytes;
  const pairs = pairsOf(job, thread) + (<usize>load<u32>(part) << 3);
  histogram(pairs, load<i32>(part, 4), field(job, BINS), field(job, STRIDE), out, roomOf(job, thread) + ROOM_SINK);
}

/** Adds the other threads' sums of columns [from, to) to the slot's. */
function merge(job: usize, slot: usize, from: i32, to: i32): void {
  const bytes = field(job, SLOT_BYTES);
  for (let thread = 1; thread < load<i32>(job + THREADS); thread++)
    addTo(slot + (<usize>from << 11), field(job, OWN) + <usize>thread * bytes + (<usize>from << 11), <usize>(to - from) << 11);
}

// @ts-ignore: decorator
@inline function firstColumn(job: usize, thread: i32): i32 {
  const cols = load<i32>(job + COLS);
  const share = (cols + load<i32>(job + THREADS) - 1) / load<i32>(job + THREADS);
  return min(cols, share * thread);
}

// @ts-ignore: decorator
@inline function recordOf(job: usize, thread: i32, child: i32): usize {
  return field(job, RECORDS) + <usize>(thread * 2 + child) * RECORD_BYTES;
}

/** Sums of all rows into slot 0 and the best first split. */
export function root(job: usize, thread: i32): void {
  const slot = field(job, SLOTS);
  addUp(job, thread, 0, 0);
  barrier(field(job, CONTROL), load<i32>(job + THREADS));
  const from = firstColumn(job, thread);
  const to = firstColumn(job, thread + 1);
  merge(job, slot, from, to);
  searchNode(job, job + NODES, slot, from, to, roomOf(job, thread), recordOf(job, thread, 0));
}

/** Searches the node in SLOT again (its strictness has been raised). */
export function search(job: usize, thread: i32): void {
  const slot = field(job, SLOTS) + field(job, SLOT) * field(job, SLOT_BYTES);
  const from = firstColumn(job, thread);
  searchNode(job, job + NODES, slot, from, firstColumn(job, thread + 1), roomOf(job, thread), recordOf(job, thread, 0));
}

/** Stable partition of this thread's pairs of the leaf; returns how many go left. */
function partition(job: usize, thread: i32): i32 {
  const part = partOf(job, thread, load<i32>(job + LEAF));
  const begin = pairsOf(job, thread) + (<usize>load<u32>(part) << 3);
  const end = begin + (<usize>load<u32>(part, 4) << 3);
  const spare = field(job, SPARE) + (pairsOf(job, thread) - field(job, PAIRS));
  const column = field(job, COLUMNS) + field(job, COLUMN) * field(job, COLUMN_STRIDE);
  let left = begin;
  let right = spare;
  // Branch-free: write to both sides, move one on.
  if (load<i32>(job + SPLIT_KIND) === 2) {
    const set = field(job, LEFT_SET);
    for (let p = begin; p < end; p += 8) {
      const pair = load<u64>(p);
      const bin = <usize>load<u8>(column + <usize><u32>pair);
      const goesLeft = <usize>(load<u8>(set + (bin >> 3)) >> (<u8>bin & 7)) & 1;
      store<u64>(left, pair);
      store<u64>(right, pair);
      left += goesLeft << 3;
      right += (goesLeft ^ 1) << 3;
    }
  } else {
    // Missing is bin 255: one more makes it the lowest bin, so that it goes left.
    const shift = load<u32>(job + SPLIT_KIND);
    const highest = load<u32>(job + BIN) + shift;
    for (let p = begin; p < end; p += 8) {
      const pair = load<u64>(p);
      const bin = (<u32>load<u8>(column + <usize><u32>pair) + shift) & 255;
      const goesRight = <usize>(bin > highest);
      store<u64>(left, pair);
      store<u64>(right, pair);
      left += (goesRight ^ 1) << 3;
      right += goesRight << 3;
    }
  }
  memory.copy(left, spare, right - spare);
  return <i32>((left - begin) >> 3);
}

/**
 * Splits LEAF: left rows stay in it, right rows become NEW_LEAF. The child with fewer rows is added up into NEW_SLOT,
 * the other keeps SLOT less those sums; then both are searched. Returns the rows on the left; when a child has fewer
 * than MIN_ROWS rows nothing but their order has changed.
 */
export function split(job: usize, thread: i32): i32 {
  const control = field(job, CONTROL);
  const threads = load<i32>(job + THREADS);
  const leaf = load<i32>(job + LEAF);
  const newLeaf = load<i32>(job + NEW_LEAF);
  const old = partOf(job, thread, leaf);
  const fresh = partOf(job, thread, newLeaf);
  const mine = partition(job, thread);
  store<i32>(fresh, load<i32>(old) + mine);
  store<i32>(fresh, load<i32>(old, 4) - mine, 4);
  barrier(control, threads);
  let left = 0;
  let right = 0;
  for (let t = 0; t < threads; t++) {
    const gone = load<i32>(partOf(job, t, newLeaf), 4);
    right += gone;
    left += load<i32>(partOf(job, t, leaf), 4) - gone;
  }
  barrier(control, threads);
  const least = load<i32>(job + MIN_ROWS);
  if (left < least || right < least) return left;
  store<i32>(old, mine, 4);
  if (!load<i32>(job + WANTED) || max(left, right) < 2 * least) return left;
  const rightIsSmall = right < left;
  addUp(job, thread, rightIsSmall ? newLeaf : leaf, load<i32>(job + NEW_SLOT));
  barrier(control, threads);
  const bytes = field(job, SLOT_BYTES);
  const small = field(job, SLOTS) + field(job, NEW_SLOT) * bytes;
  const big = field(job, SLOTS) + field(job, SLOT) * bytes;
  const from = firstColumn(job, thread);
  const to = firstColumn(job, thread + 1);
  const offset = <usize>from << 11;
  merge(job, small, from, to);
  takeFrom(big + offset, small + offset, <usize>(to - from) << 11);
  const room = roomOf(job, thread);
  for (let child = 0; child < 2; child++) {
    // A copy of the thread's own: the sums come with the order, the rows were counted here.
    const node = room + ROOM_NODE;
    memory.copy(node, job + NODES + <usize>child * NODE_BYTES, NODE_BYTES);
    store<f64>(node, <f64>(child ? right : left), 16);
    const slot = rightIsSmall === (child === 1) ? small : big;
    searchNode(job, node, slot, from, to, room, recordOf(job, thread, child));
  }
  return left;
}

/** Adds each leaf's value to the scores of this thread's rows in it. */
export function addLeaves(job: usize, thread: i32, leaves: i32): void {
  const score = field(job, SCORE);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const part = partOf(job, thread, leaf);
    const value = <f32>load<f64>(field(job, LEAF_VALUES) + (<usize>leaf << 3));
    const begin = pairsOf(job, thread) + (<usize>load<u32>(part) << 3);
    const end = begin + (<usize>load<u32>(part, 4) << 3);
    for (let p = begin; p < end; p += 8) {
      const at = score + (<usize>load<u32>(p) << 2);
      store<f32>(at, load<f32>(at) + value);
    }
  }
}
