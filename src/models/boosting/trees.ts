/**
 * Fitted trees as flat arrays; node ids run over all trees. A number node sends a row left when value ≤ threshold, a
 * missing value left when `missingLeft`. A category node lists codes: of those that go left, or, when `missingLeft`,
 * of those that go right; every other code and a missing one go to the other side.
 */
export interface Trees {
  /** First node (the root) of each tree, then the number of nodes. */
  readonly roots: Int32Array;
  /** Column tested; −1 = leaf. */
  readonly column: Int32Array;
  readonly threshold: Float32Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Value of a leaf (learning rate included), 0 inside. */
  readonly value: Float64Array;
  /** Training rows that came by. */
  readonly cover: Float64Array;
  /** Index into `sets` where a category node's codes start; −1 = number node. There: count of bits, then the bits. */
  readonly set: Int32Array;
  readonly sets: Uint32Array;
}

export interface TreeNode {
  readonly column: number;
  readonly threshold: number;
  readonly missingLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly value: number;
  readonly cover: number;
  /** Codes listed by a category node, ascending. */
  readonly codes?: readonly number[];
}

/** Flat arrays from trees of nodes; child numbers count from the tree's own first node. */
export function treesOf(all: readonly (readonly TreeNode[])[]): Trees {
  const count = all.reduce((sum, nodes) => sum + nodes.length, 0);
  const sets: number[] = [];
  const trees = {
    roots: new Int32Array(all.length + 1),
    column: new Int32Array(count),
    threshold: new Float32Array(count),
    missingLeft: new Uint8Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    value: new Float64Array(count),
    cover: new Float64Array(count),
    set: new Int32Array(count).fill(-1),
  };
  let id = 0;
  all.forEach((nodes, tree) => {
    const first = id;
    trees.roots[tree] = first;
    for (const node of nodes) {
      trees.column[id] = node.column;
      trees.threshold[id] = node.threshold;
      trees.missingLeft[id] = node.missingLeft ? 1 : 0;
      trees.left[id] = node.column < 0 ? id : first + node.left;
      trees.right[id] = node.column < 0 ? id : first + node.right;
      trees.value[id] = node.column < 0 ? node.value : 0;
      trees.cover[id] = node.cover;
      if (node.codes) trees.set[id] = addSet(sets, node.codes);
      id++;
    }
  });
  trees.roots[all.length] = id;
  return { ...trees, sets: Uint32Array.from(sets) };
}

function addSet(sets: number[], codes: readonly number[]): number {
  const at = sets.length;
  const bits = (codes.at(-1) ?? -1) + 1;
  sets.push(bits, ...new Array<number>(Math.ceil(bits / 32)).fill(0));
  for (const code of codes) {
    const word = at + 1 + (code >>> 5);
    sets[word] = (sets[word]! | (1 << (code & 31))) >>> 0;
  }
  return at;
}

export function treeCount(trees: Trees): number {
  return trees.roots.length - 1;
}

/** Whether the row goes left at an inner node. */
export function goesLeft(trees: Trees, node: number, value: number): boolean {
  const missingLeft = trees.missingLeft[node] === 1;
  const set = trees.set[node]!;
  if (set < 0) return Number.isNaN(value) ? missingLeft : value <= trees.threshold[node]!;
  const listed =
    Number.isInteger(value) &&
    value >= 0 &&
    value < trees.sets[set]! &&
    ((trees.sets[set + 1 + (value >>> 5)]! >>> (value & 31)) & 1) === 1;
  return listed !== missingLeft;
}

/** Leaf that the row starting at `x[at]` ends in. */
export function leafOf(trees: Trees, tree: number, x: Float32Array, at: number): number {
  let node = trees.roots[tree]!;
  for (;;) {
    const column = trees.column[node]!;
    if (column < 0) return node;
    node = goesLeft(trees, node, x[at + column]!) ? trees.left[node]! : trees.right[node]!;
  }
}

/** Longest way from root to leaf, in steps. */
export function treeDepth(trees: Trees, tree: number): number {
  let deepest = 0;
  const stack: [number, number][] = [[trees.roots[tree]!, 0]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, depth] = top;
    deepest = Math.max(deepest, depth);
    if (trees.column[node]! >= 0) stack.push([trees.left[node]!, depth + 1], [trees.right[node]!, depth + 1]);
  }
  return deepest;
}

/** Trees from a saved state, whether its arrays are typed or have been through JSON (where ∞ becomes null). */
export function reviveTrees(saved: Trees): Trees {
  const list = (value: unknown): number[] =>
    Array.from(Object.values(value as object), (v: number | null) => v ?? Number.POSITIVE_INFINITY);
  return {
    roots: Int32Array.from(list(saved.roots)),
    column: Int32Array.from(list(saved.column)),
    threshold: Float32Array.from(list(saved.threshold)),
    missingLeft: Uint8Array.from(list(saved.missingLeft)),
    left: Int32Array.from(list(saved.left)),
    right: Int32Array.from(list(saved.right)),
    value: Float64Array.from(list(saved.value)),
    cover: Float64Array.from(list(saved.cover)),
    set: Int32Array.from(list(saved.set)),
    sets: Uint32Array.from(list(saved.sets)),
  };
}
