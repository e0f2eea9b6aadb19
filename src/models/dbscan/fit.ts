import type { Matrix } from "../../core/matrix.ts";
import type { FitContext } from "../estimator.ts";
import { PointTree, threadsFor } from "../neighbours/point-tree.ts";
import { Team } from "../threads/team.ts";
import { densePoints } from "./dense.ts";
import type { DbscanParameters } from "./parameters.ts";

export interface FittedDbscan {
  readonly nClusters: number;
  /** Group of every row, −1 = noise. Groups are numbered by their first core row, as in scikit-learn. */
  readonly labels: Int32Array;
  /** Row-major coordinates of the core rows and their groups: all that new rows need. */
  readonly core: Float32Array;
  readonly coreLabels: Int32Array;
}

/**
 * DBSCAN (Ester, Kriegel, Sander and Xu 1996). Core rows within `eps` of each other are one group; other rows within
 * `eps` of a core row belong to the first such group; the rest is noise.
 */
export async function fitDbscan(x: Matrix, p: DbscanParameters, ctx: FitContext): Promise<FittedDbscan> {
  const { rows, cols, data } = x;
  ctx.signal?.throwIfAborted();
  const team = await Team.start({ kernel: "neighbours", threads: threadsFor(x, ctx.threads), atOnce: true });
  try {
    const tree = new PointTree(team, x);
    const { isCore, label, groups } = await densePoints(tree, p.eps, p.minSamples, ctx);
    const labels = new Int32Array(rows);
    let cores = 0;
    for (let i = 0; i < rows; i++) {
      labels[tree.order[i]!] = label[i]!;
      cores += isCore[i]!;
    }
    const core = new Float32Array(cores * cols);
    const coreLabels = new Int32Array(cores);
    for (let i = 0, at = 0; i < rows; i++) {
      if (isCore[i] === 0) continue;
      const row = tree.order[i]!;
      core.set(data.subarray(row * cols, (row + 1) * cols), at * cols);
      coreLabels[at++] = label[i]!;
    }
    return { nClusters: groups, labels, core, coreLabels };
  } finally {
    await team.close();
  }
}
