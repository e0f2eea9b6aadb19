import type { Sentence } from "../core/sentence.ts";
import { type Former, WAS_NOWHERE } from "./former.ts";
import { NOWHERE } from "./persona.ts";

/** What became of the groups between two refreshes. */
export interface SegmentEvent {
  readonly kind: "new" | "split" | "merged" | "vanished";
  /** Passport of the group it is about: the new one, the part, the whole, the vanished one. */
  readonly segment: number;
  /** Passports of the groups it came from; of a vanished one, where most of its people are now. */
  readonly others: readonly number[];
  /** People of that group, and their share of all customers then. */
  readonly customers: number;
  readonly share: number;
  readonly what: Sentence;
}

/** Customers who went from one group to another between two refreshes; null = not a customer then, −1 = no clear group. */
export interface Move {
  readonly from: number | null;
  readonly to: number;
  readonly customers: number;
}

export interface ChangesInput {
  readonly labels: ArrayLike<number>;
  readonly sizes: ArrayLike<number>;
  /** Passport and name of each group of today. */
  readonly segments: readonly number[];
  readonly names: readonly Sentence[];
  /** Index of the former persona each group continues, or −1. */
  readonly continues: ArrayLike<number>;
  readonly former: Former;
}

/** A former group of which this share went into one group of today went over to it. */
const WENT_OVER = 2 / 3;
/** A new group that took this share of one former group, and is made of it by this share, is a part of it. */
const PART = 0.25;
const MADE_OF = 0.5;

/** Events and moves since the former segmentation. People who change groups make moves, never an event. */
export function changesSince(input: ChangesInput): { events: SegmentEvent[]; moves: Move[] } {
  const { segments, former } = input;
  const before = former.report.personas;
  const { moved, came, stray } = count(input);
  const known = moved.map((row) => row.reduce((a, b) => a + b, 0));
  const given = (j: number, g: number) => moved[j]![g]! / Math.max(1, known[j]!);
  const continued = new Set(Array.from(input.continues).filter((j) => j >= 0));
  const ended = before.map((_, j) => j).filter((j) => !continued.has(j));
  const explained = new Set<number>();
  const events: SegmentEvent[] = [];
  segments.forEach((_, g) => {
    const own = input.continues[g]!;
    const wentOver = ended.filter((j) => given(j, g) >= WENT_OVER);
    const sources = own >= 0 ? [own, ...wentOver] : wentOver;
    if (sources.length >= 2) {
      for (const j of sources) explained.add(j);
      events.push(event("merged", input, g, sources));
    } else if (own < 0) {
      const whole = before.findIndex(
        (_, j) => given(j, g) >= PART && moved[j]![g]! >= MADE_OF * input.sizes[g]!,
      );
      if (whole >= 0) explained.add(whole);
      events.push(event(whole >= 0 ? "split" : "new", input, g, whole >= 0 ? [whole] : []));
    }
  });
  for (const j of ended.filter((i) => !explained.has(i))) {
    const most = moved[j]!.indexOf(Math.max(...moved[j]!));
    const dissolved = known[j]! > 0 && most === segments.length;
    const { segment, size, share, name } = before[j]!;
    events.push({
      kind: "vanished",
      segment,
      others: known[j]! > 0 && !dissolved ? [segments[most]!] : [],
      customers: size,
      share,
      what: {
        code: `segments.event.${dissolved ? "dissolved" : "vanished"}`,
        data: { ...name.data, name: name.code, customers: size, share },
      },
    });
  }
  const moves = [...segments, NOWHERE].flatMap((to, g) => [
    ...before.map((p, j) => ({ from: p.segment, to, customers: moved[j]![g]! })),
    { from: NOWHERE, to, customers: stray[g]! },
    { from: null, to, customers: came[g]! },
  ]);
  return { events, moves: moves.filter((m) => m.customers > 0) };
}

/**
 * People by former group × group of today (the last one: no clear group), those who were in no clear group, and those
 * who were not customers.
 */
function count({ labels, segments, former }: ChangesInput) {
  const row = () => new Array<number>(segments.length + 1).fill(0);
  const moved = former.report.personas.map(row);
  const [came, stray] = [row(), row()];
  for (let i = 0; i < labels.length; i++) {
    const before = former.labels[i]!;
    const from = before === WAS_NOWHERE ? stray : (moved[before] ?? came);
    from[labels[i]! < 0 ? segments.length : labels[i]!]!++;
  }
  return { moved, came, stray };
}

/** A second name can be told only where it needs no figures of its own: the sentence has room for one name's. */
function event(
  kind: "new" | "split" | "merged",
  input: ChangesInput,
  g: number,
  sources: readonly number[],
): SegmentEvent {
  const before = input.former.report.personas;
  const name = input.names[g]!;
  const customers = input.sizes[g]!;
  const share = customers / input.labels.length;
  const others = sources.map((j) => before[j]!.segment).filter((s) => s !== input.segments[g]);
  const source = sources.map((j) => before[j]!).find((p) => p.segment !== input.segments[g]);
  const told = kind === "split" && source && Object.keys(source.name.data).length === 0;
  return {
    kind,
    segment: input.segments[g]!,
    others,
    customers,
    share,
    what: {
      code: `segments.event.${told ? "splitFrom" : kind}`,
      data: {
        ...name.data,
        name: name.code,
        customers,
        share,
        ...(kind === "merged" ? { groups: sources.length } : {}),
        ...(told ? { source: source.name.code } : {}),
      },
    },
  };
}
