import { numberColumns } from "../core/matrix.ts";
import type { Sentence } from "../core/sentence.ts";
import type { Reader } from "../store/reader.ts";
import { changesSince, type Move, type SegmentEvent } from "./changes.ts";
import type { ClusteringData } from "./clustering-data.ts";
import type { ClusteringScale } from "./clustering-scale.ts";
import { traitsOf } from "./describe.ts";
import type { Former } from "./former.ts";
import { type Habits, medianHabits, quantile, readHabits } from "./habits.ts";
import { identify } from "./identity.ts";
import { type HabitScale, habitScale, namesToKeep, type PersonaName, personaNames } from "./name.ts";
import { NEXT_DAYS } from "./next-period.ts";
import { NOWHERE, type Persona } from "./persona.ts";
import { traitNames } from "./trait-names.ts";
import { featureCode, tellingShopFeatures } from "./trait-sentence.ts";

export interface PersonasInput {
  readonly data: ClusteringData;
  readonly scale: ClusteringScale;
  /** Whether the user named the features: then groups are named by them, not by buying habits. */
  readonly chosenByUser: boolean;
  /** −1 = no clear group: described beside the groups, but never one of them. */
  readonly labels: ArrayLike<number>;
  readonly groups: number;
  readonly next: readonly (NonNullable<Persona["next"]> | null)[] | null;
  readonly former: Former | null;
}

export interface DescribedGroups {
  readonly personas: readonly Persona[];
  /** Passport of each group. */
  readonly segments: readonly number[];
  readonly events: readonly SegmentEvent[];
  readonly moves: readonly Move[];
  readonly nextSegment: number;
  readonly currency: string | null;
}

const noClearGroup: PersonaName = { name: { code: "segments.noClearGroup", data: {} }, icon: "user" };

/** Describes every group: who they are, what they bring, what sets them apart, and which former group they are. */
export async function describeGroups(reader: Reader, input: PersonasInput): Promise<DescribedGroups> {
  const { data, scale, labels, groups, next, former } = input;
  const { members, outside } = membersOf(labels, groups);
  const told = outside.length > 0 ? [...members, outside] : members;
  const habits = data.kind === "shop" ? await readHabits(reader, data.asOf) : null;
  const currency = data.kind === "shop" ? await onlyCurrency(reader) : null;
  const traits = traitsOf({
    raw: data.x,
    scaled: scale.all,
    columns: numberColumns(data.names),
    clusteredOn: new Set(scale.features),
    others: data.kind === "shop" ? tellingShopFeatures : new Set(data.names),
    othersApart: data.kind === "flat",
    labels: Int32Array.from(labels, (g) => (g < 0 ? groups : g)),
    groups: told.length,
    currency,
  });
  const sizes = told.map((rows) => rows.length);
  const revenue = told.map((rows) => sum(habits?.revenueMinor, rows));
  const order = members
    .map((_, g) => g)
    .sort((a, b) => revenue[b]! - revenue[a]! || sizes[b]! - sizes[a]! || a - b);
  const medians = told.map((rows) => scale.columns.map((j) => columnMedian(data, j, rows)));
  const identity = identify(
    {
      labels,
      groups,
      features: scale.features,
      medians: medians.slice(0, groups),
      scale: scale.columns.map((j) => scale.learned[j]!),
    },
    former,
    order,
  );
  const sameFeatures = former?.report.features.join("\n") === scale.features.join("\n");
  const formerName = (g: number): Sentence | null =>
    (sameFeatures && former?.report.personas[identity.continues[g]!]?.name) || null;
  const byHabits = habits !== null && !input.chosenByUser;
  const names = byHabits
    ? namesByHabits(habits, members, formerName)
    : traitNames(
        traits.slice(0, groups),
        featureCode,
        members.map((_, g) => formerName(g)),
      );
  const customers = data.customers.length;
  const allRevenue = revenue.reduce((a, b) => a + b, 0);
  const describe = (g: number): Persona => {
    const share = sizes[g]! / customers;
    const revenueShare = allRevenue > 0 ? revenue[g]! / allRevenue : 0;
    const typical = habits ? medianHabits(habits, told[g]!) : null;
    const after = next?.[g] ?? null;
    return {
      segment: identity.segments[g] ?? NOWHERE,
      ...(names[g] ?? noClearGroup),
      colour: identity.colours[g] ?? NOWHERE,
      size: sizes[g]!,
      share,
      revenueMinor: revenue[g]!,
      revenueShare,
      medianOrderMinor: typical ? Math.round(typical.basketMinor) : null,
      traits: traits[g]!,
      ...(after ? { next: after } : {}),
      summary: typical
        ? {
            code: after ? "segments.summary.boughtNext" : "segments.summary.bought",
            data: {
              size: sizes[g]!,
              share,
              revenueShare,
              orders: typical.orders,
              basket: Math.round(typical.basketMinor),
              recencyDays: typical.recencyDays,
              currency: currency ?? "",
              ...(after ? { next: after.orderedShare, days: NEXT_DAYS } : {}),
            },
          }
        : { code: "segments.summary.plain", data: { size: sizes[g]!, share } },
      centre: medians[g]!.map((v) => (Number.isNaN(v) ? null : v)),
    };
  };
  const personas = [...order, ...(outside.length > 0 ? [groups] : [])].map(describe);
  const { segments, continues, nextSegment } = identity;
  const changes = former
    ? changesSince({ labels, sizes, segments, names: names.map((n) => n.name), continues, former })
    : { events: [], moves: [] };
  return { personas, segments, ...changes, nextSegment, currency };
}

function namesByHabits(
  habits: Habits,
  members: readonly (readonly number[])[],
  formerName: (group: number) => Sentence | null,
) {
  const scale = scaleOf(habits);
  const typical = members.map((rows) => medianHabits(habits, rows));
  const kept = namesToKeep(
    members.map((_, g) => formerName(g)),
    typical,
    scale,
  );
  return personaNames(typical, scale, kept);
}

function scaleOf(habits: Habits): HabitScale {
  const sorted = new Map<string, Float64Array>();
  const { orders, recencyDays, tenureDays } = habits;
  const gaps = Float64Array.from(orders.keys(), (i) =>
    orders[i]! > 1 ? (tenureDays[i]! - recencyDays[i]!) / (orders[i]! - 1) : Number.NaN,
  );
  const usualGapDays = quantile(gaps.filter((g) => !Number.isNaN(g)).sort(), 0.5);
  return habitScale((habit, q) => {
    const values = sorted.get(habit) ?? habits[habit].slice().sort();
    sorted.set(habit, values);
    return quantile(values, q);
  }, usualGapDays);
}

/** Rows of every group, and those in none. */
function membersOf(labels: ArrayLike<number>, groups: number): { members: number[][]; outside: number[] } {
  const members = Array.from({ length: groups }, () => [] as number[]);
  const outside: number[] = [];
  for (let i = 0; i < labels.length; i++) (members[labels[i]!] ?? outside).push(i);
  return { members, outside };
}

function columnMedian({ x }: ClusteringData, column: number, rows: readonly number[]): number {
  const values = Float64Array.from(rows, (i) => x.data[i * x.cols + column]!).filter((v) => !Number.isNaN(v));
  return quantile(values.sort(), 0.5);
}

function sum(values: Float64Array | undefined, rows: readonly number[]): number {
  return values ? rows.reduce((total, i) => total + values[i]!, 0) : 0;
}

async function onlyCurrency(reader: Reader): Promise<string | null> {
  const found = await reader.rows<{ currency: string }>(
    "SELECT DISTINCT currency FROM orders WHERE currency IS NOT NULL LIMIT 2",
  );
  return found.length === 1 ? found[0]!.currency : null;
}
