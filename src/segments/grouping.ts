import type { Matrix } from "../core/matrix.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import { realitySentence } from "./advise.ts";
import { groupSizes } from "./cluster.ts";
import { kMeansCluster, wardCluster } from "./cut-methods.ts";
import { dbscanMethod, hdbscanMethod } from "./dense-methods.ts";
import { type FoundDenseGroups, findDenseGroups } from "./find-dense-groups.ts";
import { findGroups } from "./find-groups.ts";
import type { Method, MethodOptions } from "./method.ts";
import type { SegmentationReport } from "./persona.ts";

/** The groups of a method and what can be said of them before anyone is described. */
export interface Grouping
  extends Pick<
    SegmentationReport,
    "groups" | "chosen" | "candidates" | "silhouette" | "stability" | "real" | "realWhy" | "notes"
  > {
  /** One a row, 0 … groups − 1; −1 = no clear group. */
  readonly labels: Int32Array;
}

export interface GroupingOptions extends MethodOptions {
  readonly seed: number;
  readonly threads: number;
  readonly work?: Work;
}

/** Groups the rows of `x` (nothing missing, one scale); `axes` are the same rows along all their principal axes. */
export async function groupRows(
  method: Method,
  x: Matrix,
  axes: Matrix,
  options: GroupingOptions,
): Promise<Grouping> {
  const { work } = options;
  if (method === "k-means" || method === "ward") return cutRows(method, x, axes, options);
  const dense = method === "dbscan" ? dbscanMethod(options, work) : hdbscanMethod(options, work);
  const found = await findDenseGroups(x, axes, dense, options);
  const { groups, silhouette, stability, doubt } = found;
  const sizes = groupSizes(found.labels, groups);
  return {
    groups,
    labels: found.labels,
    silhouette,
    stability,
    real: doubt === null,
    candidates: [{ groups, silhouette, stability, smallest: groups > 0 ? Math.min(...sizes) : 0 }],
    chosen: densitySentence(method, found, options),
    realWhy: {
      code: `segments.reality.dense.${doubt ?? "real"}`,
      data: { apart: found.apart, byChance: found.byChance, stability },
    },
    notes: [
      ...(found.tested < x.rows ? [say("denseSampled", { rows: found.tested })] : []),
      ...(found.dropped > 0 ? [say("dropped", { count: found.dropped })] : []),
    ],
  };
}

async function cutRows(
  method: "k-means" | "ward",
  x: Matrix,
  axes: Matrix,
  { groups: asked, seed, threads, work }: GroupingOptions,
): Promise<Grouping> {
  const tree = method === "ward" ? wardCluster(threads, work) : null;
  const found = await findGroups(x, axes, tree ?? kMeansCluster(threads, work), {
    quick: tree ?? kMeansCluster(threads, work, true),
    ...(asked ? { groups: asked } : {}),
    seed,
    ...(work ? { work } : {}),
  });
  const { groups, silhouette, stability, real } = found.candidate;
  const heights = tree ? await tree.heights(x, groups) : null;
  return {
    groups,
    labels: found.labels,
    silhouette,
    stability,
    real,
    candidates: found.candidates.map((c) => ({
      groups: c.groups,
      silhouette: c.silhouette,
      stability: c.stability,
      smallest: c.smallest,
    })),
    chosen: found.chosen,
    realWhy: realitySentence(found.candidate),
    notes: [
      ...(heights ? [say("cutHeight", { ...heights })] : []),
      ...(found.sampled < x.rows ? [say("sampled", { rows: found.sampled })] : []),
    ],
  };
}

/** How many groups lie there, and by which distance or size: the user's or the advised one, with its reason. */
function densitySentence(
  method: Method,
  { groups, labels, density }: FoundDenseGroups,
  asked: MethodOptions,
): Sentence {
  const outside = labels.reduce((n, g) => n + (g < 0 ? 1 : 0), 0) / labels.length;
  if (groups === 0) return { code: "segments.chosen.denseNone", data: {} };
  const given = method === "dbscan" ? asked.eps !== undefined : asked.minClusterSize !== undefined;
  return {
    code: `segments.chosen.${method}${given ? "Given" : ""}`,
    data: { count: groups, outside, ...density },
  };
}

function say(code: string, data: Sentence["data"]): Sentence {
  return { code: `segments.notes.${code}`, data };
}
