import { type TreeNode, type Trees, treesOf } from "../../src/models/boosting/trees.ts";

/** A node as test/parity/scripts/tree_nodes.py writes it. */
export type ReferenceNode = readonly [
  column: number,
  threshold: number,
  missingLeft: boolean,
  left: number,
  right: number,
  value: number,
  rows: number,
  categories: readonly number[] | null,
];

/**
 * Trees of a reference model as ours. Its thresholds are float64, but the values are float32, so that the threshold may
 * be rounded down to float32 without one row changing its way.
 */
export function referenceTrees(trees: readonly (readonly ReferenceNode[])[]): Trees {
  return treesOf(trees.map((tree) => tree.map(nodeOf)));
}

function nodeOf([
  column,
  threshold,
  missing,
  left,
  right,
  value,
  cover,
  categories,
]: ReferenceNode): TreeNode {
  const node = { column, threshold: roundDown(threshold), left, right, value, cover };
  if (!categories) return { ...node, missingLeft: missing };
  // Ours lists the categories that go left, or, where what is missing goes left, those that go right; only the first is
  // needed: in both libraries an unknown category goes right.
  if (missing) throw new Error("a missing category that goes left is not in the golden models");
  return { ...node, missingLeft: false, codes: categories.toSorted((a, b) => a - b) };
}

function roundDown(threshold: number): number {
  const near = Math.fround(threshold);
  if (near <= threshold) return near;
  const float = Float32Array.of(near);
  const word = new Int32Array(float.buffer);
  word[0]! += near > 0 ? -1 : 1;
  return near === 0 ? -1.401298464324817e-45 : float[0]!;
}
