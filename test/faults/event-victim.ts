// A process to be killed: the server of a workspace, which makes facts of events over and over. Says on stdout where it
// answers. Argument: workspace.
import { writeSync } from "node:fs";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "../../src/core/clock.ts";
import { projectEvents } from "../../src/ingest/events/project/project.ts";
import { startServer } from "../../src/serve/server.ts";
import { Store } from "../../src/store/store.ts";

const [, , workspace] = process.argv as [string, string, string];

const store = await Store.open({ workspace, threads: 1, memoryLimitMb: 200, minFreeDiskMb: 0 });
const server = await startServer({ store, port: 0, host: "127.0.0.1" });
writeSync(1, `${server.url}\n`);
for (;;) {
  await projectEvents(store, systemClock);
  await pause(20);
}
