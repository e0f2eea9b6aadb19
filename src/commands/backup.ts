import type { Command } from "commander";
import { backUpTo } from "../store/backup.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";

interface BackupOptions extends CommonOptions {
  readonly to: string;
}

export function backupCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("backup"))
    .description("write all that is stored into one file, also while data come in, and read it back")
    .requiredOption("--to <file or folder>", "a new file, or a folder, where it gets a name with its date")
    .addHelpText("after", "\nExample: kindred backup --to /backups")
    .action(async (options: BackupOptions) => {
      // What is written meanwhile does not change what it sees, so it waits for nobody.
      await run(options, (context) => runBackup(context, options), { reads: true });
    });
}

async function runBackup(
  { store, clock, words, json, out, path }: Context,
  options: BackupOptions,
): Promise<number> {
  const { file, bytes, madeAt, version, tables } = await backUpTo(store, path(options.to), clock.now());
  const rows = Object.fromEntries(tables.map((t) => [t.table, t.rows]));
  if (json) out.json({ file, bytes, madeAt, version, rows });
  else out.line(words.say("commands.backup.done", { file, mb: Math.ceil(bytes / 1e6), version }));
  return exitCode.done;
}
