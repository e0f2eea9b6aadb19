// Rule 5: a full disk is refused before it is full; where it fills up all the same, nothing acknowledged is lost and
// the store opens its file again.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import { Session, type SessionOwner } from "../../src/store/session.ts";
import { Store } from "../../src/store/store.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { havePart } from "../parts.ts";
import { newFolder, openStore } from "./folder.ts";

describe("little free disk", () => {
  test("refuses every kind of write with what is free and what is needed, and still reads", async () => {
    let free = 1000;
    const store = await openStore({ minFreeDiskMb: 500, freeDiskMb: () => free });
    await store.tx((w) => w.run("CREATE TABLE t AS SELECT 1 AS x"));
    free = 499;
    const full = { code: "disk-full", status: 507, data: { free: 499, need: 500 } };
    const sql = "INSERT INTO t VALUES (2)";
    await expect(store.tx((w) => w.run(sql))).rejects.toMatchObject(full);
    await expect(store.write((w) => w.run(sql))).rejects.toMatchObject(full);
    await expect(store.build((w) => w.run(sql))).rejects.toMatchObject(full);
    await expect(store.draft((d) => d.build((w) => w.run(sql)))).rejects.toMatchObject(full);
    await expect(store.publish([{ from: "t", to: "u" }])).rejects.toMatchObject(full);
    expect(await store.rows("FROM t")).toEqual([{ x: 1 }]);
    free = 500;
    await store.write((w) => w.run(sql));
    expect(await store.rows("FROM t")).toHaveLength(2);
  });

  test("a new workspace is not begun on a full disk; an old one opens for reading", async () => {
    const workspace = join(newFolder(), "ws");
    const none = { workspace, minFreeDiskMb: 500, freeDiskMb: () => 3 };
    await expect(Store.open(none)).rejects.toMatchObject({ code: "disk-full" });
    await (await Store.open({ workspace })).close();
    const store = await openStore(none);
    expect(await store.one("SELECT count(*) AS n FROM orders")).toEqual({ n: 0 });
  });

  test("spilling may take the room above the minimum, no more", async () => {
    const store = await openStore({ minFreeDiskMb: 500, freeDiskMb: () => 507, memoryLimitMb: 100 });
    const { limit } = await store.one<{ limit: string }>(
      "SELECT current_setting('max_temp_directory_size') AS \"limit\"",
    );
    expect(limit).toBe("6.6 MiB");
    const key = "md5(range::VARCHAR) || md5((range + 1)::VARCHAR) || md5((range + 2)::VARCHAR)";
    const spills = `SELECT count(*) AS n FROM (SELECT DISTINCT ${key} FROM range(1500000))`;
    await expect(store.one(spills)).rejects.toMatchObject({ code: "disk-full" });
  });
});

const limited = havePart("ulimit", process.platform !== "win32", "It needs a POSIX shell.");

/** Fills a workspace under a limit of the size of files, in kilobytes. */
function fill(limitKb: number, rows: number, open = "none") {
  const child = join(import.meta.dirname, "child", "fill-disk.ts");
  const script = `trap '' XFSZ; ulimit -f ${limitKb * 2}; exec "$0" "$@"`;
  const workspace = join(newFolder(), "ws");
  const args = ["-c", script, process.execPath, child, workspace, String(rows), open];
  const { stdout, stderr, status } = spawnSync("sh", args, { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return { workspace, ...JSON.parse(stdout) };
}

describe.skipIf(!limited)("a disk that fills up all the same", () => {
  test("in the log of changes: disk-full, and every acknowledged write is there", () => {
    const said = fill(4000, 20_000);
    expect(said).toMatchObject({ failed: "disk-full", seen: { batches: said.acknowledged } });
    expect(said.acknowledged).toBeGreaterThan(3);
    expect(said.seen.n).toBe(said.acknowledged * 20_000);
  });

  // DuckDB gives the file up here; the store opens it again.
  test.each(["none", "tx", "draft"])("in a checkpoint, with %s open: the store goes on", async (open) => {
    const said = fill(17_000, 40_000, open);
    expect(said).toMatchObject({
      failed: "disk-full",
      openFailed: open === "none" ? "" : "disk-full",
      seen: { batches: said.acknowledged },
      small: "stored",
    });
    expect(said.acknowledged).toBeGreaterThan(20);
    expect(said.seen.n).toBe(said.acknowledged * 40_000);
    const again = await openStore({ workspace: said.workspace });
    expect(await again.one("SELECT count(*) AS n FROM filled")).toEqual({ n: said.seen.n + 1 });
  });
});

describe("a COMMIT that is durable although what followed it failed", () => {
  /** A connection whose COMMIT ends in `error`, and how often the database was opened again. */
  function committing(error: Error) {
    let recovered = 0;
    const run = async (sql: string) => {
      if (sql === "COMMIT") throw error;
    };
    const owner: SessionOwner = {
      statementMs: 1000,
      stopped: false,
      translate: (e) => e,
      recover: async () => void recovered++,
    };
    const session = new Session({ run } as unknown as DuckDBConnection, owner);
    return { done: inTransaction(session, async () => "done"), recovered: () => recovered };
  }

  test("is success, and the file is opened again", async () => {
    const { done, recovered } = committing(
      new Error(
        "Transaction COMMIT succeeded and is durable, but the autocheckpoint failed. No space left on device",
      ),
    );
    expect(await done).toBe("done");
    expect(recovered()).toBe(1);
  });

  test("while any other failure of a COMMIT is none", async () => {
    const { done, recovered } = committing(new Error("TransactionContext Error: Failed to commit: conflict"));
    await expect(done).rejects.toThrow("conflict");
    expect(recovered()).toBe(0);
    expect(new KindredError("disk-full").status).toBe(507);
  });
});
