import type { Command } from "commander";
import { buildRfm } from "../segments/rfm.ts";
import { type CommonOptions, type Context, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printJson, printTable } from "./output.ts";

export function rfmCommand(program: Command): void {
  withCommonOptions(program.command("rfm"))
    .description("recency, frequency and monetary scores (5 = best) of every customer")
    .addHelpText("after", "\nExample: kindred rfm --json")
    .action(async (options: CommonOptions) => {
      process.exitCode = await inWorkspace(options, runRfm);
    });
}

async function runRfm({ store, words, json, work }: Context): Promise<number> {
  const built = await buildRfm(store, { work });
  await store.publish(built.swaps, built.commit);
  if (json) printJson(built.report);
  else {
    printTable(
      [
        words.say("commands.segment.name"),
        words.say("commands.segment.size"),
        words.say("commands.segment.revenueShare"),
      ],
      built.report.segments.map((s) => [
        words.tell(s.name),
        s.size,
        words.say("commands.percent", { share: s.revenueShare }),
      ]),
    );
  }
  return exitCode.done;
}
