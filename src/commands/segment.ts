import type { Command } from "commander";
import { personaSummary } from "../flows/summary.ts";
import { segmentCustomers } from "../segments/segment.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseAmount, parseList, parseWhole } from "./parse.ts";

interface SegmentOptions extends CommonOptions {
  readonly method: string;
  readonly groups?: string;
  readonly features?: string;
  readonly eps?: string;
  readonly minSamples?: string;
  readonly minClusterSize?: string;
  readonly seed: string;
}

export function segmentCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("segment"))
    .description("find the kinds of customers and describe each as a persona")
    .option("--method <method>", "how groups are found: k-means, ward, dbscan or hdbscan", "k-means")
    .option("--groups <k>", "how many groups, 2 … 50 (default: the advised number, with the reason)")
    .option("--eps <distance>", "dbscan: how far neighbours lie apart (default: an advised distance)")
    .option("--min-samples <n>", "dbscan, hdbscan: neighbours of a customer amid a group")
    .option("--min-cluster-size <n>", "hdbscan: smaller groups are none (default: 2 % of the customers)")
    .option("--features <a,b>", "cluster on these features (default: a stated choice)")
    .option("--seed <n>", "seed of the random numbers", "1")
    .addHelpText("after", "\nExample: kindred segment --groups 5")
    .action(async (options: SegmentOptions) => {
      await run(options, (context) => runSegment(context, options));
    });
}

async function runSegment(context: Context, options: SegmentOptions): Promise<number> {
  const { store, words, json, out, work, settings } = context;
  const built = await segmentCustomers(store, {
    method: options.method,
    ...(options.groups ? { groups: parseWhole("--groups", options.groups, 2) } : {}),
    ...(options.eps ? { eps: parseAmount("--eps", options.eps) } : {}),
    ...(options.minSamples ? { minSamples: parseWhole("--min-samples", options.minSamples, 2) } : {}),
    ...(options.minClusterSize
      ? { minClusterSize: parseWhole("--min-cluster-size", options.minClusterSize, 2) }
      : {}),
    ...(options.features ? { features: parseList(options.features) } : {}),
    seed: parseWhole("--seed", options.seed, 0),
    threads: settings.threads,
    work,
  });
  await store.publish(built.swaps, built.commit);
  const report = built.report;
  if (json) {
    const { method, groups, silhouette, stability, real } = report;
    out.json({
      method,
      groups,
      silhouette,
      stability,
      real,
      segments: personaSummary(report, words),
      report,
    });
    return exitCode.done;
  }
  out.line(words.tell(report.chosen));
  out.line(words.tell(report.realWhy));
  for (const { what } of report.events) out.line(words.tell(what));
  const shop = report.personas.some((p) => p.medianOrderMinor !== null);
  out.table(
    [
      words.say("commands.segment.name"),
      words.say("commands.segment.size"),
      ...(shop ? [words.say("commands.segment.revenueShare")] : []),
    ],
    report.personas.map((p) => [
      words.tell(p.name),
      p.size,
      ...(shop ? [words.say("commands.percent", { share: p.revenueShare })] : []),
    ]),
  );
  for (const p of report.personas) {
    out.line(`\n${words.tell(p.name)}: ${words.tell(p.summary)}`);
    for (const { what } of p.traits) out.line(`  ${words.tell(what)}`);
  }
  out.line();
  for (const note of report.notes) out.line(words.tell(note));
  return exitCode.done;
}
