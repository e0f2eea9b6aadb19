import { describe, expect, test } from "vitest";
import { type BuyingHabits, habitScale, namesToKeep, personaNames } from "./name.ts";

const scale = {
  recentDays: 20,
  longAgoDays: 100,
  manyOrders: 5,
  smallBasketMinor: 15_000,
  bigBasketMinor: 40_000,
};
const habits = (
  recencyDays: number,
  tenureDays: number,
  orders: number,
  basketMinor = 25_000,
): BuyingHabits => ({
  recencyDays,
  tenureDays,
  orders,
  basketMinor,
});
const codes = (groups: BuyingHabits[]) => personaNames(groups, scale).map((n) => n.name.code);

describe("names of personas", () => {
  test("say life stage, loyalty and a basket that stands out", () => {
    expect(
      codes([habits(5, 350, 9, 50_000), habits(10, 40, 1), habits(60, 200, 2), habits(250, 330, 6, 9000)]),
    ).toEqual([
      "segments.persona.active.regular.bigBasket",
      "segments.persona.new.once.plain",
      "segments.persona.slowing.some.plain",
      "segments.persona.sleeping.regular.smallBasket",
    ]);
  });

  test("are all different, told apart by what differs most", () => {
    expect(codes([habits(200, 210, 1), habits(210, 350, 1)])).toEqual([
      "segments.persona.sleeping.once.knownShorter",
      "segments.persona.sleeping.once.knownLonger",
    ]);
    const many = personaNames(
      Array.from({ length: 6 }, () => habits(200, 210, 1)),
      scale,
    );
    expect(new Set(many.map((n) => JSON.stringify(n.name))).size).toBe(6);
  });

  test("a regular has at least three orders, however few the others have", () => {
    expect(habitScale(() => 1, 10).manyOrders).toBe(3);
  });

  test("nobody sleeps who is no later than people there usually are", () => {
    const days = { recencyDays: 40, tenureDays: 400, orders: 1, basketMinor: 1 };
    expect(habitScale((habit) => days[habit], 30)).toMatchObject({ recentDays: 45, longAgoDays: 75 });
    expect(habitScale((habit) => days[habit], Number.NaN)).toMatchObject({ recentDays: 40, longAgoDays: 40 });
  });

  test("a kept name stays, a new group beside it is told apart by something else", () => {
    const former = { code: "segments.persona.sleeping.once.smallBasket", data: {} };
    const groups = [habits(200, 210, 1, 12_000), habits(260, 300, 1, 9000)];
    expect(personaNames(groups, scale, [former, null]).map((n) => n.name.code)).toEqual([
      former.code,
      "segments.persona.sleeping.once.knownLonger",
    ]);
    expect(namesToKeep([former, former], [habits(200, 210, 1, 12_000), habits(5, 40, 1)], scale)).toEqual([
      former,
      null,
    ]);
    expect(namesToKeep([former], [habits(200, 210, 1, 25_000)], scale)).toEqual([null]);
  });
});
