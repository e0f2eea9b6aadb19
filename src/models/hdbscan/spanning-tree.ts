import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { Linkage } from "../hierarchy/linkage.ts";
import type { AllNearest } from "../neighbours/all-nearest.ts";
import type { PointTree } from "../neighbours/point-tree.ts";

/** Fixed, whatever the number of threads, so that the result does not depend on it. */
const PARTS = 8;
/** The parts tell each other their best edges this often in a round. Both are powers of two. */
const STEPS = 8;
/** Bytes a part: open nodes of a search. */
const STACK_BYTES = 1024;
/** Int32 words of the block that the kernel reads. */
const WORDS = 23;

/**
 * Minimum spanning tree of the mutual-reachability distances max(core(a), core(b), |a − b|), by Borůvka's rounds over a
 * kd-tree (March, Ram and Gray 2010): each round every component of at most twice the average size finds its nearest point outside. Rounds
 * start from the known neighbours, skip subtrees without a foreign point that is dense enough, and remember how far a point
 * need not look again. Its edges, ascending, are the merges of the result; rows are places of the tree's order.
 */
export async function spanningTree(tree: PointTree, near: AllNearest, ctx: FitContext): Promise<Linkage> {
  const { team, size: n } = tree;
  const reals = (length: number) => team.doubles(length).at;
  const ints = (length: number) => team.ints(length).at;
  const [edgeFrom, edgeTo, edgeSquared] = [team.ints(n), team.ints(n), team.doubles(n)];
  const block = team.ints(WORDS);
  // The fields of Rounds in kernels/neighbours/spanning.ts, in their order.
  block.view.set([
    tree.at,
    PARTS,
    0,
    near.k,
    near.squaredAt,
    near.placeAt,
    ...[reals(n), reals(n), ints(n), ints(n), ints(n), ints(n)],
    ...[reals(tree.nodes), ints(tree.nodes), reals(tree.nodes)],
    ...[reals(PARTS * n), ints(PARTS * n), ints(PARTS * n)],
    ...[edgeFrom.at, edgeTo.at, edgeSquared.at],
    team.alloc(PARTS * STACK_BYTES),
  ]);
  const rounds = block.at;
  team.call("begin", rounds);
  // A piece of work is what lies below one node of a level that has PARTS × STEPS of them, or of the leaves.
  const first = Math.min(tree.firstLeaf, PARTS * STEPS - 1);
  const parts = Math.min(PARTS, first + 1);
  const steps = (first + 1) / parts;
  for (let found = 0; found < n - 1; ) {
    team.call("name", rounds);
    tree.shareOut("seed", [rounds], 0, PARTS);
    team.call("merge", rounds);
    for (let step = 0; step < steps; step++) {
      await breathe(ctx.signal);
      tree.shareOut("search", [rounds, first, step], 0, parts);
      team.call("merge", rounds);
    }
    found = team.call("join", rounds, found);
    ctx.onProgress?.(found, n - 1);
  }
  return mergesOf(tree, rounds);
}

function mergesOf({ team, size: n }: PointTree, rounds: number): Linkage {
  const merges = n - 1;
  const [left, right] = [team.ints(merges), team.ints(merges)];
  const distance = team.doubles(merges);
  const size = team.ints(n + merges);
  const scratch = [merges, merges, 256, n].map((length) => team.ints(length).at);
  team.call("mergeUp", rounds, merges, ...scratch, left.at, right.at, distance.at, size.at);
  return { left: left.view, right: right.view, distance: distance.view, size: size.view };
}
