import { expect, test } from "vitest";
import { zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { maskable } from "./mask-scorer.ts";
import { margin, marginPlain, marginThreads } from "./score.ts";
import { type TreeNode, treesOf } from "./trees.ts";

const COLS = 7;
/** Values and thresholds come from the same few, so that many are equal; the odd ones are among them. */
const values = [-3, -1.5, -1e-40, -0, 0, 1e-40, 0.25, 1, 7, 3e38, -3e38];
/** An infinite threshold parts the missing from the rest; infinite values are refused before they come here. */
const thresholds = [...values, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** A random tree with this many leaves; with `codes`, some nodes are category nodes. */
function randomTree(random: Random, leaves: number, codes: boolean): TreeNode[] {
  const nodes: TreeNode[] = [];
  const grow = (many: number): number => {
    const id = nodes.length;
    const leaf = {
      column: -1,
      threshold: 0,
      missingLeft: false,
      left: 0,
      right: 0,
      value: random.next() - 0.5,
    };
    nodes.push({ ...leaf, cover: 1 });
    if (many === 1) return id;
    const onLeft = 1 + Math.floor(random.next() * (many - 1));
    const left = grow(onLeft);
    const right = grow(many - onLeft);
    nodes[id] = {
      column: Math.floor(random.next() * COLS),
      threshold: Math.fround(thresholds[random.int(thresholds.length)]!),
      missingLeft: random.next() < 0.5,
      left,
      right,
      value: 0,
      cover: 2,
      ...(codes && random.next() < 0.3 ? { codes: [0, 1, 7] } : {}),
    };
    return id;
  };
  grow(leaves);
  return nodes;
}

function randomRows(random: Random, rows: number) {
  const x = zeros(rows, COLS);
  for (let i = 0; i < x.data.length; i++)
    x.data[i] = random.next() < 0.2 ? Number.NaN : values[random.int(values.length)]!;
  return x;
}

for (const [what, leaves, codes, masks] of [
  ["trees of up to 32 leaves", [1, 2, 3, 17, 31, 32], false, true],
  ["deeper trees", [1, 33, 64, 200], false, false],
  ["trees with categories", [1, 2, 17, 32], true, false],
] as const) {
  test(`${what} score as the plain walk does, bit for bit, at any number of rows and threads`, async () => {
    const random = new Random(11);
    const trees = treesOf(
      Array.from({ length: 90 }, (_, i) => randomTree(random, leaves[i % leaves.length]!, codes)),
    );
    expect(maskable(trees)).toBe(masks);
    for (const rows of [300, 1007, 2049]) {
      const x = randomRows(random, rows);
      const plain = marginPlain(trees, 0.25, x);
      expect(margin(trees, 0.25, x)).toEqual(plain);
      expect(await marginThreads(trees, 0.25, x, 1)).toEqual(plain);
      expect(await marginThreads(trees, 0.25, x, 2)).toEqual(plain);
    }
  });
}
