import { describe, expect, test } from "vitest";
import { type Matrix, takeRows } from "../../core/matrix.ts";
import type { Linkage } from "../hierarchy/linkage.ts";
import { allNearest } from "../neighbours/all-nearest.ts";
import { awkwardKinds, awkwardPoints } from "../neighbours/awkward-points.ts";
import { PointTree } from "../neighbours/point-tree.ts";
import { reachability, referenceNearest, referenceSpanningTree } from "../neighbours/reference.ts";
import { Team } from "../threads/team.ts";
import { spanningTree } from "./spanning-tree.ts";

async function found(x: Matrix, minSamples: number, threads = 1) {
  const team = await Team.start({ kernel: "neighbours", threads });
  try {
    const tree = new PointTree(team, x);
    const linkage = await spanningTree(tree, await allNearest(tree, minSamples), { seed: 1 });
    return { order: tree.order.slice(), linkage: structuredClone(linkage) };
  } finally {
    await team.close();
  }
}

/** Rows below every node. */
function members({ left, right, distance }: Linkage): number[][] {
  const rows = Array.from({ length: distance.length + 1 }, (_, i) => [i]);
  distance.forEach((_, m) => {
    rows.push([...rows[left[m]!]!, ...rows[right[m]!]!]);
  });
  return rows;
}

describe.each(awkwardKinds)("the spanning tree: %s", (kind) => {
  test.each([
    [1, 1, 1],
    [2, 3, 2],
    [17, 1, 3],
    [130, 2, 5],
    [257, 12, 10],
    [400, 5, 4],
    [300, 3, 1],
  ])("of %i × %i, core distance to %i rows", async (rows, cols, minSamples) => {
    const { order, linkage } = await found(awkwardPoints(kind, rows, cols, rows), minSamples);
    const x = takeRows(awkwardPoints(kind, rows, cols, rows), order);
    const near = referenceNearest(x, minSamples).squared;
    const core = Float64Array.from({ length: rows }, (_, i) => near[(i + 1) * minSamples - 1]!);
    // The lengths of all minimum spanning trees are the same, whichever of equal edges they take.
    const lengths = referenceSpanningTree(x, core);
    expect(Array.from(linkage.distance)).toEqual(Array.from(lengths, Math.sqrt));
    // Each merge joins two nodes at the least reachability between their rows.
    const below = members(linkage);
    linkage.distance.forEach((distance, m) => {
      let least = Number.POSITIVE_INFINITY;
      for (const a of below[linkage.left[m]!]!)
        for (const b of below[linkage.right[m]!]!) least = Math.min(least, reachability(x, core, a, b));
      expect(Math.sqrt(least)).toBe(distance);
    });
    expect(Array.from(linkage.size)).toEqual(below.map((node) => node.length));
    expect(new Set(below.at(-1)).size).toBe(rows);
  });
});

test("is the same to the byte with 1, 2 and 3 threads", async () => {
  for (const kind of ["a round cloud", "a grid, so that distances are equal"]) {
    const x = awkwardPoints(kind, 6000, 4, 5);
    const one = await found(x, 5);
    expect(await found(x, 5, 2)).toEqual(one);
    expect(await found(x, 5, 3)).toEqual(one);
  }
});
