import { between, exact, loose, toBox, within } from "./distance";
import { find, link } from "./sets";
import { blockOf, boxOf, fromOf, rowOf, toOf, Tree } from "./tree";

/**
 * Borůvka's rounds. A round names the components, seeds each part's best edges from the known neighbours, searches, and
 * joins. Points are shared out to a fixed number of parts with best edges of their own, so that the result does not
 * depend on threads. The other side is src/models/hdbscan/spanning-tree.ts; keep the two alike.
 */
// @ts-ignore: decorator
@unmanaged
export class Rounds {
  tree: Tree;
  parts: i32;
  /** Components of this round. */
  components: i32;
  k: i32;
  /** f64 and i32 [place][k]: nearest points. */
  squared: usize;
  place: usize;
  /** f64 a place: squared distance to the k-th nearest. */
  core: usize;
  /** f64 a place: no foreign point is nearer than this. */
  atLeast: usize;
  /** i32 a place: this many of its neighbours are known to be of its own component. */
  known: usize;
  /** i32 a place. */
  component: usize;
  parent: usize;
  /** i32 a component. */
  sizes: usize;
  /** f64 a node: smallest core distance, i32 the component it is of, and f64 the smallest of all other components. */
  low: usize;
  lowOf: usize;
  second: usize;
  /** f64, i32, i32 [part][component]: the best edge to outside. */
  best: usize;
  from: usize;
  to: usize;
  /** i32, i32, f64 an edge of the tree. */
  edgeFrom: usize;
  edgeTo: usize;
  edgeSquared: usize;
  /** 1 KiB a part: open nodes (i32 [128]) and their float32 bounds (f32 [128]). */
  stacks: usize;
}

// @ts-ignore: decorator
@inline function real(p: usize, i: i32): f64 {
  return load<f64>(p + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline function int(p: usize, i: i32): i32 {
  return load<i32>(p + (<usize>i << 2));
}

/** A component of at most twice the average size looks for its nearest point outside; larger ones wait to be found. */
// @ts-ignore: decorator
@inline function looks(r: Rounds, c: i32): bool {
  return <u64>int(r.sizes, c) * r.components <= <u64>2 * r.tree.size;
}

/** Everybody alone, with the core distances of the nearest points. */
export function begin(r: Rounds): void {
  for (let i = 0; i < r.tree.size; i++) {
    const core = load<f64>(r.squared + ((<usize>(i + 1) * r.k - 1) << 3));
    store<f64>(r.core + (<usize>i << 3), core);
    store<f64>(r.atLeast + (<usize>i << 3), core);
    store<i32>(r.parent + (<usize>i << 2), i);
  }
}

/** Numbers the components, in order of their lowest places; → how many there are. Then the lowest core distances of nodes. */
export function name(r: Rounds): i32 {
  let count = 0;
  for (let i = 0; i < r.tree.size; i++) {
    const root = find(r.parent, i);
    const c = root == i ? count++ : int(r.component, root);
    if (root == i) store<i32>(r.sizes + (<usize>c << 2), 0);
    store<i32>(r.component + (<usize>i << 2), c);
    const size = r.sizes + (<usize>c << 2);
    store<i32>(size, load<i32>(size) + 1);
  }
  r.components = count;
  for (let node = 2 * r.tree.firstLeaf; node >= 0; node--) lowest(r, node);
  return count;
}

function lowest(r: Rounds, node: i32): void {
  let low = Infinity, second = Infinity;
  let whose = -1;
  if (node >= r.tree.firstLeaf) {
    for (let i = fromOf(r.tree, node); i < toOf(r.tree, node); i++) {
      const core = real(r.core, i), c = int(r.component, i);
      if (c == whose) low = min(low, core);
      else if (core < low) {
        second = low;
        low = core;
        whose = c;
      } else second = min(second, core);
    }
  } else {
    const left = 2 * node + 1;
    const a = real(r.low, left) <= real(r.low, left + 1) ? left : left + 1;
    const b = 2 * left + 1 - a;
    low = real(r.low, a);
    whose = int(r.lowOf, a);
    second = min(real(r.second, a), int(r.lowOf, b) == whose ? real(r.second, b) : real(r.low, b));
  }
  store<f64>(r.low + (<usize>node << 3), low);
  store<i32>(r.lowOf + (<usize>node << 2), whose);
  store<f64>(r.second + (<usize>node << 3), second);
}

// @ts-ignore: decorator
@inline function offer(r: Rounds, part: i32, c: i32, squared: f64, from: i32, to: i32): void {
  const at = <usize>part * r.components + c;
  if (squared >= load<f64>(r.best + (at << 3))) return;
  store<f64>(r.best + (at << 3), squared);
  store<i32>(r.from + (at << 2), from);
  store<i32>(r.to + (at << 2), to);
}

// @ts-ignore: decorator
@inline function share(r: Rounds, piece: i32, pieces: i32): i32 {
  return <i32>((<u64>r.tree.size * piece) / pieces);
}

/** Best edges of the parts [counter] … known from the lists of their points' neighbours. */
export function seed(r: Rounds, counter: usize, last: i32): void {
  while (true) {
    const part = atomic.add<i32>(counter, 1);
    if (part >= last) return;
    const best = r.best + ((<usize>part * r.components) << 3);
    for (let c = 0; c < r.components; c++) store<f64>(best + (<usize>c << 3), Infinity);
    for (let i = share(r, part, r.parts), end = share(r, part + 1, r.parts); i < end; i++) fromNeighbours(r, part, i);
  }
}

function fromNeighbours(r: Rounds, part: i32, i: i32): void {
  const c = int(r.component, i), k = r.k;
  const list = <usize>i * k;
  let z = int(r.known, i);
  while (z < k && int(r.component, load<i32>(r.place + ((list + z) << 2))) == c) z++;
  store<i32>(r.known + (<usize>i << 2), z);
  const own = real(r.core, i);
  const best = r.best + ((<usize>part * r.components + c) << 3);
  for (; z < k; z++) {
    const apart = load<f64>(r.squared + ((list + z) << 3));
    if (apart >= load<f64>(best)) break;
    const j = load<i32>(r.place + ((list + z) << 2));
    const d = int(r.component, j);
    if (d == c) continue;
    const squared = max(max(own, real(r.core, j)), apart);
    if (looks(r, c)) offer(r, part, c, squared, i, j);
    if (looks(r, d)) offer(r, part, d, squared, j, i);
  }
}

/** Every part learns the best edge of each component; the lowest part wins a tie. */
export function merge(r: Rounds): void {
  const all = r.components;
  for (let c = 0; c < all; c++) {
    let at = <usize>c;
    for (let part = 1; part < r.parts; part++) {
      const other = <usize>part * all + c;
      if (load<f64>(r.best + (other << 3)) < load<f64>(r.best + (at << 3))) at = other;
    }
    const squared = load<f64>(r.best + (at << 3));
    if (squared == Infinity) continue;
    const from = load<i32>(r.from + (at << 2)), to = load<i32>(r.to + (at << 2));
    for (let part = 0; part < r.parts; part++) offer(r, part, c, squared, from, to);
  }
}

/**
 * Parts [counter] … look for foreign points nearer than the best edges of their components, below one node each: in step s
 * part p below the node first + s × parts + p.
 */
export function search(r: Rounds, first: i32, step: i32, counter: usize, last: i32): void {
  while (true) {
    const part = atomic.add<i32>(counter, 1);
    if (part >= last) return;
    searchBelow(r, part, first + step * r.parts + part);
  }
}

function searchBelow(r: Rounds, part: i32, node: i32): void {
  const c = int(r.lowOf, node);
  if (c < 0) return;
  // All of one component: nothing to do where none of them can reach another.
  if (real(r.second, node) == Infinity && (!looks(r, c) || !reaches(r, part, node, c))) return;
  if (node < r.tree.firstLeaf) {
    searchBelow(r, part, 2 * node + 1);
    searchBelow(r, part, 2 * node + 2);
  } else
    for (let i = fromOf(r.tree, node), to = toOf(r.tree, node); i < to; i++)
      if (looks(r, int(r.component, i))) searchFrom(r, part, i);
}

/** No foreign point of the node is as near as this. */
// @ts-ignore: decorator
@inline function lowForeign(r: Rounds, node: i32, c: i32): f64 {
  return int(r.lowOf, node) == c ? real(r.second, node) : real(r.low, node);
}

/** Whether some leaf with a point foreign to c may lie nearer to the box of a node than the best edge of c. */
function reaches(r: Rounds, part: i32, own: i32, c: i32): bool {
  const t = r.tree;
  const best = load<f64>(r.best + ((<usize>part * r.components + c) << 3));
  if (real(r.low, own) >= best) return false;
  const limit = loose(best, t.wide), wideBytes = <usize>t.wide << 2, box = boxOf(t, own);
  const stack = r.stacks + (<usize>part << 10);
  store<i32>(stack, 0);
  let open: usize = 4;
  while (open > 0) {
    open -= 4;
    const node = load<i32>(stack + open);
    if (lowForeign(r, node, c) >= best || between(box, boxOf(t, node), wideBytes) > limit) continue;
    if (node >= t.firstLeaf) return true;
    store<i32>(stack + open, 2 * node + 2);
    store<i32>(stack + open, 2 * node + 1, 4);
    open += 8;
  }
  return false;
}

function searchFrom(r: Rounds, part: i32, i: i32): void {
  const t = r.tree;
  const c = int(r.component, i);
  const bestAt = r.best + ((<usize>part * r.components + c) << 3);
  let best = load<f64>(bestAt);
  const least = r.atLeast + (<usize>i << 3);
  if (load<f64>(least) >= best) return;
  const wideBytes = <usize>t.wide << 2, columnBytes = <usize>t.cols << 6;
  const own = real(r.core, i), row = rowOf(t, i), q = blockOf(t, i) + (<usize>(i & 15) << 2);
  const nodes = r.stacks + (<usize>part << 10), bounds = nodes + 512;
  let limit = loose(best, t.wide);
  store<i32>(nodes, 0);
  store<f32>(bounds, 0);
  let open: usize = 4;
  while (open > 0) {
    open -= 4;
    if (load<f32>(bounds + open) > limit) continue;
    let node = load<i32>(nodes + open);
    if (lowForeign(r, node, c) >= best) continue;
    while (node >= 0 && node < t.firstLeaf) {
      const left = 2 * node + 1;
      const toLeft: f32 = lowForeign(r, left, c) < best ? toBox(boxOf(t, left), row, wideBytes) : Infinity;
      const toRight: f32 = lowForeign(r, left + 1, c) < best ? toBox(boxOf(t, left + 1), row, wideBytes) : Infinity;
      const leftFirst = toLeft <= toRight;
      const far = leftFirst ? toRight : toLeft;
      const near = leftFirst ? toLeft : toRight;
      if (far <= limit) {
        store<i32>(nodes + open, leftFirst ? left + 1 : left);
        store<f32>(bounds + open, far);
        open += 4;
      }
      node = near <= limit ? (leftFirst ? left : left + 1) : -1;
    }
    if (node < 0) continue;
    const first = fromOf(t, node), count = toOf(t, node) - first;
    let found = count == 0 ? 0 : within(blockOf(t, first), q, columnBytes, limit) & ((1 << count) - 1);
    for (; found != 0; found &= found - 1) {
      const j = first + ctz(found);
      if (int(r.component, j) == c || real(r.core, j) >= best) continue;
      const squared = max(max(own, real(r.core, j)), exact(rowOf(t, j), row, t.cols));
      if (squared >= best) continue;
      offer(r, part, c, squared, i, j);
      best = squared;
      limit = loose(best, t.wide);
    }
    if (own >= best) break;
  }
  store<f64>(least, max(load<f64>(least), best));
}

/** Takes each component's best edge that still joins two; → how many edges there are now. */
export function join(r: Rounds, have: i32): i32 {
  for (let c = 0; c < r.components; c++) {
    const squared = real(r.best, c);
    if (squared == Infinity) continue;
    const a = int(r.from, c), b = int(r.to, c);
    if (!link(r.parent, a, b)) continue;
    store<i32>(r.edgeFrom + (<usize>have << 2), a);
    store<i32>(r.edgeTo + (<usize>have << 2), b);
    store<f64>(r.edgeSquared + (<usize>have << 3), squared);
    have++;
  }
  return have;
}
