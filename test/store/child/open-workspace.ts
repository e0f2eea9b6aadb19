// Opens the workspace of the first argument and says what came of it; with `hold` keeps it open until killed.
import process from "node:process";
import { parentPort } from "node:worker_threads";
import { KindredError } from "../../../src/core/errors.ts";
import { Store } from "../../../src/store/store.ts";

const [, , workspace, hold] = process.argv as [string, string, string, string?];
const say = (what: object) =>
  parentPort ? parentPort.postMessage(what) : process.stdout.write(`${JSON.stringify(what)}\n`);
try {
  const store = await Store.open({ workspace, minFreeDiskMb: 0 });
  say({ code: "opened" });
  if (hold) process.stdin.resume();
  else await store.close();
} catch (error) {
  if (!(error instanceof KindredError)) throw error;
  say({ code: error.code, data: error.data });
}
