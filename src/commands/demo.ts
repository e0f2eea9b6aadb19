import { join } from "node:path";
import type { Command } from "commander";
import { runDemo } from "../flows/demo.ts";
import { personaSummary } from "../flows/summary.ts";
import { type CommonOptions, type Context, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printReport } from "./import.ts";
import { printJson, printLine } from "./output.ts";
import { serveWorkspace, untilStopped } from "./serve.ts";
import { trainSummary } from "./train.ts";

interface DemoOptions extends CommonOptions {
  readonly serve: boolean;
  readonly port?: string;
}

const sample = join(import.meta.dirname, "..", "..", "samples", "online_retail", "online_retail.parquet");

export function demoCommand(program: Command): void {
  withCommonOptions(program.command("demo"))
    .description("the sample shop from raw invoices to actions, then the dashboard")
    .option("--no-serve", "stop when the result is there, without the dashboard")
    .option("--port <port>", "port of the dashboard (default: 4747)")
    .addHelpText("after", "\nExample: kindred demo --no-serve --json")
    .action(async (options: DemoOptions) => {
      process.exitCode = await inWorkspace(options, (context) => demo(context, options), {
        workspace: "demo-workspace",
      });
    });
}

async function demo(context: Context, options: DemoOptions): Promise<number> {
  const { store, settings, work, clock, words, json } = context;
  const server = options.serve ? await serveWorkspace(context, options) : null;
  if (server && !json) printLine(words.say("commands.demo.serving", { url: server.url }));
  const result = await runDemo(store, {
    sample,
    currency: "GBP",
    threads: settings.threads,
    seed: 1,
    clock,
    work,
  });
  const { received, stored, duplicates, rejected } = result.import;
  const summary = {
    import: {
      received,
      stored,
      duplicates,
      rejected,
      dispositions: result.import.dispositions.map((d) => ({ rows: d.rows, what: words.tell(d.what) })),
    },
    customers: result.customers,
    segments: personaSummary(result.segmentation, words),
    goals: result.proofs.map((p) => trainSummary(p, words)),
    actions: result.actions,
    seconds: result.seconds,
    stages: result.stages,
    url: server?.url ?? null,
  };
  if (json) printJson(summary);
  else {
    printReport(context, result.import);
    for (const proof of result.proofs) printLine(`${proof.goal}: ${words.tell(proof.reason)}`);
    printLine(
      words.say("commands.demo.done", {
        seconds: Math.round(result.seconds),
        customers: result.customers,
        actions: result.actions,
      }),
    );
    if (server) printLine(words.say("commands.serve.ready", { url: server.url }));
  }
  if (server) {
    await untilStopped(work.signal);
    await server.close();
  }
  return exitCode.done;
}
