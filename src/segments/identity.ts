import { closeness } from "./centres.ts";
import type { Former } from "./former.ts";
import { continuedGroups } from "./passport.ts";
import { type Straightening, straightened } from "./straighten.ts";

/** Which segment each group is, from refresh to refresh. */
export interface Identities {
  /** Index of the former persona each group continues, or −1. */
  readonly continues: Int32Array;
  readonly segments: readonly number[];
  readonly colours: readonly number[];
  readonly nextSegment: number;
}

export interface Groups {
  readonly labels: ArrayLike<number>;
  readonly groups: number;
  readonly features: readonly string[];
  /** Medians in own units, groups × features; and how those features come onto the clustering scale. */
  readonly medians: readonly (readonly number[])[];
  readonly scale: readonly Straightening[];
}

/** Colours of the dashboard's palette. */
const COLOURS = 8;

/** Matches groups to the former ones; what continues none gets a passport nobody ever had. `order`: biggest first. */
export function identify(now: Groups, former: Former | null, order: readonly number[]): Identities {
  const continues = former ? matched(now, former) : new Int32Array(now.groups).fill(-1);
  const segments = new Array<number>(now.groups);
  const colours = new Array<number>(now.groups);
  const free = freeColours();
  let nextSegment = former?.report.nextSegment ?? 0;
  for (const g of order) {
    const persona = former?.report.personas[continues[g]!];
    if (!persona) continue;
    segments[g] = persona.segment;
    colours[g] = persona.colour;
    free.take(persona.colour);
  }
  for (const g of order) {
    if (continues[g]! >= 0) continue;
    segments[g] = nextSegment++;
    colours[g] = free.next();
  }
  return { continues, segments, colours, nextSegment };
}

/** Centres are compared only where both are made from the same features. */
function matched({ labels, groups, features, medians, scale }: Groups, { report, labels: before }: Former) {
  const onScale = (values: readonly (number | null)[]) =>
    values.map((v, j) => straightened(v ?? Number.NaN, scale[j]!));
  const alike =
    report.features.join("\n") === features.join("\n")
      ? medians.map((now) => report.personas.map(({ centre }) => closeness(onScale(now), onScale(centre))))
      : undefined;
  return continuedGroups(labels, before, groups, report.personas.length, alike);
}

/** The colours least used so far, in the palette's order. */
function freeColours() {
  const used = new Array<number>(COLOURS).fill(0);
  const take = (colour: number) => {
    used[colour % COLOURS]!++;
  };
  return {
    take,
    next(): number {
      const colour = used.indexOf(Math.min(...used));
      take(colour);
      return colour;
    },
  };
}
