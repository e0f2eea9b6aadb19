import type { Command } from "commander";
import { checkQuality } from "../quality/check.ts";
import { type CommonOptions, type Context, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printJson, printLine, printTable } from "./output.ts";

export function checkCommand(program: Command): void {
  withCommonOptions(program.command("check"))
    .description("quality and completeness of the data, what to fix first, and which goals are possible")
    .addHelpText("after", "\nExample: kindred check --json")
    .action(async (options: CommonOptions) => {
      process.exitCode = await inWorkspace(options, runCheck);
    });
}

async function runCheck({ store, words, json, clock }: Context): Promise<number> {
  const report = await checkQuality(store, { clock });
  if (json) {
    printJson(report);
    return exitCode.done;
  }
  printTable(
    [
      words.say("commands.check.table"),
      words.say("commands.check.rows"),
      words.say("commands.check.from"),
      words.say("commands.check.until"),
    ],
    report.tables.map((t) => [t.table, t.rows, t.from?.slice(0, 10) ?? "", t.until?.slice(0, 10) ?? ""]),
  );
  printLine();
  for (const f of report.findings) {
    printLine(`${words.say(`quality.severity.${f.severity}`)}: ${words.tell(f.what)}`);
    if (f.effect) printLine(`    ${words.tell(f.effect)}`);
    if (f.severity !== "good") printLine(`    → ${words.tell(f.todo)}`);
  }
  printLine();
  for (const g of report.goals) {
    const state = words.say(g.possible ? "commands.check.possible" : "commands.check.notYet");
    printLine(
      `${g.kind}: ${state} — ${words.tell(g.why)}${g.enoughWhen ? ` ${words.tell(g.enoughWhen)}` : ""}`,
    );
  }
  return exitCode.done;
}
