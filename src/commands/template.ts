import { writeFileSync } from "node:fs";
import { stdout } from "node:process";
import type { Command } from "commander";
import { readSettings } from "../config.ts";
import { KindredError } from "../core/errors.ts";
import { templateOf, templateText } from "../ingest/template.ts";
import { words } from "../words/index.ts";
import { type CommonOptions, withCommonOptions } from "./context.ts";
import { Output } from "./output.ts";

interface TemplateOptions extends CommonOptions {
  readonly to: string;
}

/** Needs no workspace, so it neither opens one nor is handed over. */
export function templateCommand(program: Command): void {
  withCommonOptions(program.command("template <table>"))
    .description(
      "write an empty table to fill in and import: its columns, named in your language, and two examples",
    )
    .requiredOption("--to <file>", "CSV file to write; one that is there is left alone")
    .addHelpText("after", "\nExample: kindred template orders --to orders.csv --lang zh")
    .action((table: string, options: TemplateOptions) => {
      const settings = readSettings({
        ...(options.workspace ? { workspace: options.workspace } : {}),
        ...(options.lang ? { lang: options.lang } : {}),
      });
      const say = words(settings.lang);
      const template = templateOf(table, settings.lang);
      write(options.to, templateText(template, say.tell));
      const out = new Output((text) => stdout.write(text));
      const names = template.columns.map(({ name }) => (typeof name === "string" ? name : say.tell(name)));
      if (options.json) out.json({ table, file: options.to, columns: names });
      else
        out.line(say.say("commands.template.done", { file: options.to, table, columns: names.join(", ") }));
    });
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === "EEXIST";
    throw new KindredError(exists ? "file-exists" : "file-unreadable", { file }, { cause });
  }
}
