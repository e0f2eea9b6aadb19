import { expect, test } from "vitest";
import { series } from "../models/series/series.ts";
import { rollingOrigin } from "./rolling-origin.ts";

const ctx = { seed: 1 };
const naive = series.check({ method: "seasonal-naive" });

test("by hand: the naive forecast beside itself", async () => {
  const values = Float64Array.of(1, 2, 3, 4, 6, 6);
  const found = await rollingOrigin(values, naive, { horizon: 2, first: 3 }, ctx);
  // Origins after 3 and after 4 values: errors 1 and 3, then 2 and 2; one step back erred 1 in both histories.
  expect(found.origins).toBe(2);
  expect(found.model.mae).toBe(2);
  expect(found.model.mase).toBe(2);
  expect(found.model.smape).toBeCloseTo((2 / 7 + 6 / 9 + 4 / 10 + 4 / 10) / 4, 12);
  // Bounds ±1, wider by √2 two steps ahead: only the first value is within.
  expect(found.model.coverage).toBe(0.25);
  expect(found.seasonalNaive).toEqual(found.model);
  expect([found.gain, found.wins]).toEqual([0, false]);
});

test("no forecast sees what comes after its origin", async () => {
  const values = Float64Array.from({ length: 33 }, (_, i) => (i < 30 ? 10 + (i % 2) : 1000));
  const found = await rollingOrigin(values, series.check({ method: "ets" }), { horizon: 3, first: 30 }, ctx);
  expect(found.model.mae).toBeGreaterThan(985);
  expect(found.model.coverage).toBe(0);
});

test("a series too short for one origin is an error", async () => {
  await expect(
    rollingOrigin(new Float64Array(9), naive, { horizon: 4, first: 6 }, ctx),
  ).rejects.toMatchObject({
    code: "series-too-short",
    data: { given: 9, needed: 10 },
  });
});
