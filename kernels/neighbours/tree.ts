/**
 * A kd-tree without pointers: node k has the children 2k + 1 and 2k + 2 and holds the places from[k] … to[k] − 1 of the
 * tree's own order. Every leaf but the last holds 16 points, so that place p stands in block p >> 4; a leaf may be empty.
 * The other side is src/models/neighbours/point-tree.ts; keep the two alike.
 */
// @ts-ignore: decorator
@unmanaged
export class Tree {
  size: i32;
  cols: i32;
  /** Columns, filled up with zeros to a multiple of four. */
  wide: i32;
  firstLeaf: i32;
  /** i32 a node. */
  from: usize;
  to: usize;
  /** i32 a place: row of the input. */
  order: usize;
  /** f32 [row of the input][wide]. */
  stage: usize;
  /** f32 a place, scratch of the selection. */
  keys: usize;
  /** f32 [node][lowest, highest][wide]; an empty node lies infinitely far off. */
  boxes: usize;
  /** f32 [place][wide]. */
  rows: usize;
  /** f32 [block][column][16 places]; unused places hold zeros. */
  blocks: usize;
}

// @ts-ignore: decorator
@inline export function fromOf(t: Tree, node: i32): i32 {
  return load<i32>(t.from + (<usize>node << 2));
}

// @ts-ignore: decorator
@inline export function toOf(t: Tree, node: i32): i32 {
  return load<i32>(t.to + (<usize>node << 2));
}

// @ts-ignore: decorator
@inline export function boxOf(t: Tree, node: i32): usize {
  return t.boxes + ((<usize>node * t.wide) << 3);
}

// @ts-ignore: decorator
@inline export function rowOf(t: Tree, place: i32): usize {
  return t.rows + ((<usize>place * t.wide) << 2);
}

/** First column of the block that begins with a place. */
// @ts-ignore: decorator
@inline export function blockOf(t: Tree, place: i32): usize {
  return t.blocks + ((<usize>(place >> 4) * t.cols) << 6);
}

/** Fits the box of a node; an inner node is split by its widest column, at a whole number of blocks. */
export function divide(t: Tree, node: i32): void {
  const from = fromOf(t, node), to = toOf(t, node);
  const widest = fitBox(t, node, from, to);
  if (node >= t.firstLeaf) return;
  const blocks = (to - from + 15) >> 4;
  const middle = blocks > 1 ? from + (((blocks + 1) >> 1) << 4) : to;
  if (middle < to) select(t, widest, from, to - 1, middle);
  const children = t.from + (<usize>(2 * node + 1) << 2), ends = t.to + (<usize>(2 * node + 1) << 2);
  store<i32>(children, from);
  store<i32>(ends, middle);
  store<i32>(children, middle, 4);
  store<i32>(ends, to, 4);
}

/** Everything below the nodes [counter] … last − 1; threads take one after the other. */
export function growBelow(t: Tree, counter: usize, last: i32): void {
  while (true) {
    const node = atomic.add<i32>(counter, 1);
    if (node >= last) return;
    grow(t, node);
  }
}

function grow(t: Tree, node: i32): void {
  divide(t, node);
  if (node >= t.firstLeaf) return;
  grow(t, 2 * node + 1);
  grow(t, 2 * node + 2);
}

/** Writes the node's box; returns its widest column. */
function fitBox(t: Tree, node: i32, from: i32, to: i32): i32 {
  const wideBytes = <usize>t.wide << 2;
  const box = boxOf(t, node);
  let widest = 0;
  let width: f32 = -1;
  for (let o: usize = 0; o < wideBytes; o += 16) {
    let low = f32x4.splat(Infinity), high = f32x4.splat(-Infinity);
    for (let i = from; i < to; i++) {
      const v = v128.load(t.stage + <usize>load<i32>(t.order + (<usize>i << 2)) * wideBytes + o);
      low = f32x4.pmin(low, v);
      high = f32x4.pmax(high, v);
    }
    v128.store(box + o, low);
    v128.store(box + wideBytes + o, high);
    for (let j: usize = o; j < o + 16; j += 4) {
      const w = load<f32>(box + wideBytes + j) - load<f32>(box + j);
      if (w > width) {
        width = w;
        widest = <i32>(j >> 2);
      }
    }
  }
  return widest;
}

/** Puts the k-th smallest of the places left … right by a column at place k, smaller ones before it (Hoare 1961). */
function select(t: Tree, column: i32, left: i32, right: i32, k: i32): void {
  const keys = t.keys, order = t.order;
  const wideBytes = <usize>t.wide << 2;
  const at = t.stage + (<usize>column << 2);
  for (let i = left; i <= right; i++)
    store<f32>(keys + (<usize>i << 2), load<f32>(at + <usize>load<i32>(order + (<usize>i << 2)) * wideBytes));
  let l = left, r = right;
  while (r > l) {
    const pivot = load<f32>(keys + (<usize>((l + r) >> 1) << 2));
    let i = l, j = r;
    while (i <= j) {
      while (load<f32>(keys + (<usize>i << 2)) < pivot) i++;
      while (load<f32>(keys + (<usize>j << 2)) > pivot) j--;
      if (i > j) break;
      const p = <usize>i << 2, q = <usize>j << 2;
      const key = load<f32>(keys + p), row = load<i32>(order + p);
      store<f32>(keys + p, load<f32>(keys + q));
      store<i32>(order + p, load<i32>(order + q));
      store<f32>(keys + q, key);
      store<i32>(order + q, row);
      i++;
      j--;
    }
    if (k <= j) r = j;
    else if (k >= i) l = i;
    else return;
  }
}

/** Lays the points of the places [from, to) out in the tree's order, as rows and in blocks. */
export function layOut(t: Tree, from: i32, to: i32): void {
  const wideBytes = <usize>t.wide << 2;
  for (let i = from; i < to; i++) {
    const source = t.stage + <usize>load<i32>(t.order + (<usize>i << 2)) * wideBytes;
    memory.copy(rowOf(t, i), source, wideBytes);
    let p = blockOf(t, i) + (<usize>(i & 15) << 2);
    for (let s = source, end = source + (<usize>t.cols << 2); s < end; s += 4, p += 64) store<f32>(p, load<f32>(s));
  }
}
