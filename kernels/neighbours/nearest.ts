import { between, exact, loose, toBox, within } from "./distance";
import { blockOf, boxOf, fromOf, rowOf, toOf, Tree } from "./tree";

// Every thread has its own instance of the kernel, so these are its own.
/** The points asked about, and those that are looked among. */
let asked: Tree = changetype<Tree>(0);
let tree: Tree = changetype<Tree>(0);
let k: i32 = 0;
let squared: usize = 0;
let place: usize = 0;
/** Scratch: open nodes (i32 [128]), their float32 bounds (f32 [128]), the float32 limit of each point asked for (f32 [16]). */
let nodes: usize = 0;
let bounds: usize = 0;
let limits: usize = 0;
/** The largest of the limits: what lies beyond is of no use to any of them. */
let widest: f32 = 0;

const AT_ONCE = 8;
/** Longer lists are heaps, the worst first, until all has been seen. */
const SHORT = 32;
const STACK_BYTES: usize = 512;

/**
 * The k nearest points of tree `t` of every point in the leaves [counter] … last − 1 of tree `own`, which may be the same
 * tree: squared distances (f64 [place][k]) and their places (i32 [place][k]), ascending. Of points as far as the k-th, those met first are taken:
 * always the same ones, whatever the threads.
 * Threads take eight leaves at a time. `scratch`: 2 KiB a thread.
 */
export function nearest(
  own: Tree, t: Tree, wanted: i32, distances: usize, places: usize, counter: usize, last: i32, scratch: usize,
): void {
  asked = own;
  tree = t;
  k = wanted;
  squared = distances;
  place = places;
  nodes = scratch;
  bounds = scratch + STACK_BYTES;
  limits = scratch + 2 * STACK_BYTES;
  while (true) {
    const first = atomic.add<i32>(counter, AT_ONCE);
    if (first >= last) return;
    for (let leaf = first; leaf < min(first + AT_ONCE, last); leaf++) if (toOf(own, leaf) > fromOf(own, leaf)) ofLeaf(leaf);
  }
}

/** All points of a leaf together; in their own tree that leaf first, then its neighbours, from below upwards. */
function ofLeaf(leaf: i32): void {
  const from = fromOf(asked, leaf), to = toOf(asked, leaf);
  for (let z = <usize>from * k, end = <usize>to * k; z < end; z++) {
    store<f64>(squared + (z << 3), Infinity);
    store<i32>(place + (z << 2), -1);
  }
  for (let i = 0; i < to - from; i++) store<f32>(limits + (<usize>i << 2), Infinity);
  widest = Infinity;
  const own = boxOf(asked, leaf);
  if (asked != tree) descend(0, own, from, to);
  else {
    look(leaf, from, to);
    for (let node = leaf; node > 0; node = (node - 1) >> 1) descend(((node - 1) ^ 1) + 1, own, from, to);
  }
  if (k > SHORT) for (let i = from; i < to; i++) sortHeap(<usize>i * k);
}

function descend(top: i32, own: usize, from: i32, to: i32): void {
  const wideBytes = <usize>tree.wide << 2;
  store<i32>(nodes, top);
  store<f32>(bounds, between(own, boxOf(tree, top), wideBytes));
  let open: usize = 4;
  while (open > 0) {
    open -= 4;
    if (load<f32>(bounds + open) > widest) continue;
    let node = load<i32>(nodes + open);
    // Down the nearer child; the farther one waits on the stack.
    while (node >= 0 && node < tree.firstLeaf) {
      const left = 2 * node + 1;
      const toLeft = between(own, boxOf(tree, left), wideBytes), toRight = between(own, boxOf(tree, left + 1), wideBytes);
      const leftFirst = toLeft <= toRight;
      const far = leftFirst ? toRight : toLeft;
      if (far <= widest) {
        store<i32>(nodes + open, leftFirst ? left + 1 : left);
        store<f32>(bounds + open, far);
        open += 4;
      }
      node = (leftFirst ? toLeft : toRight) <= widest ? (leftFirst ? left : left + 1) : -1;
    }
    if (node >= 0) look(node, from, to);
  }
}

/** Compares the points [from, to) with those of a leaf. */
function look(leaf: i32, from: i32, to: i32): void {
  const first = fromOf(tree, leaf);
  const count = toOf(tree, leaf) - first;
  if (count == 0) return;
  const wideBytes = <usize>tree.wide << 2, columnBytes = <usize>tree.cols << 6;
  const box = boxOf(tree, leaf), block = blockOf(tree, first), own = blockOf(asked, from);
  const valid = (1 << count) - 1;
  let most: f32 = -1;
  for (let i = from; i < to; i++) {
    const lane = <usize>(i - from) << 2;
    let limit = load<f32>(limits + lane);
    const row = rowOf(asked, i);
    if (toBox(box, row, wideBytes) <= limit) {
      let found = within(block, own + lane, columnBytes, limit) & valid;
      if (found != 0) {
        const begin = <usize>i * k, worst = k > SHORT ? begin : begin + k - 1;
        for (; found != 0; found &= found - 1) {
          const j = first + ctz(found);
          const sum = exact(rowOf(tree, j), row, tree.cols);
          if (sum >= load<f64>(squared + (worst << 3))) continue;
          if (k > SHORT) sift(begin, k, sum, j);
          else insert(begin, sum, j);
        }
        const farthest = load<f64>(squared + (worst << 3));
        // Nothing is nearer than a duplicate: where there are many, the search ends with the first k of them.
        limit = farthest > 0 ? loose(farthest, tree.wide) : -1;
        store<f32>(limits + lane, limit);
      }
    }
    most = max(most, limit);
  }
  widest = most;
}

/** Whether a point at a squared distance comes before the one at a slot. */
// @ts-ignore: decorator
@inline function before(sum: f64, j: i32, slot: usize): bool {
  const other = load<f64>(squared + (slot << 3));
  return sum < other || (sum == other && j < load<i32>(place + (slot << 2)));
}

// @ts-ignore: decorator
@inline function put(slot: usize, sum: f64, j: i32): void {
  store<f64>(squared + (slot << 3), sum);
  store<i32>(place + (slot << 2), j);
}

/** Puts a point into an ascending list in place of its last. */
// @ts-ignore: decorator
@inline function insert(begin: usize, sum: f64, j: i32): void {
  let slot = begin + k - 1;
  for (; slot > begin && before(sum, j, slot - 1); slot--)
    put(slot, load<f64>(squared + (slot << 3) - 8), load<i32>(place + (slot << 2) - 4));
  put(slot, sum, j);
}

/** Puts a point into a heap of `length` slots in place of its first, the worst (Williams 1964). */
function sift(begin: usize, length: i32, sum: f64, j: i32): void {
  let at = 0;
  while (2 * at + 1 < length) {
    let child = 2 * at + 1;
    const right = begin + child + 1;
    if (child + 1 < length && before(load<f64>(squared + (right << 3) - 8), load<i32>(place + (right << 2) - 4), right)) child++;
    if (!before(sum, j, begin + child)) break;
    put(begin + at, load<f64>(squared + ((begin + child) << 3)), load<i32>(place + ((begin + child) << 2)));
    at = child;
  }
  put(begin + at, sum, j);
}

/** Makes a heap an ascending list. */
function sortHeap(begin: usize): void {
  for (let last = k - 1; last > 0; last--) {
    const slot = begin + last;
    const sum = load<f64>(squared + (slot << 3));
    const j = load<i32>(place + (slot << 2));
    put(slot, load<f64>(squared + (begin << 3)), load<i32>(place + (begin << 2)));
    sift(begin, last, sum, j);
  }
}
