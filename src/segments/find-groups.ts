import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Work } from "../core/progress.ts";
import { Random } from "../core/random.ts";
import { breathe } from "../models/breathe.ts";
import { type Advice, advise, type Candidate, candidateOf } from "./advise.ts";
import { type Cluster, groupSizes } from "./cluster.ts";
import { reality } from "./reality.ts";
import { silhouettes } from "./silhouette.ts";
import { bootstrapStability } from "./stability.ts";
import { leastValley, spreadSteps } from "./valleys.ts";

export interface FoundGroups extends Advice {
  /** One a row, 0 … groups − 1. */
  readonly labels: Int32Array;
  readonly candidates: readonly Candidate[];
  /** Rows that the number of groups and the tests were worked out on. */
  readonly sampled: number;
}

export interface FindOptions {
  /** A cheaper way to cut, for the hundreds of cuts of the tests; the same one when absent. */
  readonly quick?: Cluster;
  /** The user's number; the advised one when absent. */
  readonly groups?: number;
  readonly seed: number;
  readonly work?: Work;
}

/** Above this the number of groups is chosen on a random sample; the final cut is always made on every row. */
const SAMPLE_ROWS = 20_000;
const SILHOUETTE_ROWS = 1500;
const STABILITY_ROWS = 2500;
const STABILITY_DRAWS = 10;
const triedGroups = [2, 3, 4, 5, 6, 7, 8] as const;

/**
 * Cuts the rows of `scaled` (nothing missing, one scale) into the user's number of groups or the advised one, and
 * says how sure and how real each tried cut is. `axes` are the same rows along all their principal axes.
 * Same rows, options and `cluster` → same result.
 */
export async function findGroups(
  scaled: Matrix,
  axes: Matrix,
  cluster: Cluster,
  options: FindOptions,
): Promise<FoundGroups> {
  const random = new Random(options.seed);
  const { work, quick = cluster } = options;
  const picked = someRows(scaled.rows, SAMPLE_ROWS, random.fork("sample"));
  const x = picked ? takeRows(scaled, picked) : scaled;
  const tried = options.groups ? [options.groups] : triedGroups.filter((k) => k <= Math.max(2, x.rows - 1));
  const steps = tried.length + 2;
  const cuts: { groups: number; labels: Int32Array }[] = [];
  const stable: number[] = [];
  const forStability = someRows(x.rows, STABILITY_ROWS, random.fork("stability rows"));
  for (const groups of tried) {
    await breathe(work?.signal);
    work?.onProgress?.("segment", cuts.length, steps);
    const labels = await cluster(x, groups, options.seed);
    const rows = forStability ? takeRows(x, forStability) : x;
    const own = forStability ? forStability.map((i) => labels[i]!) : labels;
    const draws = random.fork(`stability ${groups}`);
    const each = await bootstrapStability(rows, own, groups, quick, STABILITY_DRAWS, draws);
    stable.push(each.reduce((a, b) => a + b, 0) / groups);
    cuts.push({ groups, labels });
  }
  const of = someRows(x.rows, SILHOUETTE_ROWS, random.fork("silhouette"));
  const all = Int32Array.from({ length: x.rows }, (_, i) => i);
  const apart = silhouettes(x, of ?? all, cuts);
  work?.onProgress?.("segment", steps - 2, steps);
  const seen = picked ? takeRows(axes, picked) : axes;
  const even = spreadSteps(x, random.fork("steps"));
  const realities = await reality(seen, tried, quick, random.fork("reality"));
  work?.signal?.throwIfAborted();
  const candidates = cuts.map(({ groups, labels }, i) => {
    const smallest = Math.min(...groupSizes(labels, groups)) * (scaled.rows / x.rows);
    return candidateOf(
      realities[i]!,
      apart[i] || 0,
      stable[i]!,
      Math.round(smallest),
      leastValley(even, labels, groups),
    );
  });
  const advice: Advice = options.groups
    ? {
        candidate: candidates[0]!,
        chosen: { code: "segments.chosen.given", data: { groups: options.groups } },
      }
    : advise(candidates, scaled.rows);
  const { groups } = advice.candidate;
  const cut = cuts.find((c) => c.groups === groups)!;
  const labels = picked ? await cluster(scaled, groups, options.seed) : cut.labels;
  work?.onProgress?.("segment", steps - 1, steps);
  return { ...advice, labels, candidates, sampled: x.rows };
}

/** `most` random rows in ascending order; null where there are no more than that. */
function someRows(rows: number, most: number, random: Random): Int32Array<ArrayBuffer> | null {
  if (rows <= most) return null;
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  return random.shuffle(all).slice(0, most).sort();
}
