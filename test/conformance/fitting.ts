import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Design } from "../../src/core/matrix.ts";
import { decodeState, encodeState } from "../../src/goals/state.ts";
import type { Labelled, Model, ModelState } from "../../src/models/estimator.ts";
import { rowsOf } from "./data.ts";
import type { Subject } from "./subject.ts";

const ROWS = 300;

/** Fitting and keeping: the same for the same, whatever the threads; nothing shared, nothing changed, nothing lost. */
export function fitsAndKeeps<P, D extends Design, M extends Model>(subject: Subject<P, D, M>): void {
  const { estimator, data, outputs } = subject;
  const p = estimator.check(subject.parameters);
  const learn = (rows: number, dataSeed: number, seed = 1, threads = 1) =>
    estimator.fit(data(rows, dataSeed), p, { seed, threads });
  /** A digest: a whole state is too long to print when it differs. */
  const bytes = (model: Model) => createHash("sha256").update(encodeState(model.save())).digest("hex");

  test("names its kind, its columns and whether it converged", async () => {
    const model = await learn(ROWS, 1);
    expect(model.kind).toBe(estimator.kind);
    expect(model.save().kind).toBe(estimator.kind);
    expect(model.features).toEqual(data(2, 1).columns.map((column) => column.name));
    expect(typeof model.converged).toBe("boolean");
    if (model.nIter !== undefined) expect(Number.isInteger(model.nIter) && model.nIter >= 0).toBe(true);
  });

  test("same data, parameters and seed: the same bytes, and another fit in between changes nothing", async () => {
    const first = await learn(ROWS, 1);
    const before = bytes(first);
    await learn(ROWS - 50, 2, 9);
    expect(bytes(first)).toBe(before);
    expect(bytes(await learn(ROWS, 1))).toBe(before);
  });

  test("the same bytes with 1, 2 and 3 threads", async () => {
    const one = bytes(await learn(subject.threadRows, 3, 5, 1));
    expect(bytes(await learn(subject.threadRows, 3, 5, 2))).toBe(one);
    expect(bytes(await learn(subject.threadRows, 3, 5, 3))).toBe(one);
  });

  test("leaves its input as it was", async () => {
    const given = data(ROWS, 4);
    const copy = structuredClone(given);
    const model = await estimator.fit(given, p, { seed: 1 });
    await outputs(model, rowsOf(given, 0, 50));
    expect(given).toEqual(copy);
  });

  test("its columns are its own: changing the data afterwards does not change it", async () => {
    const given = data(ROWS, 4);
    const model = await estimator.fit(given, p, { seed: 1 });
    const before = bytes(model);
    given.x.data.fill(7);
    (given as Partial<Labelled>).y?.fill(0);
    (given.columns as unknown[]).length = 0;
    expect(bytes(model)).toBe(before);
  });

  test("save → text → load gives the same model, by typed arrays and by plain JSON", async () => {
    const model = await learn(ROWS, 5);
    const rows = rowsOf(data(80, 6), 0, 80);
    const expected = await outputs(model, rows);
    const state = decodeState(encodeState(model.save())) as ModelState;
    const plain = JSON.parse(JSON.stringify(model.save())) as ModelState;
    for (const given of [state, plain]) {
      const loaded = estimator.load(given);
      expect(await outputs(loaded, rows)).toEqual(expected);
      expect(bytes(loaded)).toBe(bytes(model));
      expect(loaded.features).toEqual(model.features);
    }
  });

  test("what it saves is a copy, and what it was loaded from is not kept", async () => {
    const model = await learn(ROWS, 5);
    const before = bytes(model);
    const state = model.save();
    const loaded = estimator.load(state);
    overwrite(state);
    expect(bytes(model)).toBe(before);
    expect(bytes(loaded)).toBe(before);
  });

  test("a state of another version or kind is refused", async () => {
    const state = (await learn(ROWS, 5)).save();
    for (const wrong of [{ version: state.version + 1 }, { version: 0 }, { kind: "some-other" }]) {
      expect(() => estimator.load({ ...state, ...wrong })).toThrow(
        expect.objectContaining({ code: "model-version" }),
      );
    }
  });

  test("says how far it is: never back, never past the end", async () => {
    const seen: [number, number][] = [];
    await estimator.fit(data(ROWS, 7), p, { seed: 1, onProgress: (done, of) => seen.push([done, of]) });
    for (const [done, of] of seen) expect(done >= 0 && done <= of).toBe(true);
    for (let i = 1; i < seen.length; i++)
      if (seen[i]![1] === seen[i - 1]![1]) expect(seen[i]![0]).toBeGreaterThanOrEqual(seen[i - 1]![0]);
  });

  test("stops when asked: before it begins and in the middle", async () => {
    await expect(
      estimator.fit(data(ROWS, 8), p, { seed: 1, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: "AbortError" });
    const stop = new AbortController();
    let told = 0;
    const running = estimator.fit(data(ROWS, 8), p, {
      seed: 1,
      signal: stop.signal,
      onProgress: () => {
        told++;
        stop.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toBeLessThanOrEqual(2);
  });
}

/** Writes 7 over every number of every array within. */
function overwrite(value: unknown): void {
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array)
    value.fill(7);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(overwrite);
}
