import { expect, test } from "vitest";
import { takeRows } from "../../core/matrix.ts";
import { awkwardKinds, awkwardPoints } from "./awkward-points.ts";
import { nearestRows } from "./nearest-rows.ts";
import { referenceNearest } from "./reference.ts";

test.each(awkwardKinds)(
  "the nearest rows of other rows are as far as the plain reference says: %s",
  (kind) => {
    for (const [rows, cols] of [
      [1, 3],
      [90, 5],
      [333, 2],
    ] as const) {
      const x = awkwardPoints(kind, rows, cols, 4);
      const k = Math.min(rows, 7);
      const asked = takeRows(
        x,
        Array.from({ length: 70 }, (_, i) => (i * 5) % rows),
      );
      const { squared, row } = nearestRows(x, asked, k);
      const want = referenceNearest(x, k);
      for (let i = 0; i < 70; i++) {
        const of = (i * 5) % rows;
        expect(squared.subarray(i * k, (i + 1) * k)).toEqual(want.squared.subarray(of * k, (of + 1) * k));
        const found = Array.from(row.subarray(i * k, (i + 1) * k));
        expect(new Set(found).size).toBe(k);
        const apart = found.map((r) => {
          let sum = 0;
          for (let j = 0; j < cols; j++) sum += (x.data[r * cols + j]! - asked.data[i * cols + j]!) ** 2;
          return sum;
        });
        expect(apart).toEqual(Array.from(squared.subarray(i * k, (i + 1) * k)));
      }
    }
  },
);

test("many rows are asked in batches, each answered as alone", () => {
  const x = awkwardPoints("a round cloud", 4300, 1, 6);
  const k = 4000;
  const asked = takeRows(
    x,
    Array.from({ length: 2150 }, (_, i) => 2 * i - (i % 2)),
  );
  const { squared } = nearestRows(x, asked, k);
  const late = nearestRows(x, takeRows(asked, [2140]), k);
  expect(squared.slice(2140 * k, 2141 * k)).toEqual(late.squared);
});
