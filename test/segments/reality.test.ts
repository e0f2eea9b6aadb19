import { describe, expect, test } from "vitest";
import { principalAxes } from "../../src/segments/axes.ts";
import { kMeansCluster } from "../../src/segments/cut-methods.ts";
import { findGroups } from "../../src/segments/find-groups.ts";
import { learnStraightening, straighten } from "../../src/segments/straighten.ts";
import { cloudOf, withGroups, withoutGroups } from "./clouds.ts";

/** Seeds of each shape; `KINDRED_SEEDS=20` for the full count: none of 100 and 40 of 40 when this was written. */
const SEEDS = Number(process.env.KINDRED_SEEDS ?? 3);
const TIMEOUT = 30_000 * SEEDS;

async function found(draw: Parameters<typeof cloudOf>[0], rows: number, seed: number) {
  const raw = cloudOf(draw, rows, seed);
  const x = straighten(raw, learnStraightening(raw));
  const { candidate, chosen } = await findGroups(x, principalAxes(x).scores, kMeansCluster(1), {
    quick: kMeansCluster(1, undefined, true),
    seed,
  });
  return { real: candidate.real, groups: candidate.groups, chosen: chosen.code };
}

const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
/** At least 19 of 20. */
const ENOUGH = Math.ceil(0.95 * SEEDS);

describe("are the groups real", () => {
  test.each(Object.entries(withoutGroups))(
    "%s: no real groups, a convenient cut",
    { timeout: TIMEOUT },
    async (_, draw) => {
      const results = await Promise.all(seeds.map((seed) => found(draw, 600, seed)));
      const none = results.filter((r) => !r.real && r.chosen === "segments.chosen.convenient");
      expect(none.length).toBeGreaterThanOrEqual(ENOUGH);
    },
  );

  test.each<[string, number]>([
    ["two bimodal", 4],
    ["three unequal blobs", 3],
  ])("%s: found, as many as there are", { timeout: TIMEOUT }, async (name, groups) => {
    const results = await Promise.all(seeds.map((seed) => found(withGroups[name]!, 1500, seed)));
    const right = results.filter((r) => r.real && r.groups === groups);
    expect(right.length).toBeGreaterThanOrEqual(ENOUGH);
  });
});
