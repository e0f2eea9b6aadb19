import { expect, test } from "vitest";
import type { Design } from "../../src/core/matrix.ts";
import { takeRows, zeros } from "../../src/core/matrix.ts";
import type { Model } from "../../src/models/estimator.ts";
import { rowsOf } from "./data.ts";
import type { Subject, Values } from "./subject.ts";

const ROWS = 300;

/** Scoring: every row for itself, in range, with reasons that add up. */
export function scores<P, D extends Design, M extends Model>(subject: Subject<P, D, M>): void {
  const { estimator, data, outputs } = subject;
  const p = estimator.check(subject.parameters);
  const fitted = () => estimator.fit(data(ROWS, 1), p, { seed: 1 });
  const rowOf = (values: Values, rows: number, i: number) => {
    const width = values.length / rows;
    return Array.from(values.subarray(i * width, (i + 1) * width));
  };

  test("a row alone gives what it gives among others, in any order", async () => {
    const model = await fitted();
    const all = rowsOf(data(500, 2), 0, 500);
    const batch = await outputs(model, all);
    for (const i of [0, 1, 17, 250, 499]) {
      const alone = await outputs(model, rowsOf(all, i, i + 1));
      alone.forEach((values, k) => {
        expect(Array.from(values)).toEqual(rowOf(batch[k]!, 500, i));
      });
    }
    const back = Array.from({ length: 500 }, (_, i) => 499 - i);
    const reversed = await outputs(model, { ...all, x: takeRows(all.x, back) });
    reversed.forEach((values, k) => {
      for (const i of [0, 123, 499]) expect(rowOf(values, 500, i)).toEqual(rowOf(batch[k]!, 500, 499 - i));
    });
  });

  test("no rows give no values", async () => {
    const model = await fitted();
    for (const values of await outputs(model, rowsOf(data(1, 1), 0, 0))) expect(values.length).toBe(0);
  });

  test("scoring does not change the model or the rows", async () => {
    const model = await fitted();
    const before = JSON.stringify(model.save());
    const rows = rowsOf(data(100, 3), 0, 100);
    const copy = structuredClone(rows);
    const once = await outputs(model, rows);
    expect(await outputs(model, rows)).toEqual(once);
    expect(rows).toEqual(copy);
    expect(JSON.stringify(model.save())).toBe(before);
  });

  test("rows of another width or with other names are refused", async () => {
    const model = await fitted();
    const { x, columns } = rowsOf(data(3, 1), 0, 3);
    const score = async (design: Design) => outputs(model, design);
    const narrow = { x: zeros(3, x.cols - 1), columns: columns.slice(1) };
    await expect(score(narrow)).rejects.toMatchObject({
      code: "wrong-columns",
      data: { expected: x.cols, given: x.cols - 1 },
    });
    const renamed = columns.with(1, { name: "other", kind: "number" });
    await expect(score({ x, columns: renamed })).rejects.toMatchObject({
      code: "wrong-column",
      data: { position: 2, given: "other", expected: columns[1]!.name },
    });
  });

  const { probabilities, reasons } = subject;
  if (probabilities)
    test("probabilities lie in [0, 1], also far from everything seen", async () => {
      const model = await fitted();
      const rows = rowsOf(data(200, 4), 0, 200);
      for (let i = 0; i < 100; i++)
        for (let j = 0; j < 4; j++)
          rows.x.data[i * rows.x.cols + j] = (i % 2 === 0 ? 1 : -1) * 10 ** (i % 30);
      const given = probabilities(model, rows);
      expect(given.every((v) => v >= 0 && v <= 1)).toBe(true);
      expect(new Set(given).size).toBeGreaterThan(10);
    });

  if (reasons)
    test("base + effects = what they explain", async () => {
      const model = await fitted();
      const rows = rowsOf(data(120, 5), 0, 120);
      const given = reasons(model, rows);
      if (!given) return;
      const { of, why } = given;
      const { base, effects, cols } = await why;
      expect(cols).toBe(rows.x.cols);
      of.forEach((value, i) => {
        const sum = effects.subarray(i * cols, (i + 1) * cols).reduce((a, b) => a + b, base);
        expect(Math.abs(sum - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
      });
    });
}
