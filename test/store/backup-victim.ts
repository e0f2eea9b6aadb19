// A process to be killed: stores small events and imports files, makes one backup in the middle, and says on stdout
// what it was told is stored. Arguments: workspace, folder of the files, backup file.
import { readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { importFile } from "../../src/ingest/import.ts";
import { backUpTo } from "../../src/store/backup.ts";
import { Store } from "../../src/store/store.ts";
import { clock } from "../faults/facts.ts";

const [, , workspace, files, backup] = process.argv as [string, string, string, string, string];

/** Written at once: what was said is known even if the process dies right after. */
const say = (what: string) => writeSync(1, `${what}\n`);

const store = await Store.open({ workspace, threads: 1, memoryLimitMb: 200, minFreeDiskMb: 0 });
let imports = 0;

async function storeEvents(): Promise<void> {
  for (let id = 1; ; id++) {
    await store.write((w) =>
      w.run("INSERT INTO events (message_id, source) VALUES ($1, 'drill')", [String(id)]),
    );
    say(`event ${id}`);
  }
}

async function importFiles(): Promise<void> {
  for (const name of readdirSync(files).sort()) {
    const options = { table: "orders", mode: "append", currency: "EUR", clock } as const;
    await importFile(store, join(files, name), options);
    imports++;
    say(`import ${imports}`);
    if (imports === 2) void makeBackup();
  }
}

async function makeBackup(): Promise<void> {
  say("backup begins");
  await backUpTo(store, backup, clock.now());
  say("backup done");
}

await Promise.all([storeEvents(), importFiles()]);
