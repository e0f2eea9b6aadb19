import type { Command } from "commander";
import { buildRfm } from "../segments/rfm.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";

export function rfmCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("rfm"))
    .description("recency, frequency and monetary scores (5 = best) of every customer")
    .addHelpText("after", "\nExample: kindred rfm --json")
    .action(async (options: CommonOptions) => {
      await run(options, runRfm);
    });
}

async function runRfm({ store, words, json, out, work }: Context): Promise<number> {
  const built = await buildRfm(store, { work });
  await store.publish(built.swaps, built.commit);
  if (json) out.json(built.report);
  else {
    out.table(
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
