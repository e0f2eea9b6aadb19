import { type Design, type Matrix, numberColumns } from "../core/matrix.ts";
import type { Work } from "../core/progress.ts";
import { kMeans } from "../models/k-means/k-means.ts";
import { type WardModel, ward } from "../models/ward/ward.ts";
import type { Cluster } from "./cluster.ts";

/** Starts of K-means: of the cut itself, and of each of the hundreds of cuts that tests are made of. */
const STARTS = 10;
const QUICK_STARTS = 2;

/** K-means as a way to cut rows into groups; no row belongs nowhere. `quick` takes fewer starts. */
export function kMeansCluster(threads: number, work?: Work, quick = false): Cluster {
  return async (x, groups, seed) => {
    const design = designOf(x);
    const parameters = kMeans.check({ nClusters: groups, nInit: quick ? QUICK_STARTS : STARTS });
    const model = await kMeans.fit(design, parameters, { seed, threads, ...signalOf(work) });
    return model.assign(design);
  };
}

/** Ward's tree as a way to cut rows into groups: grown once for the same rows, then cut into any number. */
export function wardCluster(
  threads: number,
  work?: Work,
): Cluster & { heights(x: Matrix, groups: number): Promise<CutHeights> } {
  const trees = new WeakMap<Matrix, Promise<WardModel>>();
  const treeOf = (x: Matrix, seed: number) => {
    const known = trees.get(x);
    if (known) return known;
    const tree = ward.fit(designOf(x), ward.check({ nClusters: 1 }), { seed, threads, ...signalOf(work) });
    trees.set(x, tree);
    return tree;
  };
  const cluster = async (x: Matrix, groups: number, seed: number) => (await treeOf(x, seed)).cut(groups);
  const heights = async (x: Matrix, groups: number): Promise<CutHeights> => {
    const { distance } = (await treeOf(x, 0)).linkage;
    return { joined: distance[distance.length - groups] ?? 0, next: distance[distance.length - groups + 1]! };
  };
  return Object.assign(cluster, { heights });
}

/** Heights of Ward's tree (distance, scipy's) between which it falls into a number of groups. */
export interface CutHeights {
  /** The highest join within a group. */
  readonly joined: number;
  /** The lowest join of two groups. */
  readonly next: number;
}

export function designOf(x: Matrix): Design {
  return { x, columns: numberColumns(Array.from({ length: x.cols }, (_, j) => `${j}`)) };
}

export function signalOf(work?: Work): { signal?: AbortSignal } {
  return work?.signal ? { signal: work.signal } : {};
}
