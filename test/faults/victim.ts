// A process to be killed: imports files or refreshes over and over, stores small events all the while, and says on
// stdout what it was told is done. Arguments: workspace, `import` or `refresh`, folder of the files.
import { readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { DuckDBConnection } from "@duckdb/node-api";
import { refresh } from "../../src/flows/refresh.ts";
import { importFile } from "../../src/ingest/import.ts";
import { Store } from "../../src/store/store.ts";
import { addDay, clock } from "./facts.ts";

const [, , workspace, kind, files] = process.argv as [string, string, string, string, string];

/** Written at once: what was said is known even if the process dies right after. */
function say(what: string): void {
  writeSync(1, `${what}\n`);
}

/** Every step of the work and every statement of it is said, so that the kill can come at any of them. */
const work = { onProgress: () => say("step") };
const run = DuckDBConnection.prototype.run;
DuckDBConnection.prototype.run = function (sql, ...rest) {
  if (!/^(USE|BEGIN|COMMIT|SELECT 1$|INSERT INTO events)/.test(sql)) say("step");
  return run.call(this, sql, ...rest);
};

const store = await Store.open({ workspace, threads: 1, memoryLimitMb: 200, minFreeDiskMb: 0 });
say("open");
await Promise.all([storeEvents(), kind === "import" ? importFiles() : refreshDays()]);

async function storeEvents(): Promise<void> {
  const { last } = await store.one<{ last: number }>(
    "SELECT coalesce(max(message_id::BIGINT), 0) AS last FROM events",
  );
  for (let id = last + 1; ; id++) {
    await store.write((w) =>
      w.run("INSERT INTO events (message_id, source) VALUES ($1, 'faults')", [String(id)]),
    );
    say(`event ${id}`);
  }
}

async function importFiles(): Promise<void> {
  const { done } = await store.one<{ done: number }>("SELECT count(*) AS done FROM imports");
  const names = readdirSync(files).sort();
  for (let i = done; i < names.length; i++) {
    const options = { table: "orders", mode: "append", currency: "EUR", clock, work } as const;
    await importFile(store, join(files, names[i]!), options);
    say(`import ${i + 1}`);
  }
  throw new Error("no file is left to import");
}

async function refreshDays(): Promise<void> {
  for (;;) {
    await addDay(store);
    await refresh(store, { threads: 1, seed: 1, clock, work });
    const { day } = await store.one<{ day: Date }>("SELECT max(as_of) AS day FROM actions");
    say(`refresh ${day.getTime()}`);
  }
}
