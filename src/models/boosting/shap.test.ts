import { describe, expect, test } from "vitest";
import { fromRows } from "../../core/matrix.ts";
import { boosting } from "./boosting.ts";
import { bruteShapley, customers } from "./fixtures.ts";
import { gaussLegendre } from "./paths.ts";
import { treeShap } from "./shap.ts";
import { type TreeNode, treesOf } from "./trees.ts";

describe("TreeSHAP", () => {
  test("equals Shapley values by their definition: numbers, categories, missing values, repeated columns", async () => {
    const data = customers(1200, 21);
    const model = await boosting.fit(data, boosting.check({ maxIter: 8, minSamplesLeaf: 8 }), { seed: 1 });
    const { effects, base } = await model.contributions(data);
    for (let row = 0; row < 40; row++) {
      const expected = bruteShapley(model.trees, data.x, row);
      for (const [c, value] of expected.entries()) expect(effects[row * 5 + c]).toBeCloseTo(value, 12);
    }
    const margins = model.margin(data);
    for (let row = 0; row < 1200; row++) {
      const sum = effects.subarray(row * 5, row * 5 + 5).reduce((a, b) => a + b, base);
      expect(Math.abs(sum - margins[row]!)).toBeLessThan(1e-12);
    }
    const mean = margins.reduce((a, b) => a + b, 0) / 1200;
    expect(base).toBeCloseTo(mean, 9);
  });

  test("is the same to the byte with 1 and 2 threads, and for one row alone", async () => {
    const data = customers(4000, 22);
    const model = await boosting.fit(data, boosting.check({ maxIter: 60 }), { seed: 1 });
    const one = await model.contributions(data, { threads: 1 });
    const two = await model.contributions(data, { threads: 2 });
    expect(two).toEqual(one);
    const row = { x: fromRows([Array.from(data.x.data.subarray(500, 505))]), columns: data.columns };
    expect((await model.contributions(row)).effects).toEqual(one.effects.slice(500, 505));
  });

  test("is exact on ways longer than the kernel's tables", async () => {
    const depth = 16;
    const nodes: TreeNode[] = [];
    for (let level = 0; level < depth; level++) {
      const rows = 2 ** (depth - level) + 5;
      const inner = { column: level, threshold: 0, missingLeft: false, left: nodes.length + 1 };
      nodes.push({ ...inner, right: nodes.length + 2, value: 0, cover: rows });
      nodes.push({
        ...inner,
        column: -1,
        left: 0,
        right: 0,
        value: level + 0.5,
        cover: rows - 2 ** (depth - level - 1) - 5,
      });
    }
    nodes.push({ column: -1, threshold: 0, missingLeft: false, left: 0, right: 0, value: -3, cover: 6 });
    const trees = treesOf([nodes]);
    const x = fromRows([Array.from({ length: depth }, (_, c) => (c === 13 ? -1 : 1))]);
    const { effects } = await treeShap(trees, 0, x);
    const expected = bruteShapley(trees, x, 0);
    for (const [c, value] of expected.entries()) expect(effects[c]).toBeCloseTo(value, 11);
  });

  test("a model of the base alone has no reasons", async () => {
    const { base, effects } = await treeShap(treesOf([]), 0.25, fromRows([[1, 2]]));
    expect(base).toBe(0.25);
    expect(Array.from(effects)).toEqual([0, 0]);
  });
});

test("Gauss–Legendre sums polynomials up to degree 2 n − 1 exactly", () => {
  for (let n = 1; n <= 16; n++) {
    const points = gaussLegendre(n);
    for (let degree = 0; degree < 2 * n; degree++) {
      const sum = points.reduce((total, { t, weight }) => total + weight * t ** degree, 0);
      expect(sum).toBeCloseTo(1 / (degree + 1), 13);
    }
  }
});
