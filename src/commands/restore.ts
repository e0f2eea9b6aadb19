import type { Command } from "commander";
import { writeRejectLists } from "../ingest/load/rejects.ts";
import { type Restored, restoreBackup } from "../store/restore.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";

interface RestoreOptions extends CommonOptions {
  readonly replace?: boolean;
}

export function restoreCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("restore <file>"))
    .description("make a workspace of a backup; a workspace that holds data is left alone")
    .option("--replace", "put the backup in the place of the data that are there; those are kept beside")
    .addHelpText(
      "after",
      "\nExample: kindred restore /backups/kindred-20260101-030000.duckdb --workspace restored",
    )
    .action(async (file: string, options: RestoreOptions) => {
      let restored: Restored | undefined;
      const replace = options.replace === true;
      await run(options, (context) => runRestore(context, file, restored!), {
        alone: true,
        async prepare(workspace, now) {
          restored = await restoreBackup(file, { workspace, replace, now });
        },
      });
    });
}

/** The restored workspace is open: it has this version's format now, and its lists of rejected rows are written anew. */
async function runRestore(
  { store, words, json, out }: Context,
  file: string,
  { kept, madeAt, version }: Restored,
): Promise<number> {
  await writeRejectLists(store, words.tell);
  const counts = await store.one<{ imports: number; orders: number; events: number }>(
    `SELECT (SELECT count(*) FROM imports) AS imports, (SELECT count(*) FROM orders) AS orders,
       (SELECT count(*) FROM events) + (SELECT count(*) FROM event_inbox) AS events`,
  );
  const { workspace } = store;
  if (json) out.json({ file, workspace, madeAt, version, kept, ...counts });
  else {
    out.line(words.say("commands.backup.restored", { workspace, ...counts }));
    if (kept) out.line(words.say("commands.backup.replaced", { kept }));
  }
  return exitCode.done;
}
