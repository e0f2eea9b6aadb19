import type { Command } from "commander";
import { addGoal } from "../goals/add.ts";
import { type CommonOptions, type Context, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printJson, printLine } from "./output.ts";
import { parseDays, parseList } from "./parse.ts";

interface GoalOptions extends CommonOptions {
  readonly kind: string;
  readonly outcome?: string;
  readonly horizon: string;
  readonly population?: string;
  readonly keep?: string;
  readonly leaveOut?: string;
}

export function goalCommand(program: Command): void {
  const goal = program.command("goal").description("business goals to predict");
  withCommonOptions(goal.command("add <name>"))
    .description("define a goal: what is predicted, for whom, how far ahead")
    .requiredOption(
      "--kind <kind>",
      "churn, conversion, frequency, value, purchase, overdue, response or column",
    )
    .option("--outcome <column=value>", "the recorded outcome, for goals on a column")
    .option("--horizon <days>", "how far ahead, e.g. 90d", "90d")
    .option("--population <file>", "JSON file with the predicate that says who is eligible")
    .option("--keep <a,b>", "columns to use although they look recorded after the outcome")
    .option("--leave-out <a,b>", "columns not to use")
    .addHelpText("after", "\nExample: kindred goal add leavers --kind churn --horizon 60d")
    .action(async (name: string, options: GoalOptions) => {
      process.exitCode = await inWorkspace(options, (context) => runGoalAdd(context, name, options));
    });
}

async function runGoalAdd(
  { store, words, json, clock }: Context,
  name: string,
  options: GoalOptions,
): Promise<number> {
  const goal = await addGoal(store, {
    name,
    kind: options.kind,
    horizonDays: parseDays("--horizon", options.horizon),
    ...(options.outcome ? { outcome: options.outcome } : {}),
    ...(options.population ? { populationFile: options.population } : {}),
    ...(options.keep ? { keep: parseList(options.keep) } : {}),
    ...(options.leaveOut ? { leaveOut: parseList(options.leaveOut) } : {}),
    clock,
  });
  if (json) printJson(goal);
  else
    printLine(words.say("commands.goal.added", { name: goal.name, kind: goal.kind, days: goal.horizonDays }));
  return exitCode.done;
}
