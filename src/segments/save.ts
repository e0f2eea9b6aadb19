import type { Matrix } from "../core/matrix.ts";
import type { Built, Store } from "../store/store.ts";
import type { SegmentationReport } from "./persona.ts";

/** Every customer's place; arrays go together. */
export interface Places {
  readonly customers: Float64Array;
  readonly segments: Int32Array;
  /** Rows along the principal axes: the first two make the picture. */
  readonly axes: Matrix;
  /** To the centre of the own group, on the clustering scale. */
  readonly distances: Float64Array;
}

/** Builds `segmentations__next` and `memberships__next`. */
export async function saveSegmentation(
  store: Store,
  report: SegmentationReport,
  createdAt: Date,
  { customers, segments, axes, distances }: Places,
): Promise<Built<SegmentationReport>> {
  const axis = (a: number) =>
    Float64Array.from({ length: axes.rows }, (_, i) => (a < axes.cols ? axes.data[i * axes.cols + a]! : 0));
  await store.build(async (w) => {
    for (const table of ["segmentations", "memberships"]) {
      await w.run(`DROP TABLE IF EXISTS ${table}__next`);
      await w.run(`CREATE TABLE ${table}__next AS SELECT * FROM ${table} LIMIT 0`);
    }
    await w.append("memberships__next", [
      new Array<string>(customers.length).fill(report.segmentation),
      BigInt64Array.from(customers, (c) => BigInt(c)),
      segments,
      axis(0),
      axis(1),
      distances,
    ]);
    await w.run("INSERT INTO segmentations__next VALUES ($1, $2, $3, $4, $5)", [
      report.segmentation,
      report.method,
      new Date(report.asOf),
      createdAt,
      JSON.stringify(report),
    ]);
  });
  return {
    report,
    swaps: ["segmentations", "memberships"].map((to) => ({ from: `${to}__next`, to })),
  };
}
