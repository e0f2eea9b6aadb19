import type { Matrix } from "../core/matrix.ts";
import type { Work } from "../core/progress.ts";
import { dbscan } from "../models/dbscan/dbscan.ts";
import { hdbscan } from "../models/hdbscan/hdbscan.ts";
import { adviseEps } from "./advise-eps.ts";
import { groupSizes } from "./cluster.ts";
import { designOf, signalOf } from "./cut-methods.ts";
import { type MethodOptions, MOST_GROUPS } from "./method.ts";

/** Groups that were found, not asked for: largest first; −1 = no clear group. */
export interface DenseGroups {
  readonly labels: Int32Array;
  readonly groups: number;
  /** Groups that were too small for a persona: their customers count as being in none. */
  readonly dropped: number;
  /** What was looked for; `eps` belongs to DBSCAN, `minClusterSize` to HDBSCAN. */
  readonly density: { readonly eps?: number; readonly minSamples: number; readonly minClusterSize?: number };
}

/**
 * A way to find groups where customers lie close together. Where `x` is only the `share`-th part of all rows, what the
 * user gave is scaled with it (whoever has ten neighbours has five in half); what is advised is advised for `x`.
 */
export type DenseMethod = (x: Matrix, share?: number) => Promise<DenseGroups>;

/** Fewer neighbours than this are chance; with more columns more are needed: twice as many (Sander, Ester, Kriegel and Xu 1998). */
const LEAST_SAMPLES = 10;
/** A smaller group is not worth its own message. */
const MIN_SHARE = 0.02;
const LEAST_GROUP = 5;

export function dbscanMethod(options: MethodOptions, work?: Work): DenseMethod {
  return async (x, share = 1) => {
    const given = options.minSamples ?? usualSamples(x);
    const minSamples = options.eps === undefined ? Math.min(x.rows, given) : part(given, share);
    const eps = options.eps ?? adviseEps(x, minSamples);
    const parameters = dbscan.check({ eps, minSamples });
    const model = await dbscan.fit(designOf(x), parameters, { seed: 0, ...signalOf(work) });
    return { ...largestFirst(model.labels, MIN_SHARE * x.rows), density: { eps, minSamples } };
  };
}

export function hdbscanMethod(options: MethodOptions, work?: Work): DenseMethod {
  return async (x, share = 1) => {
    const minSamples = Math.min(x.rows, options.minSamples ?? usualSamples(x));
    const minClusterSize = options.minClusterSize
      ? part(options.minClusterSize, share)
      : Math.max(LEAST_GROUP, Math.ceil(MIN_SHARE * x.rows));
    const parameters = hdbscan.check({ minClusterSize, minSamples });
    const model = await hdbscan.fit(designOf(x), parameters, { seed: 0, ...signalOf(work) });
    return { ...largestFirst(model.labels, minClusterSize), density: { minSamples, minClusterSize } };
  };
}

function usualSamples(x: Matrix): number {
  return Math.min(x.rows, Math.max(LEAST_SAMPLES, 2 * x.cols));
}

function part(count: number, share: number): number {
  return Math.max(2, Math.round(count * share));
}

function largestFirst(labels: Int32Array, least: number): Omit<DenseGroups, "density"> {
  const groups = labels.reduce((most, g) => Math.max(most, g + 1), 0);
  const sizes = groupSizes(labels, groups);
  const order = Array.from(sizes.keys())
    .filter((g) => sizes[g]! >= least)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    .slice(0, MOST_GROUPS);
  const number = new Int32Array(groups).fill(-1);
  order.forEach((g, i) => {
    number[g] = i;
  });
  return {
    labels: labels.map((g) => (g < 0 ? -1 : number[g]!)),
    groups: order.length,
    dropped: groups - order.length,
  };
}
