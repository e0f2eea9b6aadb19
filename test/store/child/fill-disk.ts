// Writes until the disk is full and says what came of it. Started under a limit on the size of files (`ulimit -f`), at
// which DuckDB's writes fail as on a full disk. Arguments: workspace, rows of a write, what else is open: none|tx|draft.
import process from "node:process";
import { KindredError } from "../../../src/core/errors.ts";
import { Store } from "../../../src/store/store.ts";

const [, , workspace, rows, open] = process.argv as [string, string, string, string, string];
const store = await Store.open({ workspace, minFreeDiskMb: 0, memoryLimitMb: 200 });
await store.tx((w) => w.run("CREATE TABLE filled (batch INTEGER, a UBIGINT, b UBIGINT)"));

const release = Promise.withResolvers<void>();
const insert = `INSERT INTO filled SELECT -1, range, range FROM range(10)`;
let openFailed = "";
const beside =
  open === "none"
    ? Promise.resolve()
    : open === "tx"
      ? store.tx(async (w) => {
          await w.run(insert);
          await release.promise;
          await w.run(insert);
        })
      : store.draft(async (draft) => {
          await draft.build((w) => w.run(insert));
          await release.promise;
          await draft.one("SELECT count(*) AS n FROM filled");
        });
const besideEnded = beside.catch((error) => {
  openFailed = codeOf(error);
});

let acknowledged = 0;
let failed = "";
while (!failed && acknowledged < 1000) {
  await store
    .write((w) =>
      w.run(`INSERT INTO filled SELECT $1, hash(random()), hash(random()) FROM range(${rows})`, [
        acknowledged,
      ]),
    )
    .then(
      () => acknowledged++,
      (error) => {
        failed = codeOf(error);
      },
    );
}
release.resolve();
await besideEnded;
const seen = await store.one("SELECT count(DISTINCT batch) AS batches, count(*) AS n FROM filled");
const small = await store
  .write((w) => w.run("INSERT INTO filled VALUES (5000, 1, 1)"))
  .then(() => "stored", codeOf);
await store.close().catch(() => {});
process.stdout.write(`${JSON.stringify({ acknowledged, failed, openFailed, seen, small })}\n`);

function codeOf(error: unknown): string {
  return error instanceof KindredError ? error.code : String(error);
}
