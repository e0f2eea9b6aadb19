import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ActionDetail } from "../../src/act/action.ts";
import { buildActions } from "../../src/act/plan.ts";
import { words } from "../../src/words/index.ts";
import { freshWorkspace, withScores } from "./workspace.ts";

let ws: Awaited<ReturnType<typeof freshWorkspace>>;
beforeEach(async () => {
  ws = await freshWorkspace();
});
afterEach(() => ws.close());

interface ActionRow {
  customer: number;
  action: string;
  goal: string | null;
  priority: number;
  margin: number | null;
  detail: ActionDetail;
}

async function built() {
  const result = await buildActions(ws.store);
  await ws.store.publish(result.swaps, result.commit);
  const rows = await ws.store.rows<Omit<ActionRow, "detail"> & { detail: string }>(
    "SELECT customer, action, goal, priority, expected_margin_minor AS margin, detail FROM actions ORDER BY priority",
  );
  return {
    report: result.report,
    rows: rows.map((r): ActionRow => ({ ...r, detail: JSON.parse(r.detail) as ActionDetail })),
  };
}

describe("the list of actions", () => {
  test("every customer once, best expected margin first, money only where both predictions are there", async () => {
    await withScores(ws.store, { churn: { published: true }, value: { published: true } });
    const { report, rows } = await built();
    expect(rows.map((r) => r.priority)).toEqual(rows.map((_, i) => i + 1));
    expect(new Set(rows.map((r) => r.customer)).size).toBe(300);
    const paying = rows.filter((r) => r.margin !== null && r.action !== "let-go");
    expect(paying.length).toBeGreaterThan(30);
    expect(rows.slice(0, paying.length)).toEqual(paying);
    for (let i = 1; i < paying.length; i++) {
      expect(paying[i]!.margin!).toBeLessThanOrEqual(paying[i - 1]!.margin!);
    }
    for (const { customer, margin, detail, action } of rows) {
      const scored = customer % 3 === 0;
      expect(detail.churnProbability).toBe(scored ? (customer % 100) / 100 : null);
      expect(detail.valueMinor).toBe(customer % 3 !== 1 ? 300 * customer : null);
      if (!scored && action !== "let-go") expect(margin).toBeNull();
      expect(detail.expectedMarginMinor).toBe(margin);
      expect(detail.reasons.length).toBe(scored ? 1 : 0);
    }
    const counted = rows.filter((r) => !r.detail.control).reduce((sum, r) => sum + (r.margin ?? 0), 0);
    expect(report.expectedMarginMinor).toBe(counted);
    expect(report.actions).toBe(300);
    expect(report.control).toBe(rows.filter((r) => r.detail.control).length);
    expect(report.notes.map((n) => n.code)).toContain("act.notes.churnUsed");
  });

  test.each([
    ["a refused goal", { churn: { published: false }, value: { published: false } }],
    [
      "an extrapolated horizon",
      { churn: { published: true, horizon: 365 }, value: { published: true, horizon: 365 } },
    ],
    ["no goal at all", {}],
  ])("%s drives no money: the list falls back to RFM and says so", async (_, goals) => {
    await withScores(ws.store, goals);
    const { report, rows } = await built();
    expect(rows).toHaveLength(300);
    expect(rows.every((r) => r.margin === null || r.action === "let-go")).toBe(true);
    expect(rows.every((r) => r.goal === null && r.detail.churnProbability === null)).toBe(true);
    expect(report.expectedMarginMinor ?? 0).toBe(0);
    expect(report.notes.map((n) => n.code)).toEqual(
      expect.arrayContaining(["act.notes.churnMissing", "act.notes.valueMissing"]),
    );
  });

  test("the same inputs give the same list", async () => {
    await withScores(ws.store, { churn: { published: true }, value: { published: true } });
    expect(await built()).toEqual(await built());
  });

  test("says in three languages what to do and why", async () => {
    await withScores(ws.store, { churn: { published: true } });
    const { rows, report } = await built();
    for (const lang of ["en", "zh", "ru"] as const) {
      const { tell } = words(lang);
      for (const { detail } of rows) {
        for (const sentence of [detail.what, detail.message, detail.because]) {
          expect(tell(sentence)).not.toMatch(/act\.|segments\.|\{\{|\$t/);
        }
      }
      for (const note of report.notes) expect(tell(note)).not.toMatch(/act\.notes|\{\{/);
    }
  });

  test("without RFM scores it says what to run first, and the old list stays", async () => {
    await expect(buildActions(ws.store)).rejects.toMatchObject({ code: "not-built" });
    expect(await ws.store.one("SELECT count(*) AS n FROM actions")).toEqual({ n: 0 });
  });
});
