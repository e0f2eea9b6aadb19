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

/** A first order within this many days makes a new customer. */
const NEW_DAYS = 90;

/** Icons of the Tabler set. */
const icons: Record<Stage, Record<Loyalty, string>> = {
  new: { once: "seeding", some: "plant", regular: "rocket" },
  active: { once: "shopping-bag", some: "shopping-cart", regular: "crown" },
  slowing: { once: "hourglass", some: "clock-pause", regular: "alert-triangle" },
  sleeping: { once: "moon", some: "zzz", regular: "heart-broken" },
};

/** Quantiles (0–1) of all customers as a scale; `quantile` answers for one habit. */
export function habitScale(quantile: (habit: keyof BuyingHabits, q: number) => number): HabitScale {
  return {
    recentDays: quantile("recencyDays", 0.35),
    longAgoDays: quantile("recencyDays", 0.65),
    manyOrders: Math.max(3, quantile("orders", 0.75)),
    smallBasketMinor: quantile("basketMinor", 0.3),
    bigBasketMinor: quantile("basketMinor", 0.7),
  };
}

/**
 * A name for every group, all different: life stage × loyalty, the basket where it stands out, then whatever tells two
 * groups of the same name best apart; a running number only where nothing does.
 */
export function personaNames(groups: readonly BuyingHabits[], scale: HabitScale): PersonaName[] {
  const kinds = groups.map((habits) => ({
    stage: stageOf(habits, scale),
    loyalty: loyaltyOf(habits, scale),
  }));
  const suffixes = groups.map((habits) => basketOf(habits, scale));
  const base = kinds.map(({ stage, loyalty }) => `${stage}.${loyalty}`);
  for (const alike of sameNames(base.map((b, i) => `${b}.${suffixes[i]}`))) {
    const found = tellApart(alike.map((i) => groups[i]!));
    alike.forEach((group, at) => {
      suffixes[group] = found[at]!;
    });
  }
  const numbers = new Map<number, number>();
  for (const alike of sameNames(base.map((b, i) => `${b}.${suffixes[i]}`))) {
    alike.forEach((group, at) => {
      suffixes[group] = "numbered";
      numbers.set(group, at + 1);
    });
  }
  return kinds.map(({ stage, loyalty }, i) => ({
    name: {
      code: `segments.persona.${base[i]}.${suffixes[i]}`,
      data: numbers.has(i) ? { n: numbers.get(i)! } : {},
    },
    icon: icons[stage][loyalty],
  }));
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

/** The habit in which the groups differ most (by ratio) splits them into the higher and the lower half. */
function tellApart(groups: readonly BuyingHabits[]): string[] {
  const ways = [
    { of: (h: BuyingHabits) => h.basketMinor, low: "smallBasket", high: "bigBasket" },
    { of: (h: BuyingHabits) => h.orders, low: "fewerOrders", high: "moreOrders" },
    { of: (h: BuyingHabits) => h.recencyDays, low: "seenLater", high: "seenEarlier" },
    { of: (h: BuyingHabits) => h.tenureDays, low: "knownShorter", high: "knownLonger" },
  ];
  const apart = ways.map(({ of }) => {
    const values = groups.map(of);
    return Math.log((Math.max(...values) + 1) / (Math.min(...values) + 1));
  });
  const best = ways[apart.indexOf(Math.max(...apart))]!;
  const values = groups.map(best.of);
  const middle = (Math.max(...values) + Math.min(...values)) / 2;
  return values.map((v) => (v > middle ? best.high : best.low));
}
