// A process that reads rejected rows again and kills itself at its n-th statement; without a number it says how many it
// had. Arguments: workspace, number.
import process from "node:process";
import { DuckDBConnection } from "@duckdb/node-api";
import { replayRejects } from "../../src/ingest/replay.ts";
import { Store } from "../../src/store/store.ts";
import { clock } from "../faults/facts.ts";

const [, , workspace, number] = process.argv as [string, string, string, string?];
const store = await Store.open({ workspace, threads: 1, memoryLimitMb: 200, minFreeDiskMb: 0 });
let statements = 0;
const run = DuckDBConnection.prototype.run;
DuckDBConnection.prototype.run = function (sql, ...rest) {
  statements++;
  const done = run.call(this, sql, ...rest);
  // While the engine works on it.
  if (statements === Number(number)) process.kill(process.pid, "SIGKILL");
  return done;
};
await replayRejects(store, { clock, dateFormat: "DD#MM#YYYY" });
process.stdout.write(String(statements));
await store.close();
