import { expect, test } from "vitest";
import { type Design, fromRows, numberColumns, takeRows } from "../core/matrix.ts";
import { Random } from "../core/random.ts";
import { sampledShapley } from "./sampled-shapley.ts";

const columns = numberColumns(["a", "b", "c", "d", "e"]);
const random = new Random(4);
const design: Design = {
  x: fromRows(Array.from({ length: 150 }, () => columns.map(() => random.normal()))),
  columns,
};
const reference = [0.1, -0.2, 0.3, 0, 0.5];

/** A row's margin: two columns add, two only work together, one does nothing. */
const margin = ({ x }: Design) =>
  Float64Array.from({ length: x.rows }, (_, i) => {
    const [a, b, c, d] = x.data.subarray(i * 5, i * 5 + 5) as unknown as [number, number, number, number];
    return 2 * a - b + 3 * c * d;
  });

test("base + effects = margin, to rounding, with any number of orders", async () => {
  for (const pairs of [1, 7]) {
    const { base, effects } = await sampledShapley(design, reference, margin, { pairs });
    margin(design).forEach((m, i) => {
      const sum = effects.subarray(i * 5, i * 5 + 5).reduce((s, e) => s + e, base);
      expect(Math.abs(sum - m)).toBeLessThan(1e-12);
    });
  }
});

test("effects are the exact Shapley values where those are known, within their stated errors", async () => {
  const { effects, standardError } = await sampledShapley(design, reference, margin, { pairs: 200 });
  const row = (i: number) => design.x.data.subarray(i * 5, i * 5 + 5);
  const start = Float32Array.from(reference);
  for (let i = 0; i < 150; i++) {
    const [a, b, c, d] = row(i) as unknown as [number, number, number, number];
    // Two players of a product share what they make together (Shapley 1953).
    const alone = [3 * (c - start[2]!) * start[3]!, 3 * (d - start[3]!) * start[2]!];
    const together = 3 * (c * d - start[2]! * start[3]!) - alone[0]! - alone[1]!;
    const exact = [
      2 * (a - start[0]!),
      -(b - start[1]!),
      alone[0]! + together / 2,
      alone[1]! + together / 2,
      0,
    ];
    exact.forEach((e, j) => {
      const error = standardError[i * 5 + j]!;
      expect(Math.abs(effects[i * 5 + j]! - e)).toBeLessThan(5 * error + 1e-9);
    });
  }
});

test("a row alone has the effects it has among others", async () => {
  const all = await sampledShapley(design, reference, margin);
  const alone = await sampledShapley({ x: takeRows(design.x, [70]), columns }, reference, margin);
  expect(alone.effects).toEqual(all.effects.slice(350, 355));
});
