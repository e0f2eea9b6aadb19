// A process that syncs until it is killed: `sync-victim.ts WORKSPACE`. Says `synced` after each sync that has ended.
import { syncSource } from "../../../src/ingest/sources/sync.ts";
import { Store } from "../../../src/store/store.ts";

const store = await Store.open({ workspace: process.argv[2]!, memoryLimitMb: 200 });
const clock = { now: () => new Date("2026-06-01T12:00:00Z") };
process.send!("open");
for (;;) {
  await syncSource(store, "shop", { clock, pauses: [10, 20] });
  process.send!("synced");
}
