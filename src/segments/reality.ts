import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import type { Cluster } from "./cluster.ts";
import { axisSpread, gaussianCloud, uniformCloud } from "./null-clouds.ts";
import { silhouettes } from "./silhouette.ts";

/** What a cut into `groups` groups reaches on the data and on clouds without groups. */
export interface Reality {
  readonly groups: number;
  /** Mean silhouette of the data, on as many rows as the clouds have. */
  readonly silhouette: number;
  /** The better of the two clouds' mean silhouettes: what a cut of no groups at all reaches. */
  readonly byChance: number;
  /** `silhouette − byChance`. */
  readonly gain: number;
  /** Gain over the nearer cloud in its standard deviations, the lower of the two. */
  readonly z: number;
  /** Whether both kinds of clouds are beaten; by itself not yet a proof, since other shapes without groups may too. */
  readonly beatsClouds: boolean;
}

export interface RealityOptions {
  /** Clouds drawn of each kind. */
  readonly draws: number;
  /** Most rows of a cloud, and rows that the silhouette is averaged over. */
  readonly maxRows: number;
  readonly silhouetteRows: number;
}

const realityDefaults: RealityOptions = { draws: 10, maxRows: 1000, silhouetteRows: 500 };

/** Standard deviations above both clouds: one in twenty for a normal spread. */
const MIN_Z = 1.645;

/**
 * Are there groups at all? Compares the silhouette of each cut with that of the same cut on clouds that have none:
 * one Gaussian with the data's own covariance (after SigClust, Liu et al. 2008), and a uniform one in the box of the
 * data's principal axes (Tibshirani, Walther and Hastie 2001). Both must be beaten. Clouds of other shapes, skewed or with
 * heavy tails, can beat them too: a valley between the groups (valleys.ts) is asked for beside it.
 * `axes` are the scores on all principal axes, centred and uncorrelated; silhouette and K-means do not feel a rotation.
 */
export async function reality(
  axes: Matrix,
  groupCounts: readonly number[],
  cluster: Cluster,
  random: Random,
  options: RealityOptions = realityDefaults,
): Promise<Reality[]> {
  const rows = Math.min(axes.rows, options.maxRows);
  const of = Int32Array.from({ length: Math.min(rows, options.silhouetteRows) }, (_, i) => i);
  const measure = async (x: Matrix): Promise<number[]> => {
    const labellings = [];
    for (const groups of groupCounts) {
      labellings.push({ groups, labels: await cluster(x, groups, random.uint32()) });
    }
    return silhouettes(x, of, labellings);
  };
  const picked = random.shuffle(Int32Array.from({ length: axes.rows }, (_, i) => i)).subarray(0, rows);
  const sample = takeRows(axes, picked);
  const spread = axisSpread(axes);
  const observed = await measure(sample);
  const gaussian: number[][] = [];
  const uniform: number[][] = [];
  for (let draw = 0; draw < options.draws; draw++) {
    gaussian.push(await measure(gaussianCloud(spread, rows, random)));
    uniform.push(await measure(uniformCloud(spread, rows, random)));
  }
  return groupCounts.map((groups, i) => {
    const column = (clouds: readonly number[][]) =>
      meanAndSd(clouds.map((c) => c[i]!).filter((s) => !Number.isNaN(s)));
    const clouds = [column(gaussian), column(uniform)];
    const silhouette = Number.isNaN(observed[i]!) ? 0 : observed[i]!;
    const byChance = Math.max(...clouds.map((c) => c.mean));
    const z = Math.min(...clouds.map((c) => (silhouette - c.mean) / Math.max(c.sd, 1e-6)));
    const gain = silhouette - byChance;
    return { groups, silhouette, byChance, gain, z, beatsClouds: z >= MIN_Z };
  });
}

function meanAndSd(values: readonly number[]): { mean: number; sd: number } {
  if (values.length === 0) return { mean: 0, sd: 1 };
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((a, b) => a + (b - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
