import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, DAY_MS } from "../core/clock.ts";
import { planCutOffs } from "./cut-offs.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const iso = (dates: readonly Date[]) => dates.map((d) => d.toISOString().slice(0, 10));

describe("the plan of cut-offs", () => {
  test("the sample shop: two proofs, the first with customers held out, the second with an earlier cut-off", () => {
    const plan = planCutOffs({
      firstFact: day("2010-12-01"),
      lastWholeDay: day("2011-12-09"),
      horizonDays: 90,
      gapDays: 0,
    });
    if (!plan.possible) throw new Error("not possible");
    expect(iso(plan.proofs.map((p) => p.cutOff))).toEqual(["2011-06-12", "2011-09-10"]);
    expect(iso(plan.proofs[0]!.training)).toEqual(["2011-03-14"]);
    expect(plan.proofs[0]!.inner).toBeNull();
    expect(iso(plan.proofs[1]!.training)).toEqual(["2011-06-12", "2011-05-13", "2011-04-13", "2011-03-14"]);
    expect(iso([plan.proofs[1]!.inner!.test])).toEqual(["2011-06-12"]);
    expect(iso(plan.proofs[1]!.inner!.training)).toEqual(["2011-03-14"]);
    expect(iso(plan.refit.training)[0]).toBe("2011-09-10");
  });

  test("too short a history is a result that says when it will suffice", () => {
    const plan = planCutOffs({
      firstFact: day("2011-01-01"),
      lastWholeDay: day("2011-06-30"),
      horizonDays: 90,
      gapDays: 0,
    });
    expect(plan).toEqual({
      possible: false,
      historyDays: 180,
      neededDays: 360,
      enoughAt: day("2011-12-27"),
    });
  });

  test("on the day it names, and not a day earlier, the plan is possible", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 60 }),
        (horizonDays, gapDays) => {
          const firstFact = day("2015-02-11");
          const none = planCutOffs({ firstFact, lastWholeDay: firstFact, horizonDays, gapDays });
          if (none.possible) throw new Error("possible without history");
          const at = (shift: number) =>
            planCutOffs({ firstFact, lastWholeDay: addDays(none.enoughAt, shift), horizonDays, gapDays })
              .possible;
          expect([at(-1), at(0)]).toEqual([false, true]);
        },
      ),
    );
  });

  test("no outcome window that training sees reaches into the proof, nor an inner one into its test", () => {
    const request = fc.record({
      history: fc.integer({ min: 0, max: 2500 }),
      horizonDays: fc.integer({ min: 1, max: 400 }),
      gapDays: fc.integer({ min: 0, max: 90 }),
      proofs: fc.integer({ min: 1, max: 4 }),
    });
    let possible = 0;
    fc.assert(
      fc.property(request, ({ history, horizonDays, gapDays, proofs }) => {
        const firstFact = day("2010-12-01");
        const lastWholeDay = addDays(firstFact, history);
        const plan = planCutOffs({ firstFact, lastWholeDay, horizonDays, gapDays, proofs });
        if (!plan.possible) return;
        possible++;
        const end = (cutOff: Date) => addDays(cutOff, horizonDays).getTime();
        const gap = gapDays * DAY_MS;
        expect(plan.proofs).toHaveLength(proofs);
        plan.proofs.forEach((proof, i) => {
          expect(proof.outcomeUntil.getTime()).toBe(end(proof.cutOff));
          expect(end(proof.cutOff)).toBeLessThanOrEqual(
            (plan.proofs[i + 1]?.cutOff ?? lastWholeDay).getTime(),
          );
          expect(proof.training.length).toBeGreaterThan(0);
          for (const t of proof.training) {
            expect(end(t) + gap).toBeLessThanOrEqual(proof.cutOff.getTime());
            expect(t.getTime()).toBeGreaterThanOrEqual(addDays(firstFact, horizonDays).getTime());
          }
          for (const t of proof.inner?.training ?? []) {
            expect(end(t) + gap).toBeLessThanOrEqual(proof.inner!.test.getTime());
          }
        });
        for (const t of plan.refit.training) expect(end(t)).toBeLessThanOrEqual(lastWholeDay.getTime());
      }),
      { numRuns: 500 },
    );
    expect(possible).toBeGreaterThan(50);
  });
});
