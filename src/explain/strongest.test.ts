import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ColumnInfo } from "../core/matrix.ts";
import { fromRows, numberColumns } from "../core/matrix.ts";
import { allReasons, strongestReasons } from "./strongest.ts";
import { topicsOf, withoutWindow } from "./topics.ts";

const columns: ColumnInfo[] = [
  { name: "orders30Days", kind: "number" },
  { name: "orders90Days", kind: "number" },
  { name: "daysSinceLastOrder", kind: "number" },
  { name: "country", kind: "category", categories: ["DE", "FR"] },
  { name: "spend", kind: "number" },
];

describe("the strongest reasons", () => {
  test("are told by feature, value, effect and direction, strongest first", () => {
    const reasons = strongestReasons([0.1, 0, -0.9, 0.4, 0.2], [3, 5, 120, 1, 40], columns, { most: 2 });
    expect(reasons).toEqual([
      {
        feature: "daysSinceLastOrder",
        value: 120,
        effect: -0.9,
        code: "reasons.daysSinceLastOrder.down",
        data: { value: 120 },
      },
      { feature: "country", value: "FR", effect: 0.4, code: "reasons.country.up", data: { value: "FR" } },
    ]);
  });

  test("give one reason a topic, by the column that pushes hardest the same way", () => {
    const topics = ["orders", "orders", "recency", "country", "spend"];
    const reasons = strongestReasons([0.5, -0.1, -0.3, 0, 0.2], [1, 2, 3, 0, 5], columns, { topics });
    expect(reasons.map(({ feature }) => feature)).toEqual(["orders30Days", "daysSinceLastOrder", "spend"]);
    expect(reasons[0]!.effect).toBeCloseTo(0.4, 12);
    const other = strongestReasons([0.5, -0.8, 0, 0, 0], [1, 2, 3, 0, 5], columns, { topics });
    expect(other.map(({ feature, code }) => [feature, code])).toEqual([
      ["orders90Days", "reasons.orders90Days.down"],
    ]);
  });

  test("say null for a missing value", () => {
    const [reason] = strongestReasons([0, 0, 0.2, 0, 0], [1, 1, Number.NaN, 0, 1], columns);
    expect(reason!.value).toBeNull();
    expect(reason!.data).toEqual({ value: null });
  });

  test("all of them add up to the margin less the base", () => {
    const effect = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(effect, { minLength: 5, maxLength: 5 }), (effects) => {
        const topics = ["a", "a", "b", "c", "b"];
        const total = allReasons(effects, [1, 2, 3, 0, 5], columns, topics).reduce((s, r) => s + r.effect, 0);
        expect(total).toBeCloseTo(
          effects.reduce((a, b) => a + b, 0),
          9,
        );
      }),
    );
  });
});

describe("topics", () => {
  test("join windows of one thing by name", () => {
    expect(withoutWindow("orders30Days")).toBe("orders");
    expect(withoutWindow("orders365Days")).toBe("orders");
    expect(withoutWindow("spend_last_90d")).toBe("spend");
    expect(withoutWindow("daysSinceLastOrder")).toBe("daysSinceLastOrder");
    expect(withoutWindow("90")).toBe("90");
  });

  test("join columns whose ranks go together, and only those", () => {
    const rows = Array.from({ length: 200 }, (_, i) => [i, Math.exp(i / 30), -i, (i * 37) % 101, 7]);
    const names = ["a", "grows", "falls", "other", "constant"];
    expect(topicsOf({ x: fromRows(rows), columns: numberColumns(names) })).toEqual([
      "a",
      "a",
      "a",
      "other",
      "constant",
    ]);
  });

  test("keep categories and missing values apart", () => {
    const rows = Array.from({ length: 50 }, (_, i) => [i, i % 2, i % 3 === 0 ? Number.NaN : 50 - i]);
    const design = {
      x: fromRows(rows),
      columns: [
        { name: "a", kind: "number" },
        { name: "b", kind: "category", categories: ["x", "y"] },
        { name: "c", kind: "number" },
      ] satisfies ColumnInfo[],
    };
    expect(topicsOf(design)).toEqual(["a", "b", "c"]);
    expect(topicsOf(design, 0.6)).toEqual(["a", "b", "a"]);
  });
});
