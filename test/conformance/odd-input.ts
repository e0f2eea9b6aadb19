import { expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import type { Design } from "../../src/core/matrix.ts";
import type { Labelled, Model } from "../../src/models/estimator.ts";
import type { TreatedRows } from "../../src/models/uplift/treated.ts";
import { rowsOf, withValue } from "./data.ts";
import type { Outcome, Subject } from "./subject.ts";

const ROWS = 300;

/** Odd input: the documented result or the documented error, never a hang, never NaN out. */
export function standsOddInput<P, D extends Design, M extends Model>(subject: Subject<P, D, M>): void {
  const { estimator, data, outputs, odd } = subject;
  const p = estimator.check(subject.parameters);
  const learn = (given: D) => estimator.fit(given, p, { seed: 1 });
  const finite = async (model: M, rows: Design) => {
    for (const values of await outputs(model, rows)) expect(values.every(Number.isFinite)).toBe(true);
  };
  const holds = async (outcome: Outcome, work: () => Promise<void>) => {
    if (outcome === "fine") return work();
    const error = await work().then(
      () => undefined,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(KindredError);
    expect((error as KindredError).code).toBe(outcome);
  };

  for (const [name, value, outcome] of [
    ["missing", Number.NaN, odd.missing],
    ["+∞", Number.POSITIVE_INFINITY, odd.infinite],
    ["−∞", Number.NEGATIVE_INFINITY, odd.infinite],
  ] as const)
    test(`${name} in a number column: ${outcome}, in training and in scoring`, async () => {
      const given = withValue(data(ROWS, 1), 7, 1, value);
      await holds(outcome, async () => finite(await learn(given), rowsOf(given, 0, 20)));
      const model = await learn(data(ROWS, 1));
      await holds(outcome, () => finite(model, withValue(rowsOf(data(20, 2), 0, 20), 3, 0, value)));
    });

  test("no rows: no-rows", async () => {
    await expect(learn(cut(data(10, 1), 0))).rejects.toMatchObject({ code: "no-rows" });
  });

  test(`one row: ${odd.oneRow}`, async () => {
    const one = cut(data(10, 1), 1);
    const few = { ...p, ...("nClusters" in (p as object) ? { nClusters: 1 } : {}) };
    await holds(odd.oneRow, async () => {
      await finite(await estimator.fit(one, few, { seed: 1 }), rowsOf(data(20, 2), 0, 20));
    });
  });

  test("constant columns, one or all", async () => {
    const given = data(ROWS, 1);
    for (const constant of [[2], [0, 1, 2, 3]]) {
      const same = { ...given, x: rowsOf(given, 0, ROWS).x };
      for (let i = 0; i < ROWS; i++) for (const j of constant) same.x.data[i * same.x.cols + j] = 4;
      await finite(await learn(same), rowsOf(given, 0, 20));
    }
  });

  test("a column that is there twice", async () => {
    const given = data(ROWS, 1);
    const same = { ...given, x: rowsOf(given, 0, ROWS).x };
    for (let i = 0; i < ROWS; i++) same.x.data[i * same.x.cols + 2] = same.x.data[i * same.x.cols]!;
    await finite(await learn(same), rowsOf(given, 0, 20));
  });

  test("columns that do not describe the matrix: wrong-columns", async () => {
    const given = data(ROWS, 1);
    await expect(learn({ ...given, columns: given.columns.slice(1) })).rejects.toMatchObject({
      code: "wrong-columns",
    });
  });

  test("parameters: the defaults hold, what does not exist is refused by name", () => {
    expect(estimator.check({})).toEqual(estimator.defaults);
    expect(() => estimator.check({ noSuchThing: 1 } as object)).toThrow(
      expect.objectContaining({
        code: "bad-parameter",
        data: expect.objectContaining({ name: "noSuchThing" }),
      }),
    );
  });
}

/** Odd outcomes and weights, for estimators that learn from outcomes. */
export function standsOddOutcomes<P, M extends Model>(subject: Subject<P, Labelled, M>): void {
  const { estimator, data, outputs } = subject;
  const p = estimator.check(subject.parameters);
  const learn = (given: Labelled) => estimator.fit(given, p, { seed: 1 });
  const good = () => data(ROWS, 1);
  const isClassifier = subject.probabilities !== undefined;

  test(isClassifier ? "one class: one-class" : "all outcomes the same", async () => {
    const same = { ...good(), y: new Float64Array(ROWS).fill(1) };
    if (isClassifier)
      await expect(learn(same)).rejects.toMatchObject({ code: "one-class", data: { value: 1 } });
    else {
      const [predicted] = await outputs(await learn(same), rowsOf(same, 0, 20));
      for (const value of predicted!) expect(value).toBeCloseTo(1, 6);
    }
  });

  test("an outcome that is missing, infinite or out of range is named with its row", async () => {
    for (const wrong of isClassifier ? [Number.NaN, Infinity, 2, 0.5] : [Number.NaN, -Infinity])
      await expect(learn({ ...good(), y: good().y.with(6, wrong) })).rejects.toMatchObject({
        code: "bad-target",
        data: { row: 7, value: String(wrong) },
      });
    await expect(learn({ ...good(), y: good().y.slice(1) })).rejects.toMatchObject({ code: "bad-target" });
  });

  test("a weight of 0, below 0, missing or infinite is named with its row", async () => {
    const ones = new Float64Array(ROWS).fill(1);
    for (const wrong of [0, -1, Number.NaN, Infinity])
      await expect(learn({ ...good(), weight: ones.with(2, wrong) })).rejects.toMatchObject({
        code: "bad-weight",
        data: { row: 3, value: String(wrong) },
      });
    await expect(learn({ ...good(), weight: ones.slice(1) })).rejects.toMatchObject({ code: "bad-weight" });
  });

  test("weights of 1 change nothing; others do", async () => {
    const rows = rowsOf(good(), 0, 50);
    const given = async (weight?: Float64Array) =>
      (await outputs(await learn({ ...good(), ...(weight && { weight }) }), rows))[0]!;
    const plain = await given();
    const ones = await given(new Float64Array(ROWS).fill(1));
    ones.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i]!, 6);
    });
    const uneven = await given(good().y.map((y) => (y > 0.5 ? 5 : 1)));
    expect(uneven.some((value, i) => Math.abs(value - plain[i]!) > 1e-3)).toBe(true);
  });
}

function cut<D extends Design>(data: D, rows: number): D {
  const y = (data as Partial<Labelled>).y;
  const treatment = (data as Partial<TreatedRows>).treatment;
  return {
    ...data,
    x: rowsOf(data, 0, rows).x,
    ...(y && { y: y.slice(0, rows) }),
    ...(treatment && { treatment: treatment.slice(0, rows) }),
  };
}
