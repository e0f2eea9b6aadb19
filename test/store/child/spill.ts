// Sorts more than fits in memory and says how much was spilled into the workspace, and what is left of it afterwards.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { Store } from "../../../src/store/store.ts";

const workspace = process.argv[2]!;
const store = await Store.open({ workspace, memoryLimitMb: 60, minFreeDiskMb: 0 });
const tmp = join(workspace, "tmp");
let spilled = 0;
const look = setInterval(() => {
  for (const name of readdirSync(tmp)) spilled = Math.max(spilled, statSync(join(tmp, name)).size);
}, 10);
const key = "md5(range::VARCHAR) || md5((range + 1)::VARCHAR)";
await store.build((w) =>
  w.run(`CREATE TEMP TABLE sorted AS SELECT ${key} AS k FROM range(1000000) ORDER BY k`),
);
clearInterval(look);
await store.close();
process.stdout.write(JSON.stringify({ spilled, left: readdirSync(tmp) }));
