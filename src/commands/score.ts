import type { Command } from "commander";
import { scoreGoals } from "../goals/score.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";

export function scoreCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("score [name]"))
    .description("score every customer by the published models (without a name: all goals)")
    .addHelpText("after", "\nExample: kindred score churn")
    .action(async (name: string | undefined, options: CommonOptions) => {
      await run(options, (context) => runScore(context, name));
    });
}

async function runScore(
  { store, settings, work, clock, words, json, out }: Context,
  name: string | undefined,
): Promise<number> {
  const built = await scoreGoals(store, name ? [name] : undefined, {
    threads: settings.threads,
    clock,
    work,
  });
  await store.publish(built.swaps, built.commit);
  if (json) out.json(name ? built.report[0] : { goals: built.report });
  else if (built.report.length === 0) out.line(words.say("commands.score.none"));
  else for (const s of built.report) out.line(words.say("commands.score.done", { ...s }));
  return exitCode.done;
}
