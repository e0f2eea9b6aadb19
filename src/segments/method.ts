import { KindredError } from "../core/errors.ts";
import { type Matrix, numberColumns } from "../core/matrix.ts";
import type { Work } from "../core/progress.ts";
import { kMeans } from "../models/k-means/k-means.ts";
import type { Cluster } from "./cluster.ts";

const methods = ["k-means"] as const;
export type Method = (typeof methods)[number];

/** Starts of K-means: of the cut itself, and of each of the hundreds of cuts that tests are made of. */
const STARTS = 10;
const QUICK_STARTS = 2;

/** @throws bad-option naming the methods there are */
export function checkMethod(method: string): Method {
  const known = methods.find((m) => m === method);
  if (known) return known;
  throw new KindredError("bad-option", { option: "--method", value: method, allowed: methods.join(", ") });
}

/** K-means as a way to cut rows into groups; no row belongs nowhere. `quick` takes fewer starts. */
export function kMeansCluster(threads: number, work?: Work, quick = false): Cluster {
  const signal = work?.signal ? { signal: work.signal } : {};
  return async (x: Matrix, groups: number, seed: number) => {
    const design = { x, columns: numberColumns(Array.from({ length: x.cols }, (_, j) => `${j}`)) };
    const parameters = kMeans.check({ nClusters: groups, nInit: quick ? QUICK_STARTS : STARTS });
    const model = await kMeans.fit(design, parameters, { seed, threads, ...signal });
    return model.assign(design);
  };
}
