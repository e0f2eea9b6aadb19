import { between, exact, loose, toBox, within } from "./distance";
import { blockOf, boxOf, fromOf, rowOf, toOf, Tree } from "./tree";

// Every thread has its own instance of the kernel, so these are its own.
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
const STACK_BYTES: usize = 512;

/**
 * The k nearest points of every point in the leaves [counter] … last − 1, itself among them: squared distances (f64
 * [place][k]) ascending, and their places (i32 [place][k]); the lower place wins a tie. Threads take eight leaves at a
 * time. `scratch`: 2 KiB a thread.
 */
export function nearest(
  t: Tree, wanted: i32, distances: usize, places: usize, counter: usize, last: i32, scratch: usize,
): void {
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
    for (let leaf = first; leaf < min(first + AT_ONCE, last); leaf++) if (toOf(t, leaf) > fromOf(t, leaf)) ofLeaf(leaf);
  }
}

/** All points of a leaf together: their own leaf first, then its neighbours, from below upwards. */
function ofLeaf(leaf: i32): void {
  const from = fromOf(tree, leaf), to = toOf(tree, leaf);
  for (let z = <usize>from * k, end = <usize>to * k; z < end; z++) {
    store<f64>(squared + (z << 3), Infinity);
    store<i32>(place + (z << 2), -1);
  }
  for (let i = 0; i < to - from; i++) store<f32>(limits + (<usize>i << 2), Infinity);
  widest = Infinity;
  look(leaf, from, to);
  for (let node = leaf; node > 0; node = (node - 1) >> 1) descend(((node - 1) ^ 1) + 1, boxOf(tree, leaf), from, to);
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
  const box = boxOf(tree, leaf), block = blockOf(tree, first), own = blockOf(tree, from);
  const valid = (1 << count) - 1;
  let most: f32 = 0;
  for (let i = from; i < to; i++) {
    const lane = <usize>(i - from) << 2;
    let limit = load<f32>(limits + lane);
    const row = rowOf(tree, i);
    if (toBox(box, row, wideBytes) <= limit) {
      let found = within(block, own + lane, columnBytes, limit) & valid;
      if (found != 0) {
        for (; found != 0; found &= found - 1) {
          const j = first + ctz(found);
          offer(i, j, exact(rowOf(tree, j), row, tree.cols));
        }
        limit = loose(load<f64>(squared + ((<usize>(i + 1) * k - 1) << 3)), tree.wide);
        store<f32>(limits + lane, limit);
      }
    }
    most = max(most, limit);
  }
  widest = most;
}

/** Puts point j into the list of point i, where it belongs there. */
// @ts-ignore: decorator
@inline function offer(i: i32, j: i32, sum: f64): void {
  const begin = <usize>i * k;
  let slot = begin + k - 1;
  const worst = load<f64>(squared + (slot << 3));
  if (sum > worst || (sum == worst && j > load<i32>(place + (slot << 2)))) return;
  while (slot > begin) {
    const before = load<f64>(squared + (slot << 3) - 8);
    const whose = load<i32>(place + (slot << 2) - 4);
    if (before < sum || (before == sum && whose < j)) break;
    store<f64>(squared + (slot << 3), before);
    store<i32>(place + (slot << 2), whose);
    slot--;
  }
  store<f64>(squared + (slot << 3), sum);
  store<i32>(place + (slot << 2), j);
}
