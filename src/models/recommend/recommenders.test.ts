import { describe, expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { als } from "../als/als.ts";
import { alsDefaults } from "../als/parameters.ts";
import { implicitLoss, solveRows } from "../als/reference.ts";
import { itemKnn } from "../item-knn/item-knn.ts";
import { popularity } from "../popularity/popularity.ts";
import { byUser, type Interactions, tasteOf } from "./interactions.ts";
import { type Recommender, topItems } from "./recommender.ts";

/** Even users take even items, odd users odd ones, each pair with a chance: what a person can see at a glance. */
function checkerboard(users = 60, items = 30, seed = 1): Interactions {
  const random = new Random(seed);
  const pairs: [number, number][] = [];
  for (let u = 0; u < users; u++)
    for (let i = u % 2; i < items; i += 2) if (random.next() < 0.6) pairs.push([u, i]);
  return interactions(
    users,
    items,
    pairs.map(([u, i]) => [u, i, 1]),
  );
}

function interactions(users: number, items: number, of: readonly (readonly number[])[]): Interactions {
  return {
    users,
    items,
    user: Int32Array.from(of, (e) => e[0]!),
    item: Int32Array.from(of, (e) => e[1]!),
    value: Float32Array.from(of, (e) => e[2]!),
  };
}

const ctx = { seed: 1 };
const taste = (...items: number[]) => ({
  items: Int32Array.from(items),
  values: new Float32Array(items.length).fill(1),
});

describe.each([
  ["als", () => als.fit(checkerboard(), { ...alsDefaults, nFactors: 8 }, ctx)],
  ["als explicit", () => als.fit(checkerboard(), { ...alsDefaults, nFactors: 8, feedback: "explicit" }, ctx)],
  ["item-knn", () => itemKnn.fit(checkerboard(), itemKnn.defaults, ctx)],
  ["popularity", () => popularity.fit(checkerboard(), {}, ctx)],
] as [string, () => Promise<Recommender>][])("%s", (name, make) => {
  test("gives one score an item, the same after save, JSON and load", async () => {
    const model = await make();
    const scores = model.scores(taste(0, 2));
    expect(scores).toHaveLength(30);
    const estimator = name.startsWith("als") ? als : name === "item-knn" ? itemKnn : popularity;
    const back = estimator.load(structuredClone(model.save()) as never);
    expect(back.scores(taste(0, 2))).toEqual(scores);
  });

  test("knows nobody and nothing: an empty taste and an item that came later do no harm", async () => {
    const model = await make();
    for (const t of [taste(), taste(99)]) {
      expect(model.scores(t)).toHaveLength(30);
      expect(model.scores(t).some(Number.isNaN)).toBe(false);
    }
  });

  test("the reasons of a score add up to it", async () => {
    const model = await make();
    if (!model.because || name === "als explicit") return;
    const sum = model.because(taste(0, 2, 4), 8).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(model.scores(taste(0, 2, 4))[8]!, 6);
  });
});

describe("collaborative filtering", () => {
  test.each([
    ["als", () => als.fit(checkerboard(), { ...alsDefaults, nFactors: 2 }, ctx)],
    ["item-knn", () => itemKnn.fit(checkerboard(), itemKnn.defaults, ctx)],
  ] as [string, () => Promise<Recommender>][])("%s sees the checkerboard", async (_, make) => {
    const model = await make();
    for (const first of [0, 1]) {
      const bought = [first, first + 2, first + 4];
      const best = topItems(model.scores(taste(...bought)), 8, new Set(bought));
      expect(best.map(({ item }) => item % 2)).toEqual(new Array(8).fill(first));
    }
  });

  test("als: same bytes with one thread and with two, above the size where two are used", async () => {
    const random = new Random(3);
    const pairs = Array.from({ length: 210_000 }, () => [
      random.int(2000),
      random.int(400),
      1 + random.int(5),
    ]);
    const data = interactions(2000, 400, pairs);
    const p = { ...alsDefaults, nFactors: 20, maxIter: 2 };
    const [one, two] = await Promise.all([1, 2].map((threads) => als.fit(data, p, { seed: 7, threads })));
    expect(two!.save()).toEqual(one!.save());
  });

  test("als: a sweep with many steps is the exact solution, and no sweep raises the loss", async () => {
    const data = checkerboard(40, 20, 5);
    const table = byUser(data);
    const p = { ...alsDefaults, nFactors: 6, cgSteps: 60 };
    const losses: number[] = [];
    for (let maxIter = 1; maxIter <= 6; maxIter++) {
      const model = await als.fit(data, { ...p, maxIter }, ctx);
      const y = Float32Array.from(model.save().itemFactors as Float32Array);
      const x = solveRows(table, y, 6, p);
      losses.push(implicitLoss(table, x, y, 6, p));
      const scores = model.scores(tasteOf(table, 3));
      for (let i = 0; i < 20; i++) {
        let dot = 0;
        for (let f = 0; f < 6; f++) dot += x[3 * 6 + f]! * y[i * 6 + f]!;
        expect(scores[i]).toBeCloseTo(dot, 5);
      }
    }
    for (let k = 1; k < losses.length; k++) expect(losses[k]!).toBeLessThanOrEqual(losses[k - 1]! + 1e-6);
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
  });

  test("item-knn: cosine by hand, shrunk", async () => {
    const data = interactions(3, 3, [
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 2],
      [1, 1, 1],
      [2, 2, 1],
    ]);
    const model = await itemKnn.fit(data, { nNeighbors: 5, shrinkage: 1 }, ctx);
    expect(model.scores(taste(0))[1]).toBeCloseTo((1 + 2) / (Math.sqrt(5) * Math.sqrt(2) + 1), 6);
    expect(model.scores(taste(0))[2]).toBe(Number.NEGATIVE_INFINITY);
  });

  test("one user and one item; repeated pairs add up", async () => {
    const data = interactions(1, 1, [
      [0, 0, 1],
      [0, 0, 2],
    ]);
    expect(byUser(data).value).toEqual(Float32Array.of(3));
    for (const make of [
      () => als.fit(data, { ...alsDefaults, nFactors: 2 }, ctx),
      () => itemKnn.fit(data, itemKnn.defaults, ctx),
    ])
      expect((await make()).scores(taste(0))).toHaveLength(1);
  });

  test("what cannot be learned from is named", async () => {
    const bad = (entry: number[]) => itemKnn.fit(interactions(2, 2, [entry]), itemKnn.defaults, ctx);
    await expect(bad([0, 2, 1])).rejects.toMatchObject({
      code: "bad-value",
      data: { column: "item", row: 1 },
    });
    await expect(bad([0, 0, 0])).rejects.toMatchObject({ code: "bad-value", data: { column: "value" } });
    await expect(popularity.fit(interactions(1, 1, []), {}, ctx)).rejects.toMatchObject({ code: "no-rows" });
    const stop = AbortSignal.abort();
    await expect(als.fit(checkerboard(), alsDefaults, { seed: 1, signal: stop })).rejects.toThrow();
  });
});

describe("the best items", () => {
  test("come by score, equal ones by number, never those left out", () => {
    const scores = Float64Array.of(1, 5, 5, Number.NEGATIVE_INFINITY, 3, Number.NaN);
    expect(topItems(scores, 3).map(({ item }) => item)).toEqual([1, 2, 4]);
    expect(topItems(scores, 9, new Set([1])).map(({ item }) => item)).toEqual([2, 4, 0]);
  });
});
