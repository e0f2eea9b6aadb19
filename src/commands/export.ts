import type { Command } from "commander";
import { exportTable } from "../act/export.ts";
import { type CommonOptions, exitCode, type Run, withCommonOptions } from "./context.ts";

interface ExportOptions extends CommonOptions {
  readonly to: string;
}

export function exportCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("export <table>"))
    .description("write a table (actions, segments, scores, rfm, customers, …) to a CSV or Parquet file")
    .requiredOption("--to <file>", "file to write; its ending says the format (.csv, .parquet)")
    .addHelpText("after", "\nExample: kindred export actions --to actions.csv")
    .action(async (table: string, options: ExportOptions) => {
      await run(options, async ({ store, words, json, out, path }) => {
        const report = await exportTable(store, table, path(options.to), words);
        if (json) out.json(report);
        else out.line(words.say("commands.export.done", { ...report }));
        return exitCode.done;
      });
    });
}
