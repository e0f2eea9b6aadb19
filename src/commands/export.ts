import type { Command } from "commander";
import { exportTable } from "../act/export.ts";
import { type CommonOptions, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printJson, printLine } from "./output.ts";

interface ExportOptions extends CommonOptions {
  readonly to: string;
}

export function exportCommand(program: Command): void {
  withCommonOptions(program.command("export <table>"))
    .description("write a table (actions, segments, scores, rfm, customers, …) to a CSV or Parquet file")
    .requiredOption("--to <file>", "file to write; its ending says the format (.csv, .parquet)")
    .addHelpText("after", "\nExample: kindred export actions --to actions.csv")
    .action(async (table: string, options: ExportOptions) => {
      process.exitCode = await inWorkspace(options, async ({ store, words, json }) => {
        const report = await exportTable(store, table, options.to, words);
        if (json) printJson(report);
        else printLine(words.say("commands.export.done", { ...report }));
        return exitCode.done;
      });
    });
}
