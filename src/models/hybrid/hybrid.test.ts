import { describe, expect, test } from "vitest";
import { content } from "../content/content.ts";
import type { Interactions } from "../recommend/interactions.ts";
import { topItems } from "../recommend/recommender.ts";
import { sparseRows } from "../sparse/sparse-rows.ts";
import { hybrid } from "./hybrid.ts";

/** Ten items: 0–4 sofas, 5–9 lamps. Item 4 and item 9 are new: nobody has taken them. */
const attributes = sparseRows(
  10,
  2,
  Int32Array.from({ length: 10 }, (_, i) => i),
  Int32Array.from({ length: 10 }, (_, i) => (i < 5 ? 0 : 1)),
  new Float32Array(10).fill(2),
);
const pairs = Array.from({ length: 40 }, (_, u) =>
  [0, 1, 2, 3].map((k) => [u, (u % 2) * 5 + ((k + u) % 4)]),
).flat();
const data: Interactions = {
  users: 40,
  items: 10,
  user: Int32Array.from(pairs, (p) => p[0]!),
  item: Int32Array.from(pairs, (p) => p[1]!),
  value: new Float32Array(pairs.length).fill(1),
};
const ctx = { seed: 1 };
const taste = (...items: number[]) => ({
  items: Int32Array.from(items),
  values: new Float32Array(items.length).fill(1),
});

describe("content", () => {
  test("finds what is like the things taken, new things too, and says because of what", async () => {
    const model = await content.fit({ attributes }, {}, ctx);
    const best = topItems(model.scores(taste(0, 1)), 3, new Set([0, 1]));
    expect(best.map(({ item }) => item)).toEqual([2, 3, 4]);
    expect(model.scores(taste(0))[4]).toBeCloseTo(1, 9);
    const because = model.because(taste(0, 5), 4);
    expect(because[0]).toBeGreaterThan(0);
    expect(because[1]).toBe(0);
    expect(because[0]! + because[1]!).toBeCloseTo(model.scores(taste(0, 5))[4]!, 9);
    expect(content.load(structuredClone(model.save())).scores(taste(0))).toEqual(model.scores(taste(0)));
  });

  test("an empty taste likes nothing, and negative attributes are refused", async () => {
    const model = await content.fit({ attributes }, {}, ctx);
    expect(topItems(model.scores(taste()), 3)).toEqual([]);
    const value = attributes.value.map((v) => -v);
    await expect(content.fit({ attributes: { ...attributes, value } }, {}, ctx)).rejects.toMatchObject({
      code: "bad-value",
    });
  });
});

describe("hybrid", () => {
  test("a new item reaches those whom it suits; a new customer gets what is popular", async () => {
    const model = await hybrid.fit({ ...data, attributes }, hybrid.defaults, ctx);
    const forSofas = topItems(model.scores(taste(0, 1)), 3, new Set([0, 1])).map(({ item }) => item);
    expect(forSofas).toEqual([2, 3, 4]);
    const forNobody = topItems(model.scores(taste()), 8).map(({ item }) => item);
    expect(forNobody).not.toContain(4);
    expect(forNobody).not.toContain(9);
    expect(hybrid.load(structuredClone(model.save())).scores(taste(6))).toEqual(model.scores(taste(6)));
  });
});
