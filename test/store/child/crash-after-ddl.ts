// Changes tables and dies before anything is moved into the data file. `store`: through the store; `direct`: on a file
// opened directly, as rule 1 forbids; `open`: opens such a file again. `newer`: leaves a workspace of a newer version.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { DuckDBInstance } from "@duckdb/node-api";
import { Store } from "../../../src/store/store.ts";

const [, , folder, mode] = process.argv as [string, string, string, string];
const statements = [
  "CREATE TABLE crashed (id INTEGER, v INTEGER)",
  "INSERT INTO crashed SELECT x, x FROM range(100) t(x)",
  "CREATE MACRO seven() AS 7",
  "ALTER TABLE crashed ADD COLUMN z INTEGER DEFAULT seven()",
  "INSERT INTO crashed VALUES (1000, 7, 7)",
];
if (mode === "newer") {
  const store = await Store.open({ workspace: folder, minFreeDiskMb: 0 });
  await store.write((w) => w.run("INSERT INTO migrations VALUES (9001, now()::TIMESTAMP)"));
} else if (mode === "store") {
  const store = await Store.open({ workspace: folder, minFreeDiskMb: 0 });
  for (const sql of statements) await store.build((w) => w.run(sql));
} else {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(join(folder, "direct.duckdb"));
  const c = await instance.connect();
  if (mode === "open") process.exit(0);
  for (const sql of statements) await c.run(sql);
}
process.kill(process.pid, "SIGKILL");
