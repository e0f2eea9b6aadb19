import { expect, test } from "vitest";
import { type Design, fromRows } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { loadClassifier, recipes } from "./recipes.ts";

const random = new Random(6);
const rows = Array.from({ length: 500 }, () => [
  random.normal(),
  random.int(3),
  random.next() < 0.1 ? Number.NaN : random.normal(),
]);
const design: Design = {
  x: fromRows(rows),
  columns: [
    { name: "spend", kind: "number" },
    { name: "plan", kind: "category", categories: ["a", "b", "c"] },
    { name: "visits", kind: "number" },
  ],
};
const y = Float64Array.from(rows, ([spend, plan]) =>
  random.next() < (plan === 2 ? 0.8 : 0.2 + 0.2 * Number(spend! > 0)) ? 1 : 0,
);

test("a neural net of a goal: reasons add up to the margin, and it is the same after save and load", async () => {
  const [recipe] = recipes(500, "neural-net");
  const model = await recipe!.fit({ ...design, y }, { seed: 1 });
  const margin = model.margin(design);
  const { base, effects, cols } = await model.contributions(design);
  margin.forEach((m, i) => {
    const sum = effects.subarray(i * cols, (i + 1) * cols).reduce((s, e) => s + e, base);
    expect(Math.abs(sum - m)).toBeLessThan(1e-9);
  });
  const again = loadClassifier(JSON.parse(JSON.stringify(model.save(), arrays), typed));
  expect(again.margin(design)).toEqual(margin);
  expect((await again.contributions(design)).effects).toEqual(effects);
  // The category decides: it has the strongest reasons.
  const strength = [0, 1, 2].map((j) =>
    effects.reduce((s, e, k) => s + (k % cols === j ? Math.abs(e) : 0), 0),
  );
  expect(strength[1]).toBeGreaterThan(strength[0]!);
  expect(strength[1]).toBeGreaterThan(strength[2]!);
});

function arrays(_: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? { floats: Array.from(value as Float64Array, String) } : value;
}

function typed(_: string, value: unknown): unknown {
  const floats = (value as { floats?: string[] } | null)?.floats;
  return floats ? Float64Array.from(floats, Number) : value;
}
