// Rule 9: built beside and swapped in one transaction; readers see the old refresh or the new one, never a mix.
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { openStore } from "./folder.ts";

const ROWS = 5000;

/** Two tables of one refresh: every row says the number of the refresh that made it. */
async function build(store: Store, refresh: number): Promise<void> {
  await store.build(async (w) => {
    for (const table of ["scores_a", "scores_b"]) {
      await w.run(`DROP TABLE IF EXISTS ${table}__next`);
      await w.run(
        `CREATE TABLE ${table}__next AS SELECT range AS customer, ${refresh} AS refresh FROM range(${ROWS})`,
      );
    }
  });
}

const swaps = [
  { from: "scores_a__next", to: "scores_a" },
  { from: "scores_b__next", to: "scores_b" },
];

/** Which refreshes one query sees in both tables, and how many rows. */
const seen = `SELECT count(*) AS n, count(DISTINCT refresh) AS refreshes FROM (FROM scores_a UNION ALL FROM scores_b)`;

/** Reads again and again until `until` ends; every answer must be one whole refresh. */
async function readWhile(store: Store, until: Promise<unknown>): Promise<number> {
  let going = true;
  let reads = 0;
  void until.finally(() => {
    going = false;
  });
  while (going) {
    expect(await store.one(seen)).toEqual({ n: 2 * ROWS, refreshes: 1 });
    reads++;
  }
  await until;
  return reads;
}

describe("a publication", () => {
  test("is seen whole by readers that never pause", async () => {
    const store = await openStore();
    await build(store, 0);
    await store.publish(swaps);
    const publishing = (async () => {
      for (let refresh = 1; refresh <= 15; refresh++) {
        await build(store, refresh);
        await store.publish(swaps);
      }
    })();
    const reads = await Promise.all([readWhile(store, publishing), readWhile(store, publishing)]);
    expect(Math.min(...reads)).toBeGreaterThan(15);
    expect(await store.one("SELECT min(refresh) AS a, max(refresh) AS b FROM scores_a")).toEqual({
      a: 15,
      b: 15,
    });
  });

  test("that fails on the way leaves everything as it was, also what was to be committed with it", async () => {
    const store = await openStore();
    await build(store, 1);
    await store.publish(swaps);
    await build(store, 2);
    const failing = store.publish(swaps, async (w) => {
      await w.run("INSERT INTO goals (goal) VALUES ('half')");
      await w.run("SELECT CAST('x' AS INTEGER)");
    });
    await expect(failing).rejects.toThrow(/convert/);
    expect(await store.one("SELECT max(refresh) AS r FROM scores_b")).toEqual({ r: 1 });
    expect(await store.one("SELECT count(*) AS n FROM goals")).toEqual({ n: 0 });
    await store.publish(swaps);
    expect(await store.one("SELECT max(refresh) AS r FROM scores_b")).toEqual({ r: 2 });
  });
});

describe("a draft", () => {
  test("shows its own work to itself and none of it to others until it has ended", async () => {
    const store = await openStore();
    await build(store, 1);
    await store.publish(swaps);
    const refreshing = store.draft(async (draft) => {
      for (const refresh of [2, 3]) {
        await build(draft, refresh);
        await draft.publish(swaps);
        expect(await draft.one("SELECT max(refresh) AS r FROM scores_a")).toEqual({ r: refresh });
        await draft.tx((w) => w.run("INSERT INTO goals (goal) VALUES ($1)", [`goal ${refresh}`]));
        await draft.write((w) => w.append("refreshes", refreshRow(refresh)));
        expect(await store.one("SELECT max(refresh) AS r FROM scores_a")).toEqual({ r: 1 });
        expect(await store.one("SELECT count(*) AS n FROM goals")).toEqual({ n: 0 });
      }
      return "refreshed";
    });
    await readWhile(store, refreshing);
    expect(await refreshing).toBe("refreshed");
    expect(await store.one("SELECT max(refresh) AS r FROM scores_a")).toEqual({ r: 3 });
    expect(await store.one("SELECT count(*) AS n FROM goals")).toEqual({ n: 2 });
    expect(await store.one("SELECT count(*) AS n FROM refreshes")).toEqual({ n: 2 });
  });

  test("that fails leaves nothing", async () => {
    const store = await openStore();
    await build(store, 1);
    await store.publish(swaps);
    const failing = store.draft(async (draft) => {
      await build(draft, 2);
      await draft.publish(swaps);
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await store.one(seen)).toEqual({ n: 2 * ROWS, refreshes: 1 });
    expect(await store.one("SELECT max(refresh) AS r FROM scores_a")).toEqual({ r: 1 });
  });

  test("answers many questions at once on its one connection, each whole", async () => {
    const store = await openStore();
    await store.draft(async (draft) => {
      await draft.build((w) => w.run("CREATE TABLE big AS SELECT range::DOUBLE AS x FROM range(300000)"));
      const [matrix, columns, one] = await Promise.all([
        draft.matrix("SELECT x FROM big"),
        draft.columns("SELECT x FROM big"),
        draft.one("SELECT count(*) AS n FROM big"),
      ]);
      expect(matrix.x.rows).toBe(300_000);
      expect(columns.x).toHaveLength(300_000);
      expect(one).toEqual({ n: 300_000 });
    });
  });
});

function refreshRow(id: number) {
  return [BigInt64Array.of(BigInt(id)), [null], [null], ["done"], [null], [null]] as const;
}
