// Rule 3: commits only through tx, told after COMMIT; one queue with group commit; builds never hold up the queue.
import { describe, expect, test } from "vitest";
import { WriteQueue } from "../../src/store/write-queue.ts";
import type { Writer } from "../../src/store/writer.ts";
import { openStore } from "./folder.ts";

const conversionFails = "INSERT INTO t SELECT CAST('x' AS INTEGER)";

describe("a transaction", () => {
  test("is all or nothing", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const failed = store.tx(async (w) => {
      await w.run("INSERT INTO t VALUES (1)");
      throw new Error("on purpose");
    });
    await expect(failed).rejects.toThrow("on purpose");
    expect(await store.one("SELECT count(*) AS n FROM t")).toEqual({ n: 0 });
  });

  test("never says done after a failed statement, even when that failure was caught", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const failed = store.tx(async (w) => {
      await w.run("INSERT INTO t VALUES (1)");
      await w.run(conversionFails).catch(() => {});
      return "done";
    });
    await expect(failed).rejects.toThrow(/convert/);
    expect(await store.one("SELECT count(*) AS n FROM t")).toEqual({ n: 0 });
  });

  test("goes on after an error that does not abort it", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    await store.tx(async (w) => {
      await w.run("SELECT * FROM missing").catch(() => {});
      await w.run("INSERT INTO t VALUES (1)");
    });
    expect(await store.one("SELECT count(*) AS n FROM t")).toEqual({ n: 1 });
  });

  test("waits for a statement whose await was forgotten, and refuses one that comes later", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    let kept: Writer | undefined;
    await store.tx(async (w) => {
      kept = w;
      void w.run("INSERT INTO t SELECT range FROM range(100000)");
    });
    expect(await store.one("SELECT count(*) AS n FROM t")).toEqual({ n: 100_000 });
    await expect(kept!.run("INSERT INTO t VALUES (1)")).rejects.toThrow(/await/);
  });

  test("leaves no temporary table behind for the next", async () => {
    const store = await openStore();
    for (let i = 0; i < 3; i++) await store.tx((w) => w.run("CREATE TEMP TABLE scratch AS SELECT 1"));
  });

  test("writes nothing into the data file's way where it conflicts: the later one is told", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t AS SELECT 1 AS x"));
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const late = store.tx(async (w) => {
      await w.run("UPDATE t SET x = 2");
      first.resolve();
      await second.promise;
    });
    await first.promise;
    await expect(store.tx((w) => w.run("UPDATE t SET x = 3"))).rejects.toThrow(/[Cc]onflict/);
    second.resolve();
    await late;
    expect(await store.one("FROM t")).toEqual({ x: 2 });
  });
});

describe("the queue of small writes", () => {
  /** A queue over a made-up transaction: what each COMMIT carried, and a gate that holds the first one. */
  function recording() {
    const gate = Promise.withResolvers<void>();
    const log: string[] = [];
    let open: string[] = [];
    const w = { run: async (sql: string) => open.push(sql) } as unknown as Writer;
    let commits = 0;
    const queue = new WriteQueue(async (work) => {
      open = [];
      const result = await work(w);
      if (commits++ === 0) await gate.promise;
      log.push(`commit ${open.length}`);
      return result;
    });
    const write = (name: string) =>
      queue.add((writer) => writer.run(name)).then(() => void log.push(`told ${name}`));
    return { queue, gate, log, write };
  }

  test("commits together what gathers during a COMMIT, and tells each writer after the COMMIT that holds it", async () => {
    const { gate, log, write } = recording();
    const all = ["a", "b", "c"].map(write);
    await Promise.resolve();
    expect(log).toEqual([]);
    gate.resolve();
    await Promise.all(all);
    expect(log).toEqual(["commit 1", "told a", "commit 2", "told b", "told c"]);
  });

  test("puts at most 1,000 writes into one COMMIT, in the order they came", async () => {
    const { queue, gate, log } = recording();
    const order: number[] = [];
    const all = Array.from({ length: 2501 }, (_, i) =>
      queue.add(async (w) => {
        order.push(i);
        await w.run("x");
      }),
    );
    gate.resolve();
    await Promise.all(all);
    expect(log).toEqual(["commit 1", "commit 1000", "commit 1000", "commit 500"]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test("a failing write takes none of its neighbours down, and each stores once", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const all = Array.from({ length: 200 }, (_, i) =>
      store.write((w) => (i % 67 === 50 ? w.run(conversionFails) : w.run("INSERT INTO t VALUES ($1)", [i]))),
    );
    const results = await Promise.allSettled(all);
    const failed = results.flatMap((r, i) => (r.status === "rejected" ? [i] : []));
    expect(failed).toEqual([50, 117, 184]);
    expect(await store.one("SELECT count(*) AS n, count(DISTINCT x) AS d FROM t")).toEqual({
      n: 197,
      d: 197,
    });
  });

  test("also where the failure was caught inside the write", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const bad = () => store.write((w) => w.run(conversionFails).catch(() => 0));
    const good = (i: number) => store.write((w) => w.run("INSERT INTO t VALUES ($1)", [i]));
    const results = await Promise.allSettled([good(0), good(1), bad(), good(2), good(3)]);
    expect(results.map((r) => r.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(await store.one("SELECT count(*) AS n FROM t")).toEqual({ n: 4 });
  });

  test("a write sees what its own group wrote before it, and its value comes back", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const counts = await Promise.all(
      Array.from({ length: 20 }, () =>
        store.write(async (w) => {
          await w.run("INSERT INTO t VALUES (1)");
          return (await w.one<{ n: number }>("SELECT count(*) AS n FROM t")).n;
        }),
      ),
    );
    expect(counts).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test("close waits for it", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const all = Array.from({ length: 50 }, (_, i) =>
      store.write((w) => w.run("INSERT INTO t VALUES ($1)", [i])),
    );
    await store.close();
    await Promise.all(all);
    const again = await openStore({ workspace: store.workspace });
    expect(await again.one("SELECT count(*) AS n FROM t")).toEqual({ n: 50 });
    await expect(store.one("SELECT 1 AS x")).rejects.toThrow(/closed/);
  });
});

describe("while a refresh is held open, events are stored", () => {
  const holds = ["build", "tx", "draft"] as const;
  test.each(holds)("in a %s: each commit completes before the refresh goes on", async (kind) => {
    const store = await openStore();
    await store.tx(async (w) => {
      await w.run("CREATE TABLE incoming (x INTEGER)");
      await w.run("CREATE TABLE derived AS SELECT 0 AS sum");
    });
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const work = async (w: Writer) => {
      await w.run("CREATE TABLE derived__next AS SELECT count(*) AS sum FROM incoming");
      started.resolve();
      await release.promise;
      await w.run("INSERT INTO derived__next SELECT range FROM range(1000)");
    };
    const swap = [{ from: "derived__next", to: "derived" }];
    const refresh =
      kind === "draft"
        ? store.draft(async (draft) => {
            await draft.build(work);
            await draft.publish(swap);
          })
        : store[kind](work).then(() => store.publish(swap));
    await started.promise;
    // The barrier: nothing releases the refresh before every one of these has been told.
    for (let i = 0; i < 5; i++) await store.write((w) => w.run("INSERT INTO incoming VALUES ($1)", [i]));
    expect(await store.one("SELECT count(*) AS n FROM incoming")).toEqual({ n: 5 });
    expect(await store.one("FROM derived")).toEqual({ sum: 0 });
    release.resolve();
    await refresh;
    expect(await store.one("SELECT count(*) AS n FROM derived")).toEqual({ n: 1001 });
    expect(await store.one("SELECT count(*) AS n FROM incoming")).toEqual({ n: 5 });
  });
});
