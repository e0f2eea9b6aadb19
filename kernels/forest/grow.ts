// One tree, grown by one thread, depth first.
import {
  ARMS, BIN_COUNTS, BINARY, BINS, COLS, ENTRY, KINDS, MAX_DEPTH, MIN_LEAF, MISSING, MTRY, N_BIN, N_LEFT, N_MISSING,
  N_SUMS, NODE, ROOM_ALL, ROOM_COLUMNS, ROOM_LIST, ROOM_OCCUPIED, ROOM_SINK, ROOM_STACK, ROWS, STRIDE, TARGETS,
} from "./job";
import { orderCategories } from "./categories";
import { below, seed } from "./random";
import {
  begin, bestColumn, bestMissingLeft, bestRank, leftS0, leftS1, leftW0, leftW1, listOccupied, s0, s1, scan, scanArms,
  settle, w0, w1,
} from "./search";

/** Below this many rows only the ranks that occur are looked at. */
const FEW: i32 = 192;
/** Rows that are added up for all columns drawn before the next: their bins stay in the nearest cache. */
const BLOCK: usize = 256;
const HISTOGRAM: usize = 8192;

let job: usize = 0;
let room: usize = 0;
let ranks: usize = 0;
let hists: usize = 0;
let bins: usize = 0;
let stride: usize = 0;
let arms: bool = false;
/** Whether the first histogram holds something. */
let dirty: bool = false;

// @ts-ignore: decorator
@inline function field(at: usize): usize {
  return <usize>load<u32>(job + at);
}

/** Entries of the rows that were drawn; returns their end. */
function gather(counts: usize, entries: usize): usize {
  const rows = load<u32>(job + ROWS);
  const targets = field(TARGETS);
  const arm = field(ARMS);
  let to = entries;
  for (let row: usize = 0; row < <usize>rows; row++) {
    const count = load<u16>(counts + (row << 1));
    if (count === 0) continue;
    store<f32>(to, load<f32>(targets + (row << 3)) * <f32>count);
    store<f32>(to, load<f32>(targets + (row << 3), 4) * <f32>count, 4);
    store<u32>(to, <u32>row, 8);
    store<u32>(to, arms ? <u32>load<u8>(arm + row) << 12 : 0, 12);
    to += ENTRY;
  }
  return to;
}

/** Adds the entries [from, to) to the histogram of one column. */
// @ts-ignore: decorator
@inline function add(from: usize, to: usize, column: i32, h: usize, ranked: bool, few: bool): void {
  const column8 = bins + <usize>column;
  const rank8 = ranks + (<usize>column << 8);
  for (let p = from; p < to; p += ENTRY) {
    const entry = v128.load(p);
    let bin = <usize>load<u8>(column8 + <usize>i32x4.extract_lane(entry, 2) * stride);
    if (ranked) bin = <usize>load<u8>(rank8 + bin);
    const at = h + (bin << 4) + <usize>i32x4.extract_lane(entry, 3);
    v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(entry)));
    if (few) {
      const word = room + ROOM_OCCUPIED + ((bin >> 6) << 3);
      store<u64>(word, load<u64>(word) | (<u64>1 << (bin & 63)));
    }
  }
}

function addFew(from: usize, to: usize, column: i32, h: usize): void {
  if (load<u8>(field(KINDS) + column) === 1) add(from, to, column, h, true, true);
  else add(from, to, column, h, false, true);
}

/** Histograms of all `drawn` columns, block by block. */
function addMany(from: usize, to: usize, first: i32, drawn: i32): void {
  const kinds = field(KINDS);
  const columns = room + ROOM_COLUMNS;
  for (let k = first; k < drawn; k++) memory.fill(hists + <usize>k * HISTOGRAM, 0, arms ? HISTOGRAM : HISTOGRAM / 2);
  let touched: u32 = 0;
  for (let start = from; start < to; start += BLOCK * ENTRY) {
    const stop = min(start + BLOCK * ENTRY, to);
    // Rows lie anywhere in memory: touching their cache lines first lets the misses overlap.
    for (let p = start; p < stop; p += ENTRY) touched |= load<u8>(bins + <usize>load<u32>(p, 8) * stride);
    for (let k = first; k < drawn; k++) {
      const column = load<i32>(columns + (<usize>k << 2));
      const h = hists + <usize>k * HISTOGRAM;
      if (load<u8>(kinds + column) === 1) add(start, stop, column, h, true, false);
      else add(start, stop, column, h, false, false);
    }
  }
  store<u32>(room + ROOM_SINK, touched);
}

/** One more column, moved to place `k` of the order. */
function draw(k: i32, cols: i32): void {
  const columns = room + ROOM_COLUMNS;
  const a = columns + (<usize>k << 2);
  const b = columns + (<usize>(k + <i32>below(<u32>(cols - k))) << 2);
  const column = load<i32>(b);
  store<i32>(b, load<i32>(a));
  store<i32>(a, column);
}

// @ts-ignore: decorator
@inline function search(h: usize, list: usize, n: i32, column: i32): void {
  if (arms) scanArms(h, list, n, column);
  else scan(h, list, n, column);
}

/** Searches one column of a small node and clears its histogram again. */
function searchFew(from: usize, to: usize, column: i32): void {
  const occupied = room + ROOM_OCCUPIED;
  memory.fill(occupied, 0, 32);
  addFew(from, to, column, hists);
  const n = listOccupied(room);
  search(hists, room + ROOM_LIST, n, column);
  if (bestColumn === column) settleHere(hists, column);
  const zero = f64x2.splat(0);
  for (let i = 0; i <= n; i++) {
    const at = hists + ((i < n ? <usize>load<u8>(room + ROOM_LIST + i) : <usize>MISSING) << 4);
    v128.store(at, zero);
    v128.store(at, zero, 4096);
  }
}

function settleHere(h: usize, column: i32): void {
  settle(h, load<i32>(field(BIN_COUNTS) + (<usize>column << 2)), arms, arms ? w0 + w1 : w0);
}

/** Draws columns until enough were looked at and, if any column can part the rows, one is found. */
function searchNode(from: usize, to: usize): void {
  const cols = load<i32>(job + COLS);
  const mtry = load<i32>(job + MTRY);
  const counts = field(BIN_COUNTS);
  const columns = room + ROOM_COLUMNS;
  const few = <i32>((to - from) / ENTRY) < FEW;
  let drawn = 0;
  while (drawn < cols && (drawn < mtry || bestColumn < 0)) {
    const first = drawn;
    for (const stop = drawn < mtry ? mtry : drawn + 1; drawn < stop; drawn++) draw(drawn, cols);
    if (!few) addMany(from, to, first, drawn);
    for (let k = first; k < drawn; k++) {
      const column = load<i32>(columns + (<usize>k << 2));
      if (few) searchFew(from, to, column);
      else search(hists + <usize>k * HISTOGRAM, room + ROOM_ALL, load<i32>(counts + (<usize>column << 2)), column);
    }
  }
  if (few || bestColumn < 0) return;
  for (let k = 0; k < drawn; k++)
    if (load<i32>(columns + (<usize>k << 2)) === bestColumn) settleHere(hists + <usize>k * HISTOGRAM, bestColumn);
}

/** Entries that go left first, both sides in their old order; returns where the right side begins. */
function partition(from: usize, to: usize, spare: usize): usize {
  const column = bins + <usize>bestColumn;
  const rank8 = ranks + (<usize>bestColumn << 8);
  const ranked = load<u8>(field(KINDS) + bestColumn) === 1;
  let left = from;
  let right = spare;
  for (let p = from; p < to; p += ENTRY) {
    const entry = v128.load(p);
    let bin = <i32>load<u8>(column + <usize>i32x4.extract_lane(entry, 2) * stride);
    if (ranked) bin = <i32>load<u8>(rank8 + bin);
    const goLeft = bin === MISSING ? bestMissingLeft : i32(bin <= bestRank);
    v128.store(left, entry);
    v128.store(right, entry);
    left += <usize>goLeft << 4;
    right += <usize>(1 - goLeft) << 4;
  }
  memory.copy(left, spare, right - spare);
  return left;
}

function writeNode(node: usize, a: f64, b: f64, c: f64, d: f64): void {
  store<i32>(node, -1);
  store<f64>(node, a, N_SUMS);
  store<f64>(node, b, N_SUMS + 8);
  store<f64>(node, c, N_SUMS + 16);
  store<f64>(node, d, N_SUMS + 24);
}

/** Whether the node may be split: deep, heavy and mixed enough. */
function mayBeSplit(node: usize, depth: i32): bool {
  if (depth >= load<i32>(job + MAX_DEPTH)) return false;
  const least = 2 * load<f64>(job + MIN_LEAF) - 1e-6;
  const weight = load<f64>(node, N_SUMS);
  if (weight < least || (arms && load<f64>(node, N_SUMS + 16) < least)) return false;
  if (arms || load<i32>(job + BINARY) === 0) return true;
  const sum = load<f64>(node, N_SUMS + 8);
  return sum > 0 && sum < weight;
}

/**
 * Grows a tree from the rows with `rowCounts` > 0 (u16 a row) → `nodes`; returns how many. `entries` and `spare` hold
 * 16 bytes a row, `histograms` 8 KB a column; `roomAt` 4 KB + 4 a column; `ranksAt` 256 bytes a column.
 */
export function grow(
  jobAt: usize, rowCounts: usize, entries: usize, spare: usize, histograms: usize, roomAt: usize, ranksAt: usize,
  nodes: usize, a: u32, b: u32,
): i32 {
  job = jobAt;
  room = roomAt;
  ranks = ranksAt;
  hists = histograms;
  bins = field(BINS);
  stride = field(STRIDE);
  arms = field(ARMS) !== 0;
  seed(a, b);
  const cols = load<i32>(job + COLS);
  for (let i = 0; i < 256; i++) store<u8>(room + ROOM_ALL + i, <u8>i);
  for (let c = 0; c < cols; c++) store<i32>(room + ROOM_COLUMNS + (<usize>c << 2), c);
  const end = gather(rowCounts, entries);
  const root = f64x2.splat(0);
  v128.store(nodes, root, N_SUMS);
  v128.store(nodes, root, N_SUMS + 16);
  for (let p = entries; p < end; p += ENTRY) {
    const at = nodes + (load<u32>(p, 12) ? 16 : 0);
    v128.store(at, f64x2.add(v128.load(at, N_SUMS), f64x2.promote_low_f32x4(v128.load(p))), N_SUMS);
  }
  store<i32>(nodes, -1);
  orderCategories(job, entries, end, nodes, histograms, ranks, room);
  dirty = true;
  const minLeaf = load<f64>(job + MIN_LEAF);
  const stack = room + ROOM_STACK;
  let top = stack;
  let count = 1;
  push(top, entries, end, 0, 0);
  top += 16;
  while (top > stack) {
    top -= 16;
    const from = <usize>load<u32>(top);
    const to = <usize>load<u32>(top, 4);
    const node = nodes + <usize>load<u32>(top, 8) * NODE;
    const depth = load<i32>(top, 12);
    if (!mayBeSplit(node, depth)) continue;
    begin(load<f64>(node, N_SUMS), load<f64>(node, N_SUMS + 8), load<f64>(node, N_SUMS + 16), load<f64>(node, N_SUMS + 24), minLeaf);
    // A large node leaves its histograms full; a small one needs them empty and leaves them so.
    if (<i32>((to - from) / ENTRY) < FEW) clearIfDirty();
    else dirty = true;
    searchNode(from, to);
    if (bestColumn < 0) continue;
    const middle = partition(from, to, spare);
    store<i32>(node, bestColumn);
    store<i32>(node, bestRank, N_BIN);
    store<i32>(node, count, N_LEFT);
    store<i32>(node, bestMissingLeft, N_MISSING);
    const left = nodes + <usize>count * NODE;
    writeNode(left, leftW0, leftS0, leftW1, leftS1);
    writeNode(left + NODE, w0 - leftW0, s0 - leftS0, w1 - leftW1, s1 - leftS1);
    // The smaller side next: so the stack stays as low as the logarithm of the rows.
    const leftIsSmall = middle - from <= to - middle;
    if (leftIsSmall) push(top, middle, to, count + 1, depth + 1);
    else push(top, from, middle, count, depth + 1);
    top += 16;
    if (leftIsSmall) push(top, from, middle, count, depth + 1);
    else push(top, middle, to, count + 1, depth + 1);
    top += 16;
    count += 2;
  }
  return count;
}

function clearIfDirty(): void {
  if (dirty) memory.fill(hists, 0, HISTOGRAM);
  dirty = false;
}

function push(at: usize, from: usize, to: usize, node: i32, depth: i32): void {
  store<u32>(at, <u32>from);
  store<u32>(at, <u32>to, 4);
  store<i32>(at, node, 8);
  store<i32>(at, depth, 12);
}
