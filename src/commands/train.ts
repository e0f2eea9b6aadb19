import type { Command } from "commander";
import { ensureDefaultGoals } from "../goals/add.ts";
import { goalNames, trainGoal } from "../goals/train.ts";
import type { ProofReport } from "../validate/report.ts";
import type { Words } from "../words/index.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import type { Output } from "./output.ts";
import { parseWhole } from "./parse.ts";

interface TrainOptions extends CommonOptions {
  readonly seed: string;
  readonly model?: string;
}

export function trainCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("train [name]"))
    .description(
      "train a goal's model, prove it on later data, publish or refuse it (without a name: all goals)",
    )
    .option("--model <method>", "learn by this method only: logistic, tree, forest, boosting or neural-net")
    .option("--seed <n>", "seed of the random numbers", "1")
    .addHelpText("after", "\nExample: kindred train churn --json")
    .action(async (name: string | undefined, options: TrainOptions) => {
      await run(options, (context) => runTrain(context, name, options));
    });
}

async function runTrain(context: Context, name: string | undefined, options: TrainOptions): Promise<number> {
  const { store, settings, work, clock, words, out } = context;
  const reports: ProofReport[] = [];
  await ensureDefaultGoals(store, clock);
  for (const goal of name ? [name] : await goalNames(store)) {
    const built = await trainGoal(store, goal, {
      seed: parseWhole("--seed", options.seed, 0),
      threads: settings.threads,
      ...(options.model ? { method: options.model } : {}),
      clock,
      work,
    });
    await store.publish(built.swaps, built.commit);
    reports.push(built.report);
  }
  if (context.json)
    out.json(name ? trainSummary(reports[0]!, words) : { goals: reports.map((r) => trainSummary(r, words)) });
  else for (const report of reports) printProof(out, words, report);
  return reports.every((r) => r.published) ? exitCode.done : exitCode.refused;
}

/** A training's result as the contract of `train --json` lists it; the whole proof stands under `proof`. */
export function trainSummary(report: ProofReport, words: Words) {
  return {
    goal: report.goal,
    kind: report.kind,
    champion: {
      model: report.model,
      version: report.version,
      metrics: report.metrics,
      interval: report.interval,
      parameters: report.parameters,
    },
    baseline: report.baseline,
    challengers: report.challengers.map((c) => ({ ...c, why: words.tell(c.why) })),
    leaks: report.leaks.map((l) => ({ ...l, why: words.tell(l.why) })),
    published: report.published,
    reason: words.tell(report.reason),
    proof: report,
  };
}

function printProof(out: Output, words: Words, report: ProofReport): void {
  out.line(`${report.goal}: ${words.tell(report.reason)}`);
  out.table(
    ["", report.model, report.baseline.model],
    Object.keys(report.metrics).map((m) => [
      words.say(`goals.metrics.${m}.label`),
      figure(words, report.metrics[m]),
      figure(words, report.baseline.metrics[m]),
    ]),
  );
  for (const note of report.notes) out.line(words.tell(note));
  out.line();
}

/** A rule gives no probabilities, so some measures are empty for it. */
function figure(words: Words, x: number | undefined): string {
  return x === undefined || Number.isNaN(x) ? "–" : words.say("commands.figure", { x });
}
