import { between, exact, farthest, loose, tight, toBox, withinBoth } from "./distance";
import { find, link } from "./sets";
import { blockOf, boxOf, fromOf, rowOf, toOf, Tree } from "./tree";

/** What DBSCAN asks of the points. The other side is src/models/dbscan/dense.ts; keep the two alike. */
// @ts-ignore: decorator
@unmanaged
export class Dense {
  tree: Tree;
  minSamples: i32;
  /** u8 a place: 1 = a core point. */
  isCore: usize;
  /** i32 a place: disjoint sets of the core points. */
  parent: usize;
  /** i32 a node: a core point of the one set that all of its core points lie in; −1 several sets, −2 no core point. */
  one: usize;
  /** i32 a place: group of a core point, −1 elsewhere. */
  group: usize;
  /** i32 a place: the answer. */
  label: usize;
  /** Squared distance up to which points are neighbours. */
  squared: f64;
}

const AT_ONCE = 8;
const MIXED = -1;
const NONE = -2;

/** Which points of the leaves [counter] … last − 1 are core points. Scratch: 1 KiB a thread, open nodes. */
export function countNear(d: Dense, counter: usize, last: i32, scratch: usize): void {
  const t = d.tree;
  while (true) {
    const first = atomic.add<i32>(counter, AT_ONCE);
    if (first >= last) return;
    for (let leaf = first; leaf < min(first + AT_ONCE, last); leaf++) if (toOf(t, leaf) > fromOf(t, leaf)) countOf(d, leaf, scratch);
  }
}

/** The points of one leaf together: their own leaf first, then its neighbours from below upwards, until all have enough. */
function countOf(d: Dense, leaf: i32, scratch: usize): void {
  const t = d.tree;
  const counts = scratch + 512;
  const from = fromOf(t, leaf), to = toOf(t, leaf);
  memory.fill(counts, 0, 64);
  let open = (1 << (to - from)) - 1;
  open = countIn(d, leaf, leaf, from, open, counts, scratch);
  for (let node = leaf; node > 0 && open != 0; node = (node - 1) >> 1)
    open = countIn(d, leaf, ((node - 1) ^ 1) + 1, from, open, counts, scratch);
  for (let i = from; i < to; i++) store<u8>(d.isCore + i, ((open >> (i - from)) & 1) ^ 1);
}

/** Counts below `top` for the points `open` of a leaf; → those that still have too few. */
function countIn(d: Dense, leaf: i32, top: i32, from: i32, open: i32, counts: usize, stack: usize): i32 {
  const t = d.tree;
  const wideBytes = <usize>t.wide << 2, columnBytes = <usize>t.cols << 6;
  const far = loose(d.squared, t.wide), near = tight(d.squared, t.wide);
  const own = boxOf(t, leaf), block = blockOf(t, from);
  store<i32>(stack, top);
  let waiting: usize = 4;
  while (waiting > 0 && open != 0) {
    waiting -= 4;
    const node = load<i32>(stack + waiting);
    const box = boxOf(t, node), first = fromOf(t, node), count = toOf(t, node) - first;
    if (count == 0 || between(own, box, wideBytes) > far) continue;
    const all = farthest(own, box, wideBytes) <= near;
    if (!all && node < t.firstLeaf) {
      store<i32>(stack + waiting, 2 * node + 2);
      store<i32>(stack + waiting, 2 * node + 1, 4);
      waiting += 8;
      continue;
    }
    for (let left = open; left != 0; left &= left - 1) {
      const lane = ctz(left), row = rowOf(t, from + lane);
      let more = count;
      if (!all) {
        if (toBox(box, row, wideBytes) > far) continue;
        const both = withinBoth(blockOf(t, first), block + (<usize>lane << 2), columnBytes, near, far);
        const valid: u32 = (1 << count) - 1;
        more = popcnt((both >> 16) & valid);
        for (let unsure = both & ~(both >> 16) & valid; unsure != 0; unsure &= unsure - 1)
          if (exact(rowOf(t, first + ctz(unsure)), row, t.cols) <= d.squared) more++;
      }
      const at = counts + (<usize>lane << 2);
      more += load<i32>(at);
      store<i32>(at, more);
      if (more >= d.minSamples) open &= ~(1 << lane);
    }
  }
  return open;
}

/** Joins all core points below each of the nodes [counter] … last − 1. */
export function joinBelow(d: Dense, counter: usize, last: i32): void {
  while (true) {
    const node = atomic.add<i32>(counter, 1);
    if (node >= last) return;
    below(d, node);
  }
}

function below(d: Dense, node: i32): void {
  const t = d.tree;
  if (node >= t.firstLeaf) {
    const from = fromOf(t, node);
    for (let i = from, to = toOf(t, node); i < to; i++) store<i32>(d.parent + (<usize>i << 2), i);
    leaves(d, node, node);
    refreshLeaf(d, node);
    return;
  }
  below(d, 2 * node + 1);
  below(d, 2 * node + 2);
  pair(d, 2 * node + 1, 2 * node + 2);
  refresh(d, node);
}

/** Joins across the two halves of the nodes first … 0, whose parts below have been joined. */
export function joinTop(d: Dense, first: i32): void {
  for (let node = first; node >= 0; node--) {
    pair(d, 2 * node + 1, 2 * node + 2);
    refresh(d, node);
  }
}

// @ts-ignore: decorator
@inline function oneAt(d: Dense, node: i32): usize {
  return d.one + (<usize>node << 2);
}

function refresh(d: Dense, node: i32): void {
  const a = load<i32>(oneAt(d, 2 * node + 1)), b = load<i32>(oneAt(d, 2 * node + 2));
  if (a == NONE || b == NONE) store<i32>(oneAt(d, node), a == NONE ? b : a);
  else if (a == MIXED || b == MIXED) store<i32>(oneAt(d, node), MIXED);
  else store<i32>(oneAt(d, node), find(d.parent, a) == find(d.parent, b) ? a : MIXED);
}

function refreshLeaf(d: Dense, leaf: i32): void {
  let one = NONE;
  for (let i = fromOf(d.tree, leaf), to = toOf(d.tree, leaf); i < to; i++) {
    if (load<u8>(d.isCore + i) == 0) continue;
    const root = find(d.parent, i);
    if (one == NONE) one = root;
    else if (one != root) one = MIXED;
  }
  store<i32>(oneAt(d, leaf), one);
}

/** Joins the core points of node a with those of node b within the distance (both on the same level). */
function pair(d: Dense, a: i32, b: i32): void {
  const t = d.tree;
  const oneA = load<i32>(oneAt(d, a)), oneB = load<i32>(oneAt(d, b));
  if (oneA == NONE || oneB == NONE) return;
  if (oneA >= 0 && oneB >= 0 && find(d.parent, oneA) == find(d.parent, oneB)) return;
  const wideBytes = <usize>t.wide << 2;
  if (between(boxOf(t, a), boxOf(t, b), wideBytes) > loose(d.squared, t.wide)) return;
  if (oneA >= 0 && oneB >= 0 && farthest(boxOf(t, a), boxOf(t, b), wideBytes) <= tight(d.squared, t.wide)) {
    link(d.parent, oneA, oneB);
    return;
  }
  if (a >= t.firstLeaf) {
    leaves(d, a, b);
    if (oneA == MIXED) refreshLeaf(d, a);
    if (oneB == MIXED) refreshLeaf(d, b);
    return;
  }
  pair(d, 2 * a + 2, 2 * b + 1);
  pair(d, 2 * a + 1, 2 * b + 1);
  pair(d, 2 * a + 2, 2 * b + 2);
  pair(d, 2 * a + 1, 2 * b + 2);
  if (oneA == MIXED) refresh(d, a);
  if (oneB == MIXED) refresh(d, b);
}

function leaves(d: Dense, a: i32, b: i32): void {
  const t = d.tree;
  const wideBytes = <usize>t.wide << 2, columnBytes = <usize>t.cols << 6;
  const far = loose(d.squared, t.wide), near = tight(d.squared, t.wide);
  const first = fromOf(t, b), count = toOf(t, b) - first;
  let cores: u32 = 0;
  for (let j = 0; j < count; j++) cores |= <u32>load<u8>(d.isCore + first + j) << j;
  if (cores == 0) return;
  const box = boxOf(t, b), block = blockOf(t, first);
  for (let i = fromOf(t, a), to = toOf(t, a); i < to; i++) {
    if (load<u8>(d.isCore + i) == 0) continue;
    const row = rowOf(t, i);
    if (toBox(box, row, wideBytes) > far) continue;
    const both = withinBoth(block, blockOf(t, i) + (<usize>(i & 15) << 2), columnBytes, near, far) & (cores | (cores << 16));
    let own = find(d.parent, i);
    for (let left = both & 0xffff; left != 0; left &= left - 1) {
      const lane = ctz(left), j = first + lane;
      if (find(d.parent, j) == own) continue;
      if (((both >> (16 + lane)) & 1) == 0 && exact(rowOf(t, j), row, t.cols) > d.squared) continue;
      link(d.parent, i, j);
      own = find(d.parent, i);
    }
  }
}
