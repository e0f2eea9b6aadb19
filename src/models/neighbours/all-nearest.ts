import { breathe } from "../breathe.ts";
import type { PointTree } from "./point-tree.ts";

/** Leaves of one order: the event loop turns between two orders. */
const LEAVES = 512;

/**
 * The `k` nearest points of every point by distance, then by place in the tree's order; row-major places × k. Which of
 * several points as far as the last are among them is left open, but always the same.
 */
export interface AllNearest {
  readonly k: number;
  readonly squared: Float64Array;
  /** Places in the tree's order. */
  readonly place: Int32Array;
  /** Byte offsets of both in the team's memory. */
  readonly squaredAt: number;
  readonly placeAt: number;
}

/** The `k` nearest points of every point of the tree, itself among them; `k` at most the number of points. */
export async function allNearest(tree: PointTree, k: number, signal?: AbortSignal): Promise<AllNearest> {
  const squared = tree.team.doubles(tree.size * k);
  const place = tree.team.ints(tree.size * k);
  for (let leaf = tree.firstLeaf; leaf < tree.nodes; leaf += LEAVES) {
    await breathe(signal);
    const last = Math.min(leaf + LEAVES, tree.nodes);
    tree.shareOut("nearest", [tree.at, tree.at, k, squared.at, place.at], leaf, last);
  }
  return { k, squared: squared.view, place: place.view, squaredAt: squared.at, placeAt: place.at };
}
