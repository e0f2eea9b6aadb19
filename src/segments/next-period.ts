import { addDays } from "../core/clock.ts";
import type { Outcome } from "../features/algebra.ts";
import { computeOutcome } from "../features/outcome.ts";
import type { Reader } from "../store/reader.ts";
import { centresOf, closeness } from "./centres.ts";
import { type Cluster, groupSizes } from "./cluster.ts";
import { readShop } from "./clustering-data.ts";
import { takeColumns } from "./columns.ts";
import { optimalAssignment } from "./passport.ts";
import type { Persona } from "./persona.ts";
import { holm, sameShareP, wilson } from "./proportion.ts";
import { learnStraightening, straighten } from "./straighten.ts";

/** The time that is held back: groups are made as of its start, and then it is seen what they did. */
export const NEXT_DAYS = 90;
/** Fewer customers than this say nothing about a group. */
const FEWEST = 20;

const ordered: Outcome = { want: "present", of: { from: "orders", aggregate: "count" } };

/** Today's groups, as their centres on the clustering scale (row-major groups × features). */
export interface TodaysGroups {
  readonly asOf: Date;
  readonly features: readonly string[];
  readonly attributes: readonly string[];
  readonly groups: number;
  readonly centres: readonly (readonly number[])[];
}

/**
 * What happened next to people like those of each group. Everything (scale, groups) is made again from what was known
 * 90 days before the end, so nothing of the 90 days went into it; each of those groups is matched to the one of today
 * whose centre is alike. p: chi-square test of the group's share against all others', Holm-adjusted over the groups.
 * Null where no former group is alike, or it is too small; null for all where the history is too short.
 */
export async function nextPeriod(
  reader: Reader,
  today: TodaysGroups,
  cluster: Cluster,
  seed: number,
): Promise<readonly (NonNullable<Persona["next"]> | null)[] | null> {
  const cutOff = addDays(today.asOf, -NEXT_DAYS);
  const past = await readShop(reader, cutOff, today.attributes);
  const columns = today.features.map((f) => past.names.indexOf(f));
  if (columns.includes(-1) || past.customers.length < FEWEST * today.groups) return null;
  const x = takeColumns(past.x, columns);
  const scaled = straighten(x, learnStraightening(x));
  const labels = await cluster(scaled, today.groups, seed);
  const outcome = await computeOutcome(reader, ordered, {
    cutOff,
    horizonDays: NEXT_DAYS,
    customers: past.customers,
  });
  const sizes = groupSizes(labels, today.groups);
  const hits = new Float64Array(today.groups);
  labels.forEach((g, i) => {
    hits[g]! += outcome[i]!;
  });
  const all = hits.reduce((a, b) => a + b, 0);
  const pValues = holm(
    Array.from(hits, (h, g) => sameShareP(h, sizes[g]!, all - h, labels.length - sizes[g]!)),
  );
  const then = centresOf(scaled, labels, today.groups);
  const alike = today.centres.map((now) => then.map((before) => closeness(now, before)));
  const match = optimalAssignment(alike, today.groups);
  return Array.from(match, (g, i) => {
    if (g < 0 || alike[i]![g]! < ALIKE || sizes[g]! < FEWEST) return null;
    const { share, low, high } = wilson(hits[g]!, sizes[g]!);
    return { orderedShare: share, low, high, pValue: pValues[g]! };
  });
}

/** Centres further apart than about half a standard deviation a feature are not the same kind of people. */
const ALIKE = 0.5;
