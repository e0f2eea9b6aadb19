import { describe, expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { levelsOf } from "./change-points.ts";
import type { SeriesParameters } from "./parameters.ts";
import { series } from "./series.ts";

const ctx = { seed: 1 };
const learn = (values: ArrayLike<number>, p: Partial<SeriesParameters> = {}) =>
  series.fit({ values }, series.check(p), ctx);

/** A week's pattern on a slow rise. */
function weeks(days: number, noise: number): Float64Array {
  const random = new Random(3);
  const pattern = [10, 12, 11, 13, 20, 30, 2];
  return Float64Array.from(
    { length: days },
    (_, i) => 100 + i / 10 + pattern[i % 7]! + noise * random.normal(),
  );
}

describe("series", () => {
  test("mstl goes on with the season and the rise, in any unit", async () => {
    const all = weeks(154, 0.5);
    for (const unit of [1, 1e-9, 1e9]) {
      const model = await learn(
        all.subarray(0, 140).map((v) => v * unit),
        { method: "mstl", season: 7 },
      );
      const { point } = model.forecast(14);
      for (const [h, v] of point.entries()) expect(Math.abs(v / unit - all[140 + h]!)).toBeLessThan(4);
    }
  });

  test("ets follows a level, and its bounds widen with distance and with their level", async () => {
    const random = new Random(5);
    const model = await learn(
      Float64Array.from({ length: 80 }, (_, i) => (i < 40 ? 50 : 90) + random.normal()),
    );
    const { point, lower, upper } = model.forecast(6);
    expect(Math.abs(point[0]! - 90)).toBeLessThan(3);
    expect(upper[5]! - lower[5]!).toBeGreaterThan(upper[0]! - lower[0]!);
    const narrow = model.forecast(6, 0.5);
    expect(narrow.upper[0]! - narrow.lower[0]!).toBeLessThan(upper[0]! - lower[0]!);
  });

  test("seasonal naive by hand", async () => {
    const model = await learn([1, 2, 3, 4, 1, 2, 3, 5, 2, 2, 3, 4], { method: "seasonal-naive", season: 4 });
    const { point, lower } = model.forecast(6, 0.5);
    expect([...point]).toEqual([2, 2, 3, 4, 2, 2]);
    // Differences over a season: 0 0 0 1 1 0 0 1; the rank ⌈9 × .5⌉ = 5 is 0, ⌈9 × .9⌉ = 9 is beyond them: the largest.
    expect(lower[0]).toBe(2);
    expect(model.forecast(1, 0.9).lower[0]).toBe(1);
    expect(model.forecast(6, 0.9).lower[5]).toBeCloseTo(2 - Math.SQRT2, 12);
  });

  test("bounds of the seasonal naive hold as many coming values as they promise", async () => {
    const random = new Random(8);
    const all = Float64Array.from({ length: 2000 }, () => random.normal());
    let inside = 0;
    for (let i = 0; i < 1500; i += 5) {
      const { lower, upper } = (await learn(all.subarray(i, i + 60), { method: "seasonal-naive" })).forecast(
        1,
        0.8,
      );
      if (all[i + 60]! >= lower[0]! && all[i + 60]! <= upper[0]!) inside++;
    }
    expect(inside / 300).toBeGreaterThan(0.75);
    expect(inside / 300).toBeLessThan(0.87);
  });

  test.each(["ets", "mstl", "seasonal-naive"] as const)(
    "%s: save and load, and the same again",
    async (method) => {
      const p = { method, season: method === "ets" ? 1 : 7 };
      const model = await learn(weeks(60, 2), p);
      const want = model.forecast(9);
      expect(series.load(structuredClone(model.save())).forecast(9)).toEqual(want);
      expect(series.load(JSON.parse(JSON.stringify(model.save()))).forecast(9)).toEqual(want);
      expect((await learn(weeks(60, 2), p)).forecast(9)).toEqual(want);
      expect(() => series.load({ ...model.save(), version: 2 })).toThrow(/model-version/);
    },
  );

  test.each(["ets", "mstl", "seasonal-naive"] as const)("%s: odd histories", async (method) => {
    const p = { method, season: method === "ets" ? 1 : 2 };
    for (const same of [0, 5, -3]) {
      const { point, lower, upper } = (await learn(new Float64Array(20).fill(same), p)).forecast(3);
      expect([...point, ...lower, ...upper]).toEqual(new Array(9).fill(same));
    }
    const below = (
      await learn(
        weeks(40, 1).map((v) => v - 300),
        p,
      )
    ).forecast(3);
    expect(below.point.every((v) => v < -150)).toBe(true);
    for (const size of [1e-250, 1e250]) {
      const { point, lower, upper } = (
        await learn(
          weeks(40, 1).map((v) => v * size),
          p,
        )
      ).forecast(3);
      expect([...point, ...lower, ...upper].every(Number.isFinite)).toBe(true);
    }
    const rare = (await learn([0, 0, 0, 9, 0, 0, 0, 0, 7, 0, 0, 0], { ...p, nonNegative: true })).forecast(4);
    expect([...rare.point, ...rare.lower].every((v) => v >= 0)).toBe(true);
  });

  test("too short, missing, infinite and gaps are errors that say where; gaps inside can be bridged", async () => {
    const short = (needed: number) => ({ code: "series-too-short", data: { needed } });
    await expect(learn([1, 2, 3])).rejects.toMatchObject(short(7));
    await expect(learn(weeks(13, 1), { method: "mstl", season: 7 })).rejects.toMatchObject(short(14));
    await expect(learn([1, 2], { method: "seasonal-naive", season: 4 })).rejects.toMatchObject(short(6));
    await expect(learn([])).rejects.toMatchObject({ code: "no-rows" });
    const gap = weeks(40, 1).with(4, Number.NaN);
    await expect(learn(gap)).rejects.toMatchObject({ code: "bad-value", data: { row: 5 } });
    const bridged = await learn(gap, { gaps: "interpolate" });
    expect(bridged.save().history).toEqual(gap.with(4, (gap[3]! + gap[5]!) / 2));
    for (const [i, value] of [
      [0, Number.NaN],
      [39, Number.NaN],
      [7, Infinity],
    ] as const)
      await expect(learn(weeks(40, 1).with(i, value), { gaps: "interpolate" })).rejects.toMatchObject({
        code: "bad-value",
        data: { row: i + 1 },
      });
    await expect(learn(weeks(40, 1), { method: "mstl" })).rejects.toMatchObject({ code: "bad-parameter" });
    const model = await learn(weeks(40, 1));
    for (const bad of [0, 1.5, -1, Number.NaN]) expect(() => model.forecast(bad)).toThrow(/horizon/);
    for (const bad of [0, 1, Number.NaN]) expect(() => model.forecast(1, bad)).toThrow(/level/);
  });
});

describe("levels", () => {
  const noisy = (level: (i: number) => number, seed: number) => {
    const random = new Random(seed);
    return Float64Array.from({ length: 120 }, (_, i) => level(i) + random.normal());
  };
  test("planted changes are found where they are", () => {
    const found = levelsOf({ values: noisy((i) => (i < 40 ? 10 : i < 75 ? 20 : 14), 1) });
    expect(found.map(({ from }) => from)).toEqual([0, 40, 75]);
    expect(found.at(-1)!.to).toBe(120);
    for (const [k, mean] of [10, 20, 14].entries()) expect(Math.abs(found[k]!.mean - mean)).toBeLessThan(0.6);
  });
  test("none in noise, in one odd value, in what never changes", () => {
    for (let seed = 2; seed < 12; seed++) expect(levelsOf({ values: noisy(() => 5, seed) })).toHaveLength(1);
    expect(levelsOf({ values: noisy((i) => (i === 60 ? 30 : 5), 20) })).toHaveLength(1);
    expect(levelsOf({ values: new Float64Array(30).fill(2) })).toEqual([{ from: 0, to: 30, mean: 2 }]);
  });
});
