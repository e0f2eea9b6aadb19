import { describe, expect, test } from "vitest";
import { inControlGroup } from "./control.ts";
import { bandsOfRfm, decide, type Situation } from "./decide.ts";
import { checkPlaybook, firstPlaybook, type Playbook } from "./playbook.ts";

const situation = (s: Partial<Situation>): Situation => ({
  rfm: "need-attention",
  persona: null,
  risk: "medium",
  value: "medium",
  churnProbability: null,
  valueMinor: null,
  ...s,
});

describe("the first playbook", () => {
  test("is plain JSON and passes its own check", () => {
    expect(JSON.parse(JSON.stringify(firstPlaybook))).toEqual(firstPlaybook);
    expect(checkPlaybook(firstPlaybook)).toBe(firstPlaybook);
  });

  test("money: what a leaver would be worth if they stayed, or more from those who stay, less the cost", () => {
    const s = situation({ risk: "high", value: "high", churnProbability: 0.8, valueMinor: 50_000 });
    const found = decide(s, firstPlaybook, 100);
    expect(found.rule.action).toBe("personal-offer");
    expect(found.costMinor).toBe(400);
    expect(found.expectedMarginMinor).toBe(Math.round(0.8 * (50_000 / 0.2) * 0.3 * 0.2 - 400));
    const growth = decide(
      situation({ risk: "low", value: "medium", churnProbability: 0.25, valueMinor: 20_000 }),
      firstPlaybook,
      100,
    );
    expect(growth.rule.action).toBe("upsell");
    expect(growth.expectedMarginMinor).toBe(Math.round(20_000 * 0.3 * 0.03 - 10));
  });

  test("an action that would cost more than it brings is passed over, down to spending nothing", () => {
    const s = situation({ risk: "high", value: "high", churnProbability: 0.8, valueMinor: 1000 });
    expect(decide(s, firstPlaybook, 100).rule.action).toBe("reminder");
    const poor = situation({ risk: "high", value: "high", churnProbability: 0.8, valueMinor: 100 });
    expect(decide(poor, firstPlaybook, 100)).toMatchObject({
      rule: { action: "let-go" },
      expectedMarginMinor: 0,
    });
  });

  test("a value is divided by the chance to stay, but never by next to nothing", () => {
    const at = (churnProbability: number) =>
      decide(
        situation({ risk: "high", value: "high", churnProbability, valueMinor: 10_000 }),
        firstPlaybook,
        100,
      ).expectedMarginMinor;
    expect(at(0.5)).toBe(Math.round(0.5 * 20_000 * 0.06 - 400));
    expect(at(0.99)).toBe(Math.round(0.99 * 50_000 * 0.06 - 400));
  });

  test("without a prediction the rules still fit, but no money is named", () => {
    const found = decide(situation({ risk: "high", value: "high" }), firstPlaybook, 100);
    expect(found.rule.action).toBe("personal-offer");
    expect(found.expectedMarginMinor).toBeNull();
    const half = decide(
      situation({ risk: "high", value: "high", churnProbability: 0.9 }),
      firstPlaybook,
      100,
    );
    expect(half.expectedMarginMinor).toBeNull();
  });

  test("the persona decides too: regulars who fall silent are won back, loyal ones are thanked", () => {
    const known = { churnProbability: 0.7, valueMinor: 3000 };
    const quiet = situation({ risk: "high", value: "low", persona: "sleeping.regular", ...known });
    expect(decide(quiet, firstPlaybook, 100).rule.action).toBe("win-back");
    expect(decide({ ...quiet, persona: "sleeping.once" }, firstPlaybook, 100).rule.action).toBe("reminder");
    const loyal = situation({
      risk: "low",
      persona: "active.regular",
      churnProbability: 0.1,
      valueMinor: 20_000,
    });
    expect(decide(loyal, firstPlaybook, 100).rule.action).toBe("thank-you");
    expect(decide({ ...loyal, persona: null }, firstPlaybook, 100).rule.action).toBe("upsell");
  });

  test("RFM alone gives bands from 5 = best", () => {
    expect(bandsOfRfm(5, 1)).toEqual({ risk: "low", value: "low" });
    expect(bandsOfRfm(1, 5)).toEqual({ risk: "high", value: "high" });
  });

  test.each<[string, Partial<Playbook>]>([
    ["marginRate", { marginRate: 1.5 }],
    ["controlShare", { controlShare: -0.1 }],
    ["rules[0].cost", { rules: [{ ...firstPlaybook.rules[0]!, cost: Number.NaN }] }],
    ["rules", { rules: firstPlaybook.rules.slice(0, 2) }],
    ["rules", { rules: [] }],
  ])("a playbook with a wrong %s is refused by name", (name, change) => {
    expect(() => checkPlaybook({ ...firstPlaybook, ...change })).toThrowError(
      expect.objectContaining({ code: "bad-parameter", data: expect.objectContaining({ name }) }),
    );
  });
});

describe("the control group", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `customer ${i}`);

  test("has the asked share, and every customer always the same answer", () => {
    const drawn = ids.filter((id) => inControlGroup("p", id, 0.1));
    expect(drawn.length / ids.length).toBeGreaterThan(0.09);
    expect(drawn.length / ids.length).toBeLessThan(0.11);
    expect(ids.filter((id) => inControlGroup("p", id, 0.1))).toEqual(drawn);
    const wider = new Set(ids.filter((id) => inControlGroup("p", id, 0.2)));
    expect(drawn.every((id) => wider.has(id))).toBe(true);
  });

  test("another playbook draws others; no share, no control", () => {
    const one = new Set(ids.filter((id) => inControlGroup("p", id, 0.1)));
    const both = ids.filter((id) => inControlGroup("q", id, 0.1) && one.has(id));
    expect(both.length / ids.length).toBeLessThan(0.02);
    expect(ids.some((id) => inControlGroup("p", id, 0))).toBe(false);
  });
});
