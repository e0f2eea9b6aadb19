import type { Command } from "commander";
import { addGoal } from "../goals/add.ts";
import { readGoals } from "../serve/queries/goals.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseDays, parseList } from "./parse.ts";

interface GoalOptions extends CommonOptions {
  readonly kind: string;
  readonly outcome?: string;
  readonly horizon: string;
  readonly population?: string;
  readonly keep?: string;
  readonly leaveOut?: string;
}

export function goalCommand(program: Command, run: Run): void {
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
      await run(options, (context) => runGoalAdd(context, name, options));
    });
  withCommonOptions(goal.command("list"))
    .description("the goals that are defined, and whether each has a published model")
    .addHelpText("after", "\nExample: kindred goal list")
    .action(async (options: CommonOptions) => {
      await run(options, runGoalList, { reads: true });
    });
}

async function runGoalList({ store, words, json, out }: Context): Promise<number> {
  const goals = (await readGoals(store)).map(({ goal, kind, horizonDays, proof }) => ({
    goal,
    kind,
    horizonDays,
    published: proof?.published ?? null,
  }));
  if (json) out.json({ goals });
  else if (goals.length === 0) out.line(words.say("commands.goal.none"));
  for (const g of json ? [] : goals) {
    const state = g.published === null ? "untrained" : g.published ? "published" : "refused";
    out.line(words.say(`commands.goal.${state}`, { name: g.goal, kind: g.kind, days: g.horizonDays }));
  }
  return exitCode.done;
}

async function runGoalAdd(
  { store, words, json, out, path, clock }: Context,
  name: string,
  options: GoalOptions,
): Promise<number> {
  const goal = await addGoal(store, {
    name,
    kind: options.kind,
    horizonDays: parseDays("--horizon", options.horizon),
    ...(options.outcome ? { outcome: options.outcome } : {}),
    ...(options.population ? { populationFile: path(options.population) } : {}),
    ...(options.keep ? { keep: parseList(options.keep) } : {}),
    ...(options.leaveOut ? { leaveOut: parseList(options.leaveOut) } : {}),
    clock,
  });
  if (json) out.json(goal);
  else
    out.line(words.say("commands.goal.added", { name: goal.name, kind: goal.kind, days: goal.horizonDays }));
  return exitCode.done;
}
