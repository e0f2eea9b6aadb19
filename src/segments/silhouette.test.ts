import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fromRows } from "../core/matrix.ts";
import { silhouettes } from "./silhouette.ts";

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../test/parity/golden/segments.json"), "utf8"),
) as { points: number[][]; silhouette: { labels: number[]; value: number }[] };

describe("silhouette", () => {
  const x = fromRows(golden.points);
  const all = golden.points.map((_, i) => i);

  test("is scikit-learn's, for several labellings at once", () => {
    const labellings = golden.silhouette.map(({ labels }) => ({ labels, groups: 4 }));
    const found = silhouettes(x, all, labellings);
    golden.silhouette.forEach(({ value }, i) => {
      expect(found[i]).toBeCloseTo(value, 6);
    });
  });

  test("one group, or rows that belong nowhere, are not counted", () => {
    const labels = golden.points.map((_, i) => (i < 40 ? Math.floor(i / 20) : -1));
    const without = silhouettes(x, all.slice(0, 40), [{ labels, groups: 2 }]);
    expect(silhouettes(x, all, [{ labels, groups: 2 }])).toEqual(without);
    expect(silhouettes(x, all, [{ labels: all.map(() => 0), groups: 1 }])).toEqual([Number.NaN]);
  });
});
