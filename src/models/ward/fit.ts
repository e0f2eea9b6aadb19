import type { Design, Matrix } from "../../core/matrix.ts";
import type { FitContext } from "../estimator.ts";
import { cutInto, type Linkage, linkageOf } from "../hierarchy/linkage.ts";
import { kMeans } from "../k-means/k-means.ts";
import { wardJoins } from "./chain.ts";
import type { WardParameters } from "./parameters.ts";

export interface FittedWard {
  readonly linkage: Linkage;
  /** Leaf of the tree that each training row is in; absent where every row is a leaf of its own. */
  readonly leaf?: Int32Array;
  readonly labels: Int32Array;
  /** Row-major means of the groups. */
  readonly centres: Float64Array;
}

/** Exact up to `exactRows`; above, the tree is grown over the means of k-means micro-clusters, weighted by size. */
export async function fitWard(data: Design, p: WardParameters, ctx: FitContext): Promise<FittedWard> {
  const { x } = data;
  if (x.rows <= p.exactRows) {
    const joins = await wardJoins(x, new Float64Array(x.rows).fill(1), ctx);
    const linkage = linkageOf(joins);
    const labels = cutInto(linkage, p.nClusters);
    return { linkage, labels, centres: meansOf(x, labels, p.nClusters) };
  }
  const micro = await kMeans.fit(
    data,
    kMeans.check({ nClusters: p.microClusters, nInit: 1, maxIter: 20, startRows: p.exactRows }),
    ctx,
  );
  const leaf = micro.assign(data);
  const used = micro.sizes.findLastIndex((size) => size > 0) + 1;
  const centres = Float32Array.from(micro.centres.subarray(0, used * x.cols));
  const joins = await wardJoins({ rows: used, cols: x.cols, data: centres }, micro.sizes.slice(0, used), ctx);
  const linkage = linkageOf(joins);
  const ofLeaf = cutInto(linkage, p.nClusters);
  const labels = leaf.map((l) => ofLeaf[l]!);
  return { linkage, leaf, labels, centres: meansOf(x, labels, p.nClusters) };
}

function meansOf({ rows, cols, data }: Matrix, labels: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups * cols);
  const size = new Float64Array(groups);
  for (let i = 0; i < rows; i++) {
    size[labels[i]!]!++;
    for (let j = 0; j < cols; j++) sums[labels[i]! * cols + j]! += data[i * cols + j]!;
  }
  return sums.map((sum, k) => sum / size[Math.floor(k / cols)]!);
}
