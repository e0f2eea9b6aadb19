import { describe, expect, test } from "vitest";
import type { ColumnInfo } from "../../core/matrix.ts";
import { zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { rowRange, Team } from "../threads/team.ts";
import { BinnedWalk } from "./binned-walk.ts";
import { binRows, findBins } from "./bins.ts";
import { Grower } from "./grow.ts";
import { type BoostingParameters, checkBoosting } from "./parameters.ts";
import { growReference } from "./reference.ts";

const ROWS = 1500;
const columns: ColumnInfo[] = [
  { name: "normal", kind: "number" },
  { name: "count", kind: "number" },
  { name: "gappy", kind: "number" },
  { name: "constant", kind: "number" },
  { name: "town", kind: "category", categories: Array.from({ length: 40 }, (_, i) => `t${i}`) },
  { name: "plan", kind: "category", categories: ["a", "b", "c"] },
  { name: "all missing", kind: "number" },
];

function data(seed: number) {
  const random = new Random(seed);
  const x = zeros(ROWS, columns.length);
  const g = new Int32Array(ROWS);
  const h = new Int32Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    const gap = random.next() < 0.3;
    const town = random.next() < 0.1 ? Number.NaN : Math.floor(40 * random.next() ** 2);
    const values = [
      random.normal(),
      random.int(6),
      gap ? Number.NaN : random.normal(),
      3,
      town,
      random.int(3),
      Number.NaN,
    ];
    x.data.set(values, row * columns.length);
    const pull =
      Math.sin(2 * values[0]!) + (gap ? 0.7 : 0) + ((town * 7) % 5 > 2 ? 0.8 : -0.4) + 0.2 * values[1]!;
    g[row] = Math.round(1000 * (pull - 0.5 + random.normal()));
    h[row] = 1 + random.int(900);
  }
  return { x, g, h };
}

/** The tree by the kernel and by the plain reference, from the same bins and gradients. */
async function both(given: Partial<BoostingParameters>, seed: number, threads: number, monotone?: number[]) {
  const p = checkBoosting({ maxLeafNodes: 20, minSamplesLeaf: 15, ...given });
  const { x, g, h } = data(seed);
  const constraints = monotone ?? columns.map(() => 0);
  const team = await Team.start({ kernel: "boosting", threads });
  try {
    const binner = findBins(team, x, columns, p.maxBins);
    const binned = binRows(team, binner, x, true);
    const score = team.floats(ROWS + 32);
    const grower = new Grower(team, p, binner, binned, constraints, score.at);
    const pairs = new Int32Array(team.memory.buffer, grower.pairs, ROWS * 2);
    for (let row = 0; row < ROWS; row++) pairs.set([row, (g[row]! << 16) | h[row]!], row * 2);
    const total = (of: Int32Array) => of.reduce((a, b) => a + b, 0);
    const sums = { g: total(g), h: total(h), rows: ROWS, unitG: 1 / 1000, unitH: 1 / 1800, noise: 0.9 };
    const kept = Array.from({ length: team.threads }, (_, thread) => {
      const [from, to] = rowRange(ROWS, team.threads, thread);
      return to - from;
    });
    const grown = grower.grow(sums, kept);
    const bins = new Uint8Array(team.memory.buffer, binned.bins, ROWS * binned.stride).slice();
    const reference = growReference({
      p,
      cols: columns.length,
      binOf: (row, column) => bins[row * binned.stride + column]!,
      binCounts: Array.from(binner.edgeCounts.view, (edges) => edges + 1),
      isCategory: columns.map(({ kind }) => kind === "category"),
      monotone: constraints,
      rows: Array.from({ length: ROWS }, (_, row) => row),
      g: (row) => g[row]!,
      h: (row) => h[row]!,
      sums,
    });
    grower.addLeaves((grown.length + 1) / 2);
    const walked = team.floats(ROWS);
    new BinnedWalk(team, p.maxLeafNodes).add(grown, binned, walked.at);
    return { grown, reference, added: score.view.slice(0, ROWS), walked: walked.view };
  } finally {
    await team.close();
  }
}

describe("a tree grown by the kernel", () => {
  const cases: [string, Partial<BoostingParameters>, number[]?][] = [
    ["as it comes", {}],
    ["with λ₂", { l2Regularization: 3.5 }],
    ["with λ₁", { l1Regularization: 8 }],
    ["with few bins", { maxBins: 4 }],
    ["of limited depth", { maxDepth: 3 }],
    ["with large leaves", { minSamplesLeaf: 120 }],
    ["with monotone constraints", {}, [1, -1, 0, 0, 0, 0, 0]],
    ["with constraints and λ", { l1Regularization: 2, l2Regularization: 1 }, [-1, 1, 1, 0, 0, 0, 0]],
  ];
  test.each(cases)(
    "%s is the reference's, bit for bit, with 1, 2 and 3 threads",
    async (_, given, monotone) => {
      for (const threads of [1, 2, 3]) {
        const { grown, reference } = await both(given, 11, threads, monotone);
        expect(grown.length).toBeGreaterThan(5);
        expect(grown).toEqual(reference);
      }
    },
  );

  test("uses categories, missing values and numbers at all", async () => {
    const { grown } = await both({ maxLeafNodes: 31 }, 11, 1);
    const kinds = new Set(grown.filter(({ column }) => column >= 0).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([0, 1, 2]);
    expect(grown.some(({ column }) => column === 3 || column === 6)).toBe(false);
  });

  test("gives every leaf enough rows, whatever the second derivatives are", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const { grown } = await both({ minSamplesLeaf: 40, maxLeafNodes: 64 }, seed, 2);
      for (const { column, cover } of grown) if (column < 0) expect(cover).toBeGreaterThanOrEqual(40);
      const leaves = grown.filter(({ column }) => column < 0);
      expect(leaves.reduce((sum, { cover }) => sum + cover, 0)).toBe(ROWS);
    }
  });

  test("adds the same to the scores whether rows are known by leaf or walk the bins", async () => {
    const { added, walked, grown } = await both({}, 5, 2);
    expect(added).toEqual(walked);
    const values = new Set(grown.filter(({ column }) => column < 0).map(({ value }) => Math.fround(value)));
    expect(new Set(added)).toEqual(values);
  });
});
