import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import { addGoal, ensureDefaultGoals, type GoalRequest } from "../../src/goals/add.ts";
import { explainCustomer } from "../../src/goals/explain.ts";
import { goalNames } from "../../src/goals/train.ts";
import { words } from "../../src/words/index.ts";
import { clock, loadOrders, openWorkspace, score, train, type Workspace } from "./workspace.ts";

let shop: Workspace;
beforeEach(async () => {
  shop = await openWorkspace();
});
afterEach(() => shop.close());

async function codeOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof KindredError) return [error.code, error.data];
    throw error;
  }
  return "no error";
}

/** Trains both default goals; the codes of why they are not published. */
async function reasons(): Promise<Record<string, string>> {
  await ensureDefaultGoals(shop.store, clock);
  const out: Record<string, string> = {};
  for (const goal of ["churn", "value"]) {
    const report = await train(shop.store, goal);
    expect(report.published).toBe(false);
    for (const lang of ["en", "zh", "ru"] as const)
      expect(words(lang).tell(report.reason)).not.toMatch(/goals\.|\{\{|NaN/);
    out[goal] = report.reason.code;
  }
  return out;
}

const people = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe("data that cannot carry a proof are refused with the reason", () => {
  test("one customer only", async () => {
    await loadOrders(
      shop.store,
      people(80).map((i) => [1, i * 7, 1000] as const),
    );
    expect(await reasons()).toEqual({
      churn: "goals.refused.fewCustomers",
      value: "goals.refused.fewCustomers",
    });
  });

  test("no repeat orders", async () => {
    await loadOrders(
      shop.store,
      people(600).map((i) => [i, i % 500, 1000] as const),
    );
    expect(await reasons()).toEqual({
      churn: "goals.refused.oneOutcome",
      value: "goals.refused.nothingSpent",
    });
  });

  test("a history too short, and so a horizon longer than it", async () => {
    await loadOrders(
      shop.store,
      people(300).map((i) => [i % 100, i % 120, 1000] as const),
    );
    expect(await reasons()).toEqual({
      churn: "goals.refused.shortHistory",
      value: "goals.refused.shortHistory",
    });
    await addGoal(shop.store, { name: "far", kind: "churn", horizonDays: 700, clock });
    const report = await train(shop.store, "far");
    expect(report.reason).toEqual({
      code: "goals.refused.shortHistory",
      data: { historyDays: 120, neededDays: 2800, enoughAt: "2031-09-01T00:00:00.000Z" },
    });
  });

  test("the same outcome for all", async () => {
    await loadOrders(
      shop.store,
      people(120).flatMap((i) => people(80).map((k) => [i, (k * 7 + i) % 600, 1000 + i] as const)),
    );
    expect((await reasons()).churn).toBe("goals.refused.oneOutcome");
  }, 60_000);

  test("no orders at all is an error", async () => {
    await ensureDefaultGoals(shop.store, clock);
    expect(await codeOf(train(shop.store, "churn"))).toEqual(["no-orders", {}]);
  });
});

describe("wrong calls", () => {
  const request: GoalRequest = { name: "g", kind: "churn", horizonDays: 90, clock };

  test.each([
    [{ horizonDays: -90 }, "bad-goal", "horizon"],
    [{ horizonDays: 0 }, "bad-goal", "horizon"],
    [{ horizonDays: Number.NaN }, "bad-goal", "horizon"],
    [{ horizonDays: 1e9 }, "bad-goal", "horizon"],
    [{ name: "" }, "bad-goal", "name"],
    [{ name: "../../x" }, "bad-goal", "name"],
    [{ kind: "happiness" }, "bad-goal", "kind"],
    [{ outcome: "Churn=Yes" }, "bad-goal", "outcome"],
  ] as const)("%j", async (change, code, field) => {
    expect(await codeOf(addGoal(shop.store, { ...request, ...change }))).toEqual([
      code,
      expect.objectContaining({ field }),
    ]);
    expect(await goalNames(shop.store)).toEqual([]);
  });

  test("kinds that this version cannot train say which it can", async () => {
    expect(await codeOf(addGoal(shop.store, { ...request, kind: "frequency" }))).toEqual([
      "goal-kind-not-yet",
      { kind: "frequency", possible: expect.stringMatching(/^churn, value/) },
    ]);
  });

  test("kinds on a recorded outcome say that it must be named", async () => {
    for (const kind of ["conversion", "purchase", "overdue", "response", "column"])
      expect(await codeOf(addGoal(shop.store, { ...request, kind }))).toEqual([
        "bad-goal",
        { field: "outcome", value: "", allowed: "--outcome column=value" },
      ]);
  });

  test("population files: missing, no JSON, far too deep, not the algebra; a good one is kept", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kindred-population-"));
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return { ...request, populationFile: path };
    };
    expect(await codeOf(addGoal(shop.store, { ...request, populationFile: join(folder, "none") }))).toEqual([
      "not-found",
      expect.anything(),
    ]);
    expect((await codeOf(addGoal(shop.store, file("a", "nonsense"))))[0]).toBe("bad-goal");
    const deep = `${'{"not":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    expect((await codeOf(addGoal(shop.store, file("b", deep))))[0]).toBe("too-deep");
    expect((await codeOf(addGoal(shop.store, file("c", '{"all": 1}'))))[0]).toBe("bad-predicate");
    const good = { term: { op: "daysSince", which: "last", from: "orders" }, is: "<", value: 30 };
    const goal = await addGoal(shop.store, file("d", JSON.stringify(good)));
    expect(goal).toMatchObject({ population: good });
  });

  test("unknown goal, unknown customer, not published, unknown feature to leave out", async () => {
    expect(await codeOf(train(shop.store, "nope"))).toEqual(["unknown-goal", { name: "nope" }]);
    expect(await codeOf(score(shop.store, ["nope"]))).toEqual(["unknown-goal", { name: "nope" }]);
    expect(await codeOf(explainCustomer(shop.store, "nope", "C1"))).toEqual([
      "unknown-goal",
      { name: "nope" },
    ]);
    await loadOrders(shop.store, [[1, 0, 1000]]);
    await addGoal(shop.store, request);
    expect(await codeOf(explainCustomer(shop.store, "g", "C9"))).toEqual([
      "unknown-customer",
      { name: "C9" },
    ]);
    expect(await codeOf(explainCustomer(shop.store, "g", "C1"))).toEqual(["not-published", { name: "g" }]);
    expect(await codeOf(score(shop.store, ["g"]))).toEqual(["not-published", { name: "g" }]);
    expect((await codeOf(addGoal(shop.store, { ...request, leaveOut: ["shoeSize"] })))[0]).toBe(
      "unknown-feature",
    );
  });

  test("default goals are made once and never overwrite the user's own", async () => {
    await addGoal(shop.store, { ...request, name: "leavers", horizonDays: 60 });
    await ensureDefaultGoals(shop.store, clock);
    await ensureDefaultGoals(shop.store, clock);
    expect(await goalNames(shop.store)).toEqual(["leavers", "value"]);
  });
});
