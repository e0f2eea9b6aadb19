import { KindredError } from "../core/errors.ts";

/** Methods that cut the customers into any number of groups, and those that find where customers lie close together. */
const methods = ["k-means", "ward", "dbscan", "hdbscan"] as const;
export type Method = (typeof methods)[number];

/** What a method may be told; which of it stands in `taken`. */
export interface MethodOptions {
  /** The user's number of groups, 2 … 50. */
  readonly groups?: number;
  /** Customers this far apart on the clustering scale are neighbours. */
  readonly eps?: number;
  /** Neighbours (itself among them) that a customer amid a group has. */
  readonly minSamples?: number;
  /** Smaller groups are none. */
  readonly minClusterSize?: number;
}

/** Nobody keeps more kinds of people apart. */
export const MOST_GROUPS = 50;
const FEWEST_SAMPLES = 2;

const flags: Readonly<Record<keyof MethodOptions, string>> = {
  groups: "--groups",
  eps: "--eps",
  minSamples: "--min-samples",
  minClusterSize: "--min-cluster-size",
};

const taken: Readonly<Record<Method, readonly (keyof MethodOptions)[]>> = {
  "k-means": ["groups"],
  ward: ["groups"],
  dbscan: ["eps", "minSamples"],
  hdbscan: ["minSamples", "minClusterSize"],
};

/** @throws bad-option naming the methods there are, the option that this method does not take, or what it may be */
export function checkMethod(method: string, options: MethodOptions, customers: number): Method {
  const known = methods.find((m) => m === method);
  if (!known) {
    throw new KindredError("bad-option", { option: "--method", value: method, allowed: methods.join(", ") });
  }
  for (const [name, flag] of Object.entries(flags) as [keyof MethodOptions, string][]) {
    const value = options[name];
    if (value === undefined) continue;
    if (!taken[known].includes(name)) {
      const takers = methods.filter((m) => taken[m].includes(name)).map((m) => `--method ${m}`);
      throw new KindredError("bad-option", { option: flag, value, allowed: takers.join(", ") });
    }
    const allowed = rangeOf(name, customers);
    if (!allowed.holds(value)) {
      throw new KindredError("bad-option", { option: flag, value, allowed: allowed.said });
    }
  }
  return known;
}

function rangeOf(name: keyof MethodOptions, customers: number) {
  if (name === "eps") return { said: "> 0", holds: (v: number) => v > 0 && Number.isFinite(v) };
  const most = name === "groups" ? MOST_GROUPS : Math.max(FEWEST_SAMPLES, customers);
  return {
    said: `${FEWEST_SAMPLES} … ${most}`,
    holds: (v: number) => Number.isInteger(v) && v >= FEWEST_SAMPLES && v <= most,
  };
}
