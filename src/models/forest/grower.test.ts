import { describe, expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { customers } from "../boosting/fixtures.ts";
import { type Binned, binDesign } from "./binned.ts";
import { seedsOf, targetsOf } from "./fit.ts";
import { ForestGrower, type GrownTree, type Growth } from "./grower.ts";
import { bootstrapPlain, PlainForest, type PlainNode } from "./reference.ts";

function nodesOf({ count, ints, numbers }: GrownTree): PlainNode[] {
  return Array.from({ length: count }, (_, node) => {
    const [column, rank, left, missingLeft] = ints.subarray(node * 12, node * 12 + 4);
    const [a, b, c, d] = numbers.subarray(node * 6 + 2, node * 6 + 6);
    const own =
      column! < 0
        ? { column: -1, rank: 0, left: 0, missingLeft: 0 }
        : { column: column!, rank: rank!, left: left!, missingLeft: missingLeft! };
    return { sums: [a!, b!, c!, d!] as const, ...own };
  });
}

/** Leaf of a row by the plain tree. */
function leafOf(
  nodes: readonly PlainNode[],
  ranks: readonly number[][],
  binned: Binned,
  row: number,
): number {
  let at = 0;
  for (;;) {
    const { column, rank, left, missingLeft } = nodes[at]!;
    if (column < 0) return at;
    const place = ranks[column]![binned.bins[row * binned.stride + column]!]!;
    at = left + ((place === 255 ? missingLeft === 1 : place <= rank) ? 0 : 1);
  }
}

const growth: Growth = { mtry: 2, maxDepth: null, minLeaf: 3, binary: true, draws: 1500 };

describe("trees by the kernel are the plain ones", () => {
  const data = customers(1500, 4);
  const binned = binDesign(data.x, data.columns, 255);
  const arms = Uint8Array.from({ length: 1500 }, (_, i) => ((i * 7) % 3 === 0 ? 1 : 0));

  for (const [name, arm, more] of [
    ["outcomes of 0 and 1", null, {}],
    ["one row a leaf", null, { minLeaf: 1, mtry: 5 }],
    ["few levels", null, { maxDepth: 4, mtry: 1 }],
    ["half the rows drawn", null, { draws: 700 }],
    ["two arms", arms, { minLeaf: 20, binary: false, mtry: 3 }],
  ] as const)
    test(name, async () => {
      const targets = targetsOf(data, 0);
      const given = { ...growth, ...more };
      const grower = await ForestGrower.start(binned, targets, arm, given, 2);
      try {
        const random = new Random(3);
        for (let round = 0; round < 3; round++) {
          const seeds = [seedsOf(random), seedsOf(random)];
          grower.bootstrap(seeds);
          const trees = grower.grow(seeds, 0);
          trees.forEach((tree, i) => {
            const counts = bootstrapPlain(1500, given.draws, seeds[i]!);
            expect(Array.from(grower.counts(i))).toEqual(Array.from(counts));
            const plain = new PlainForest(binned, targets, arm, given).grow(counts, seeds[i]!);
            expect(nodesOf(tree)).toEqual(plain.nodes);
            expect(plain.nodes.length).toBeGreaterThan(10);
            counts.forEach((count, row) => {
              expect(tree.leafOf[row]).toBe(count > 0 ? -1 : leafOf(plain.nodes, plain.ranks, binned, row));
            });
          });
        }
      } finally {
        await grower.close();
      }
    });

  test("rows of weight 1, 2 and 3", async () => {
    const targets = targetsOf(data, 0).map((value, i) => value * (1 + ((i >> 1) % 3)));
    const grower = await ForestGrower.start(binned, targets, null, { ...growth, minLeaf: 1 }, 1);
    const seeds = [seedsOf(new Random(5))];
    grower.bootstrap(seeds);
    const counts = grower.counts(0).slice();
    const [tree] = grower.grow(seeds, 0);
    expect(nodesOf(tree!)).toEqual(
      new PlainForest(binned, targets, null, { ...growth, minLeaf: 1 }).grow(counts, seeds[0]!).nodes,
    );
    await grower.close();
  });

  test("large nodes and small ones are searched alike", async () => {
    const few = customers(230, 5);
    const small = binDesign(few.x, few.columns, 40);
    const grower = await ForestGrower.start(small, targetsOf(few, 0), null, { ...growth, draws: 900 }, 1);
    const seeds = [seedsOf(new Random(8))];
    grower.bootstrap(seeds);
    const counts = grower.counts(0);
    const [tree] = grower.grow(seeds, 0);
    const plain = new PlainForest(small, targetsOf(few, 0), null, growth).grow(counts, seeds[0]!);
    expect(nodesOf(tree!)).toEqual(plain.nodes);
    await grower.close();
  });
});
