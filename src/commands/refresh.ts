import type { Command } from "commander";
import { refresh } from "../flows/refresh.ts";
import { personaSummary } from "../flows/summary.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseWhole } from "./parse.ts";
import { trainSummary } from "./train.ts";

interface RefreshOptions extends CommonOptions {
  readonly seed: string;
}

export function refreshCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("refresh"))
    .description(
      "everything anew from what is stored: findings, segments, proven predictions, scores, actions",
    )
    .option("--seed <n>", "seed of the random numbers", "1")
    .addHelpText("after", "\nExample: kindred refresh")
    .action(async (options: RefreshOptions) => {
      await run(options, (context) => runRefresh(context, options));
    });
}

async function runRefresh(context: Context, options: RefreshOptions): Promise<number> {
  const { store, settings, work, clock, words, json, out } = context;
  const report = await refresh(store, {
    threads: settings.threads,
    seed: parseWhole("--seed", options.seed, 0),
    clock,
    work,
  });
  if (json)
    out.json({
      segments: personaSummary(report.segmentation, words),
      goals: report.proofs.map((p) => trainSummary(p, words)),
      scored: report.scored,
      actions: report.actions?.actions ?? 0,
      recommender: report.recommender && {
        ...report.recommender,
        reason: words.tell(report.recommender.reason),
      },
      themes: (report.themes?.themes ?? []).map((t) => ({ ...t, what: words.tell(t.what) })),
      stages: report.stages,
    });
  else {
    out.line(words.tell(report.segmentation.chosen));
    for (const p of report.segmentation.personas)
      out.line(`  ${words.tell(p.name)}: ${words.tell(p.summary)}`);
    for (const proof of report.proofs) out.line(`${proof.goal}: ${words.tell(proof.reason)}`);
    if (report.recommender) out.line(words.tell(report.recommender.reason));
    for (const { what } of report.themes?.themes ?? []) out.line(words.tell(what));
    out.line(
      words.say("commands.refresh.done", {
        scored: report.scored,
        actions: report.actions?.actions ?? 0,
      }),
    );
  }
  return report.proofs.every((p) => p.published) ? exitCode.done : exitCode.refused;
}
