import type { Sentence } from "../core/sentence.ts";

/** What a group's name is made from: medians of its members; days, counts and minor units. */
export interface BuyingHabits {
  readonly recencyDays: number;
  readonly tenureDays: number;
  readonly orders: number;
  readonly basketMinor: number;
}

/** Quantiles of all customers that habits are held against. */
export interface HabitScale {
  readonly recentDays: number;
  readonly longAgoDays: number;
  /** Orders from which on a customer is a regular, at least 3. */
  readonly manyOrders: number;
  readonly smallBasketMinor: number;
  readonly bigBasketMinor: number;
}

export interface PersonaName {
  readonly name: Sentence;
  readonly icon: string;
}

type Stage = "new" | "active" | "slowing" | "sleeping";
type Loyalty = "once" | "some" | "regular";

/** What a persona's name says of its customers. */
export type PersonaKind = `${Stage}.${Loyalty}`;

/** The kind in a name; null where a group is not named by buying habits. */
export function personaKind(name: Sentence): PersonaKind | null {
  const [, , stage, loyalty] = name.code.split(".");
  const named = name.code.startsWith("segments.persona.") && stage && loyalty;
  return named ? (`${stage}.${loyalty}` as PersonaKind) : null;
}

/** A first order within this many days makes a new customer. */
const NEW_DAYS = 90;

/** Icon keys of the dashboard (dashboard/src/parts/persona-icon.tsx). */
const icons: Record<Stage, Record<Loyalty, string>> = {
  new: { once: "seedling", some: "sprout", regular: "spark" },
  active: { once: "package", some: "repeat", regular: "crown" },
  slowing: { once: "hourglass", some: "hourglass", regular: "falling" },
  sleeping: { once: "moon", some: "moon", regular: "heart" },
};

/** Times the usual gap between two orders within which silence means nothing, and after which it is long. */
const RECENT_GAPS = 1.5;
const LONG_GAPS = 2.5;

/**
 * Quantiles (0–1) of all customers as a scale; `quantile` answers for one habit. `usualGapDays` (typical days between
 * two orders of those who came back; NaN where nobody did) keeps a shop full of active customers from having sleepers.
 */
export function habitScale(
  quantile: (habit: keyof BuyingHabits, q: number) => number,
  usualGapDays: number,
): HabitScale {
  const gap = Number.isNaN(usualGapDays) ? 0 : usualGapDays;
  return {
    recentDays: Math.max(quantile("recencyDays", 0.35), RECENT_GAPS * gap),
    longAgoDays: Math.max(quantile("recencyDays", 0.65), LONG_GAPS * gap),
    manyOrders: Math.max(3, quantile("orders", 0.75)),
    smallBasketMinor: quantile("basketMinor", 0.3),
    bigBasketMinor: quantile("basketMinor", 0.7),
  };
}

/**
 * A name for every group, all different: life stage × loyalty, the basket where it stands out, then whatever tells two
 * groups of the same name best apart; a running number only where nothing does. A group with a `kept` name keeps it.
 */
export function personaNames(
  groups: readonly BuyingHabits[],
  scale: HabitScale,
  kept: readonly (Sentence | null)[] = [],
): PersonaName[] {
  const kinds = groups.map((habits) => ({
    stage: stageOf(habits, scale),
    loyalty: loyaltyOf(habits, scale),
  }));
  const base = kinds.map(({ stage, loyalty }) => `segments.persona.${stage}.${loyalty}`);
  const codes = groups.map((habits, i) => kept[i]?.code ?? `${base[i]}.${basketOf(habits, scale)}`);
  for (const alike of sameNames(codes)) {
    const [endings] = waysApart(alike.map((i) => groups[i]!));
    alike.forEach((group, at) => {
      if (!kept[group]) codes[group] = `${base[group]}.${endings![at]}`;
    });
  }
  for (const alike of sameNames(codes)) {
    for (const group of alike.filter((i) => !kept[i]).slice(alike.some((i) => kept[i]) ? 0 : 1)) {
      const like = base.flatMap((b, i) => (b === base[group] ? [i] : []));
      const others = waysApart(like.map((i) => groups[i]!)).map(
        (e) => `${base[group]}.${e[like.indexOf(group)]}`,
      );
      codes[group] = others.find((code) => !codes.includes(code)) ?? codes[group]!;
    }
  }
  const taken = new Set(kept.flatMap((name) => (name ? [key(name)] : [])));
  const repeated = new Set(sameNames(codes).flat());
  return kinds.map(({ stage, loyalty }, i) => {
    const icon = icons[stage][loyalty];
    if (kept[i]) return { name: kept[i], icon };
    let name: Sentence = { code: codes[i]!, data: {} };
    for (let n = 1; taken.has(key(name)) || (repeated.has(i) && n === 1); n++) {
      name = { code: `${base[i]}.numbered`, data: { n } };
    }
    taken.add(key(name));
    return { name, icon };
  });
}

/** Limits of recency and orders may move by this factor before a group loses its name. */
const TOLERANCE = 1.25;

/**
 * Which of the names that groups were given earlier they may keep: life stage and loyalty still hold, limits taken
 * loosely, and an ending that no longer holds is still needed to tell two groups apart. Null where a new name is due.
 */
export function namesToKeep(
  former: readonly (Sentence | null)[],
  groups: readonly BuyingHabits[],
  scale: HabitScale,
): (Sentence | null)[] {
  const bases = groups.map((h) => `${stageOf(h, scale)}.${loyaltyOf(h, scale)}`);
  return former.map((name, i) => {
    if (!name || !stillFits(name, groups[i]!, scale)) return null;
    const holds = name.code === `segments.persona.${bases[i]}.${basketOf(groups[i]!, scale)}`;
    return holds || bases.some((b, j) => j !== i && b === bases[i]) ? name : null;
  });
}

function stillFits(name: Sentence, habits: BuyingHabits, scale: HabitScale): boolean {
  return [1 / TOLERANCE, 1, TOLERANCE].some((by) => {
    const loose = {
      ...scale,
      recentDays: scale.recentDays * by,
      longAgoDays: scale.longAgoDays * by,
      manyOrders: scale.manyOrders * by,
    };
    return name.code.startsWith(`segments.persona.${stageOf(habits, loose)}.${loyaltyOf(habits, loose)}.`);
  });
}

function key(name: Sentence): string {
  return JSON.stringify([name.code, name.data]);
}

function stageOf(h: BuyingHabits, scale: HabitScale): Stage {
  if (h.tenureDays <= NEW_DAYS && h.recencyDays <= scale.longAgoDays) return "new";
  if (h.recencyDays <= scale.recentDays) return "active";
  return h.recencyDays <= scale.longAgoDays ? "slowing" : "sleeping";
}

function loyaltyOf(h: BuyingHabits, scale: HabitScale): Loyalty {
  if (h.orders < 1.5) return "once";
  return h.orders >= scale.manyOrders ? "regular" : "some";
}

function basketOf(h: BuyingHabits, scale: HabitScale): string {
  if (h.basketMinor >= scale.bigBasketMinor) return "bigBasket";
  return h.basketMinor <= scale.smallBasketMinor ? "smallBasket" : "plain";
}

/** Groups of indexes (two or more) that carry the same name. */
function sameNames(names: readonly string[]): number[][] {
  const byName = new Map<string, number[]>();
  names.forEach((name, i) => {
    byName.set(name, [...(byName.get(name) ?? []), i]);
  });
  return [...byName.values()].filter((list) => list.length > 1);
}

/** Endings that split groups into the higher and the lower half of a habit, the habit they differ most in (by ratio) first. */
function waysApart(groups: readonly BuyingHabits[]): string[][] {
  const ways = [
    { of: (h: BuyingHabits) => h.basketMinor, low: "smallBasket", high: "bigBasket" },
    { of: (h: BuyingHabits) => h.orders, low: "fewerOrders", high: "moreOrders" },
    { of: (h: BuyingHabits) => h.recencyDays, low: "seenLater", high: "seenEarlier" },
    { of: (h: BuyingHabits) => h.tenureDays, low: "knownShorter", high: "knownLonger" },
  ];
  return ways
    .map(({ of, low, high }) => {
      const values = groups.map(of);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      const endings = values.map((v) => (v > (least + most) / 2 ? high : low));
      return { endings, apart: Math.log((most + 1) / (least + 1)) };
    })
    .sort((a, b) => b.apart - a.apart)
    .map((way) => way.endings);
}
