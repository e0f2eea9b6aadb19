import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Work } from "../core/progress.ts";
import { Random } from "../core/random.ts";
import { breathe } from "../models/breathe.ts";
import { groupSizes } from "./cluster.ts";
import type { DenseGroups, DenseMethod } from "./dense-methods.ts";
import { axisSpread, gaussianCloud, uniformCloud } from "./null-clouds.ts";
import { silhouettes } from "./silhouette.ts";
import { jaccard } from "./stability.ts";
import { spreadSteps } from "./valleys.ts";

export interface FoundDenseGroups extends DenseGroups {
  /** Mean silhouette of those in a group; 0 where there are not two. */
  readonly silhouette: number;
  /** Mean Jaccard similarity of the groups found again in half of the customers, 0–1. */
  readonly stability: number;
  /** Share of the tested rows in a group other than the largest, and the most of clouds without groups. */
  readonly apart: number;
  readonly byChance: number;
  /** Why the groups are not real: there are not two, clouds give as many, they are not found again, or steps alone divide them. */
  readonly doubt: "one" | "chance" | "unsteady" | "steps" | null;
  /** Rows the tests were made on. */
  readonly tested: number;
}

const TEST_ROWS = 2000;
const SILHOUETTE_ROWS = 1500;
const DRAWS = 10;
const CLOUDS = 10;
/** Below this a group is not found again (Hennig 2007). */
const MIN_STABILITY = 0.6;

/**
 * Groups where customers lie close together in `scaled`, and whether they are real. They are, when there are two or more
 * and all of this holds: more customers stand apart from the largest group than in any cloud without groups (Gaussian ones
 * with the data's covariance, uniform ones in the box of its principal axes) that the same method looks at; they are found
 * again in halves of the customers; and they are found again where whole numbers are spread evenly over their steps.
 * `axes` are the same rows along all their principal axes. Same rows, method and seed → same result.
 */
export async function findDenseGroups(
  scaled: Matrix,
  axes: Matrix,
  method: DenseMethod,
  { seed, work }: { readonly seed: number; readonly work?: Work },
): Promise<FoundDenseGroups> {
  const random = new Random(seed);
  const pause = async (done: number) => {
    await breathe(work?.signal);
    work?.onProgress?.("segment", done, 2 * CLOUDS + DRAWS + 2);
  };
  const found = await method(scaled);
  const all = Int32Array.from({ length: scaled.rows }, (_, i) => i);
  const some = (most: number, purpose: string) =>
    scaled.rows <= most ? all : random.fork(purpose).shuffle(all.slice()).slice(0, most).sort();
  const [apartness] = silhouettes(scaled, some(SILHOUETTE_ROWS, "silhouette"), [found]);
  const picked = some(TEST_ROWS, "test");
  const x = takeRows(scaled, picked);
  const share = x.rows / scaled.rows;
  const own = await method(x, share);
  await pause(0);
  const stability: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const half = random.shuffle(Int32Array.from({ length: x.rows }, (_, i) => i)).slice(0, x.rows >> 1);
    const again = await method(takeRows(x, half), share / 2);
    stability.push(
      foundAgain(
        half.map((i) => found.labels[picked[i]!]!),
        found.groups,
        again,
      ),
    );
    await pause(draw + 1);
  }
  const even = await method(spreadSteps(x, random.fork("steps")), share);
  const withoutSteps = foundAgain(
    picked.map((i) => found.labels[i]!),
    found.groups,
    even,
  );
  const chance: number[] = [];
  const spread = axisSpread(axes);
  for (let draw = 0; draw < CLOUDS; draw++) {
    for (const cloud of [gaussianCloud, uniformCloud]) {
      chance.push(apartShare(await method(cloud(spread, x.rows, random), share)));
      await pause(DRAWS + chance.length);
    }
  }
  const [apart, byChance] = [apartShare(own), Math.max(...chance)];
  const steady = average(stability);
  return {
    ...found,
    silhouette: apartness || 0,
    stability: steady,
    apart,
    byChance,
    doubt: doubtOf(found.groups, steady, withoutSteps, apart > byChance),
    tested: x.rows,
  };
}

function doubtOf(groups: number, stability: number, withoutSteps: number, beatsClouds: boolean) {
  if (groups < 2) return "one";
  if (stability < MIN_STABILITY) return "unsteady";
  if (!beatsClouds) return "chance";
  return withoutSteps < MIN_STABILITY ? "steps" : null;
}

/** Mean over the groups of `labels` that have members of the largest Jaccard similarity with a group of `again`; 0 without any. */
function foundAgain(labels: Int32Array, groups: number, again: DenseGroups): number {
  const sizes = groupSizes(labels, groups);
  const overlaps = jaccard(labels, again.labels, groups, again.groups);
  const best = overlaps.filter((_, g) => sizes[g]! > 0).map((row) => Math.max(0, ...row));
  return best.length > 0 ? average(best) : 0;
}

function apartShare({ labels, groups }: DenseGroups): number {
  if (groups < 2) return 0;
  const sizes = groupSizes(labels, groups);
  return (sizes.reduce((a, b) => a + b, 0) - Math.max(...sizes)) / labels.length;
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
