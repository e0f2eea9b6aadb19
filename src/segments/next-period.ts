import { addDays } from "../core/clock.ts";
import type { Outcome } from "../features/algebra.ts";
import { computeOutcome } from "../features/outcome.ts";
import type { Reader } from "../store/reader.ts";
import { nearestCentres } from "./centres.ts";
import { groupSizes } from "./cluster.ts";
import { readShop } from "./clustering-data.ts";
import { takeColumns } from "./columns.ts";
import type { Persona } from "./persona.ts";
import { holm, sameShareP, wilson } from "./proportion.ts";
import { learnStraightening, straighten } from "./straighten.ts";

/** The time that is held back: people are sorted by what was known at its start, then it is seen what they did. */
export const NEXT_DAYS = 90;
/** Fewer customers than this say nothing about a group. */
const FEWEST = 20;

const ordered: Outcome = { want: "present", of: { from: "orders", aggregate: "count" } };

/** The rule of today's groups: their centres on the clustering scale, one list a group. */
export interface TodaysGroups {
  readonly asOf: Date;
  readonly features: readonly string[];
  /** Those of the data's own columns that may be among the features. */
  readonly attributes: readonly string[];
  readonly centres: readonly (readonly number[])[];
  /** How far from its centre each group reaches, where not everyone belongs to one. */
  readonly reach?: readonly number[];
}

/**
 * What happened next to people like those of each group. Everyone known 90 days before the end is put on the scale of
 * that day and sorted to the nearest centre; no order of the 90 days plays a part in it. The centres are today's, so
 * that the groups are the ones described: means over all customers, on which no single one has a say.
 * p: chi-square test of a group's share against all others', Holm-adjusted over the groups; on shops whose customers
 * are all alike it is below .05 no oftener than it should be (test/journey). Null for a group that was too small then;
 * null for all where the history is too short.
 */
export async function nextPeriod(
  reader: Reader,
  { asOf, features, attributes, centres, reach }: TodaysGroups,
): Promise<readonly (NonNullable<Persona["next"]> | null)[] | null> {
  const cutOff = addDays(asOf, -NEXT_DAYS);
  const past = await readShop(reader, cutOff, attributes);
  const columns = features.map((f) => past.names.indexOf(f));
  if (columns.includes(-1) || past.customers.length < FEWEST) return null;
  const x = takeColumns(past.x, columns);
  const labels = nearestCentres(straighten(x, learnStraightening(x)), centres, reach);
  const outcome = await computeOutcome(reader, ordered, {
    cutOff,
    horizonDays: NEXT_DAYS,
    customers: past.customers,
  });
  const sizes = groupSizes(labels, centres.length);
  const hits = new Float64Array(centres.length);
  labels.forEach((g, i) => {
    if (g >= 0) hits[g]! += outcome[i]!;
  });
  const all = outcome.reduce((a, b) => a + b, 0);
  const told = Array.from(sizes.keys()).filter((g) => sizes[g]! >= FEWEST);
  const pValues = holm(
    told.map((g) => sameShareP(hits[g]!, sizes[g]!, all - hits[g]!, labels.length - sizes[g]!)),
  );
  return centres.map((_, g) => {
    const at = told.indexOf(g);
    if (at < 0) return null;
    const { share, low, high } = wilson(hits[g]!, sizes[g]!);
    return { orderedShare: share, low, high, pValue: pValues[at]! };
  });
}
