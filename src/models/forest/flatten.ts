import type { Trees } from "../boosting/trees.ts";
import type { Binned } from "./binned.ts";
import type { GrownTree } from "./grower.ts";

/** What a grown node becomes in the fitted tree. */
export interface NodeMeaning {
  /** Value of a leaf. */
  value(node: number): number;
  /** Training rows that came by. */
  cover(node: number): number;
  /** Whether the node is cut to a leaf. */
  cut(node: number): boolean;
}

/** One fitted tree: the arrays of `Trees`, node ids from 0. */
export type FlatTree = Omit<Trees, "roots">;

/** The grown tree with thresholds and sets of category bins in place of ranks. */
export function flatten(tree: GrownTree, binned: Binned, meaning: NodeMeaning): FlatTree {
  const size = tree.count;
  const out = {
    column: new Int32Array(size),
    threshold: new Float32Array(size),
    missingLeft: new Uint8Array(size),
    left: new Int32Array(size),
    right: new Int32Array(size),
    value: new Float64Array(size),
    cover: new Float64Array(size),
    set: new Int32Array(size).fill(-1),
  };
  const sets = new SetList(tree, binned);
  const places = new Int32Array(size);
  let count = 1;
  // Parents come before their children in what was grown, so one pass in that order meets every kept node.
  const kept = new Uint8Array(size);
  kept[0] = 1;
  for (let node = 0; node < size; node++) {
    if (kept[node] === 0) continue;
    const id = places[node]!;
    const column = tree.ints[node * 12]!;
    out.cover[id] = meaning.cover(node);
    if (column < 0 || meaning.cut(node)) {
      out.column[id] = -1;
      out.left[id] = out.right[id] = id;
      out.value[id] = meaning.value(node);
      continue;
    }
    const rank = tree.ints[node * 12 + 1]!;
    const child = tree.ints[node * 12 + 2]!;
    const missingLeft = tree.ints[node * 12 + 3]!;
    out.column[id] = column;
    out.missingLeft[id] = missingLeft;
    if (binned.kinds[column] === 1) out.set[id] = sets.at(column, rank, missingLeft);
    // The last bin has no edge: all values left, only what is missing right.
    else out.threshold[id] = binned.edges[column]![rank] ?? Number.POSITIVE_INFINITY;
    kept[child] = kept[child + 1] = 1;
    out.left[id] = places[child] = count++;
    out.right[id] = places[child + 1] = count++;
  }
  return {
    column: out.column.slice(0, count),
    threshold: out.threshold.slice(0, count),
    missingLeft: out.missingLeft.slice(0, count),
    left: out.left.slice(0, count),
    right: out.right.slice(0, count),
    value: out.value.slice(0, count),
    cover: out.cover.slice(0, count),
    set: out.set.slice(0, count),
    sets: sets.words(),
  };
}

/** Sets of category bins, each written once a tree. */
class SetList {
  readonly #tree: GrownTree;
  readonly #binned: Binned;
  readonly #known = new Map<number, number>();
  readonly #words: number[] = [];

  constructor(tree: GrownTree, binned: Binned) {
    this.#tree = tree;
    this.#binned = binned;
  }

  /** Where the set of the bins that go left (or, where missing does, right) starts. */
  at(column: number, rank: number, missingLeft: number): number {
    const key = (column * 256 + rank) * 2 + missingLeft;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const start = this.#words.length;
    const bins = this.#binned.counts[column]!;
    this.#words.push(bins, ...new Array<number>(Math.ceil(bins / 32)).fill(0));
    for (let bin = 0; bin < bins; bin++) {
      const goesLeft = this.#tree.ranks[column * 256 + bin]! <= rank;
      const word = start + 1 + (bin >>> 5);
      if (goesLeft !== (missingLeft === 1))
        this.#words[word] = (this.#words[word]! | (1 << (bin & 31))) >>> 0;
    }
    this.#known.set(key, start);
    return start;
  }

  words(): Uint32Array {
    return Uint32Array.from(this.#words);
  }
}

/** All trees in one set of arrays. */
export function joinTrees(all: readonly FlatTree[]): Trees {
  const nodes = all.reduce((sum, tree) => sum + tree.column.length, 0);
  const words = all.reduce((sum, tree) => sum + tree.sets.length, 0);
  const out: Trees = {
    roots: new Int32Array(all.length + 1),
    column: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
    set: new Int32Array(nodes),
    sets: new Uint32Array(words),
  };
  let node = 0;
  let word = 0;
  all.forEach((tree, t) => {
    out.roots[t] = node;
    out.column.set(tree.column, node);
    out.threshold.set(tree.threshold, node);
    out.missingLeft.set(tree.missingLeft, node);
    out.value.set(tree.value, node);
    out.cover.set(tree.cover, node);
    out.sets.set(tree.sets, word);
    for (let id = 0; id < tree.column.length; id++) {
      out.left[node + id] = tree.left[id]! + node;
      out.right[node + id] = tree.right[id]! + node;
      out.set[node + id] = tree.set[id]! < 0 ? -1 : tree.set[id]! + word;
    }
    node += tree.column.length;
    word += tree.sets.length;
  });
  out.roots[all.length] = node;
  return out;
}

/** The trees `from` … `to − 1` alone. */
export function sliceTrees(trees: Trees, from: number, to: number): Trees {
  const first = trees.roots[from]!;
  const end = trees.roots[to]!;
  return {
    roots: trees.roots.slice(from, to + 1).map((root) => root - first),
    column: trees.column.slice(first, end),
    threshold: trees.threshold.slice(first, end),
    missingLeft: trees.missingLeft.slice(first, end),
    left: trees.left.slice(first, end).map((id) => id - first),
    right: trees.right.slice(first, end).map((id) => id - first),
    value: trees.value.slice(first, end),
    cover: trees.cover.slice(first, end),
    set: trees.set.slice(first, end),
    sets: trees.sets,
  };
}
