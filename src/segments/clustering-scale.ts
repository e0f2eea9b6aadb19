import { KindredError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { chooseFeatures } from "./choose-features.ts";
import type { ClusteringData } from "./clustering-data.ts";
import { takeColumns } from "./columns.ts";
import { learnStraightening, type Straightening, straighten } from "./straighten.ts";

/** The data on the scale that groups are found on. */
export interface ClusteringScale {
  /** How every column of the data comes onto the scale, and all of them on it. */
  readonly learned: readonly Straightening[];
  readonly all: Matrix;
  /** Indexes and names of the columns that groups are made from, and those columns alone. */
  readonly columns: readonly number[];
  readonly features: readonly string[];
  readonly x: Matrix;
}

/**
 * Straightens and scales the data and picks what to cluster on: `wanted`, or the usual choice.
 * @throws nothing-varies where every customer is the same in all of it
 */
export function clusteringScale(data: ClusteringData, wanted?: readonly string[]): ClusteringScale {
  const names = wanted ?? data.usual;
  const learned = learnStraightening(data.x);
  const all = straighten(data.x, learned);
  const asked = [...new Set(names)].map((name) => data.names.indexOf(name)).filter((j) => j >= 0);
  const { columns } = chooseFeatures(all, learned, asked);
  if (columns.length === 0)
    throw new KindredError("nothing-varies", {
      features: (names.length > 0 ? names : data.names).join(", "),
    });
  const features = columns.map((j) => data.names[j]!);
  return { learned, all, columns, features, x: takeColumns(all, columns) };
}
