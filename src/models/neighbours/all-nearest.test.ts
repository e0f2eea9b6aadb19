import { describe, expect, test } from "vitest";
import { type Matrix, takeRows } from "../../core/matrix.ts";
import { Team } from "../threads/team.ts";
import { allNearest } from "./all-nearest.ts";
import { awkwardKinds, awkwardPoints } from "./awkward-points.ts";
import { PointTree } from "./point-tree.ts";
import { referenceNearest, squaredDistance } from "./reference.ts";

/** Sizes around whole blocks of 16 and whole levels, and widths around whole vectors of four. */
const shapes = [
  [1, 1],
  [2, 3],
  [15, 2],
  [16, 4],
  [17, 5],
  [33, 1],
  [129, 12],
  [300, 7],
] as const;

async function found(x: Matrix, k: number, threads = 1) {
  const team = await Team.start({ kernel: "neighbours", threads });
  try {
    const tree = new PointTree(team, x);
    const { squared, place } = await allNearest(tree, k);
    return { order: tree.order.slice(), squared: squared.slice(), place: place.slice() };
  } finally {
    await team.close();
  }
}

describe.each(awkwardKinds)("the nearest of all points: %s", (kind) => {
  test.each(shapes)("%i × %i are the plain reference's, bit for bit", async (rows, cols) => {
    const x = awkwardPoints(kind, rows, cols, rows + cols);
    for (const k of new Set([1, Math.min(4, rows), Math.min(rows, 21), Math.min(rows, 40), rows])) {
      const { order, squared, place } = await found(x, k);
      expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i));
      const inOrder = takeRows(x, order);
      const want = referenceNearest(inOrder, k);
      expect(squared).toEqual(want.squared);
      // Of points as far as the last, any may be taken; all nearer ones must be.
      for (let i = 0; i < rows; i++) {
        const [from, to] = [i * k, (i + 1) * k];
        const nearer = squared.subarray(from, to).findIndex((v) => v === squared[to - 1]);
        expect(place.subarray(from, from + nearer)).toEqual(want.place.subarray(from, from + nearer));
        expect(new Set(place.subarray(from, to)).size).toBe(k);
      }
      expect(Array.from(place, (j, z) => squaredDistance(inOrder, Math.floor(z / k), j))).toEqual(
        Array.from(squared),
      );
    }
  });
});

test("are the same bytes with 1, 2 and 3 threads", async () => {
  const x = awkwardPoints("a round cloud", 5000, 6, 2);
  const one = await found(x, 9);
  expect(await found(x, 9, 2)).toEqual(one);
  expect(await found(x, 9, 3)).toEqual(one);
});

test("more than the memory holds is refused by name, and an abort ends the search", async () => {
  const team = Team.alone("neighbours");
  const tree = new PointTree(team, awkwardPoints("a round cloud", 60_000, 1, 3));
  await expect(allNearest(tree, 10_000)).rejects.toMatchObject({ code: "memory-limit" });
  await expect(allNearest(tree, 5, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
});

test("many duplicates cost no more than other rows", async () => {
  // Comparing all duplicates with each other would take minutes.
  const { squared, place } = await found(awkwardPoints("all rows the same", 200_000, 2, 1), 5);
  expect(squared.every((v) => v === 0)).toBe(true);
  expect(place.every((j) => j >= 0)).toBe(true);
});
