import type { Command } from "commander";
import { projectEvents } from "../ingest/events/project/project.ts";
import { checkQuality } from "../quality/check.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";

export function checkCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("check"))
    .description("quality and completeness of the data, what to fix first, and which goals are possible")
    .addHelpText("after", "\nExample: kindred check --json")
    .action(async (options: CommonOptions) => {
      await run(options, runCheck, { reads: true });
    });
}

async function runCheck({ store, words, json, out, clock }: Context): Promise<number> {
  await projectEvents(store, clock);
  const report = await checkQuality(store, { clock });
  if (json) {
    out.json(report);
    return exitCode.done;
  }
  out.table(
    [
      words.say("commands.check.table"),
      words.say("commands.check.rows"),
      words.say("commands.check.from"),
      words.say("commands.check.until"),
      words.say("commands.check.score"),
      words.say("commands.check.lost"),
    ],
    report.tables.map((t) => [
      t.table,
      t.rows,
      t.from?.slice(0, 10) ?? "",
      t.until?.slice(0, 10) ?? "",
      t.score,
      t.lost.map((l) => `${l.code} −${l.points}`).join(", "),
    ]),
  );
  out.line();
  for (const f of report.findings) {
    out.line(`${words.say(`quality.severity.${f.severity}`)}: ${words.tell(f.what)}`);
    if (f.example !== undefined && f.what.data.example === undefined)
      out.line(`    ${words.say("commands.check.example", { example: f.example })}`);
    if (f.effect) out.line(`    ${words.tell(f.effect)}`);
    if (f.severity !== "good") out.line(`    → ${words.tell(f.todo)}`);
  }
  out.line();
  for (const g of report.goals) {
    const state = words.say(g.possible ? "commands.check.possible" : "commands.check.notYet");
    out.line(
      `${g.kind}: ${state} — ${words.tell(g.why)}${g.enoughWhen ? ` ${words.tell(g.enoughWhen)}` : ""}`,
    );
  }
  return exitCode.done;
}
