import { join } from "node:path";
import type { Command } from "commander";
import { runDemo } from "../flows/demo.ts";
import { personaSummary } from "../flows/summary.ts";
import {
  type AddVerbs,
  type CommonOptions,
  type Context,
  exitCode,
  type Run,
  withCommonOptions,
} from "./context.ts";
import { printReport } from "./import-report.ts";
import { serveWorkspace, untilStopped } from "./serve.ts";
import { trainSummary } from "./train.ts";

interface DemoOptions extends CommonOptions {
  readonly serve: boolean;
  readonly port?: string;
}

const sample = join(import.meta.dirname, "..", "..", "samples", "online_retail", "online_retail.parquet");

export function demoCommand(program: Command, run: Run, addVerbs: AddVerbs): void {
  withCommonOptions(program.command("demo"))
    .description("the sample shop from raw invoices to actions, then the dashboard")
    .option("--no-serve", "stop when the result is there, without the dashboard")
    .option("--port <port>", "port of the dashboard (default: 4747)")
    .addHelpText("after", "\nExample: kindred demo --no-serve --json")
    .action(async (options: DemoOptions) => {
      await run(options, (context) => demo(context, options, addVerbs), {
        workspace: "demo-workspace",
        alone: true,
      });
    });
}

async function demo(context: Context, options: DemoOptions, addVerbs: AddVerbs): Promise<number> {
  const { store, settings, work, clock, words, json, out } = context;
  const server = options.serve ? await serveWorkspace(context, options, addVerbs) : null;
  if (server && !json) out.line(words.say("commands.demo.serving", { url: server.url }));
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
  if (json) out.json(summary);
  else {
    printReport(context, result.import);
    for (const proof of result.proofs) out.line(`${proof.goal}: ${words.tell(proof.reason)}`);
    out.line(
      words.say("commands.demo.done", {
        seconds: Math.round(result.seconds),
        customers: result.customers,
        actions: result.actions,
      }),
    );
    if (server) out.line(words.say("commands.serve.ready", { url: server.url }));
  }
  if (server) {
    await untilStopped(work.signal);
    await server.close();
  }
  return exitCode.done;
}
