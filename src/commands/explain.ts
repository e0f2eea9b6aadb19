import type { Command } from "commander";
import { explainCustomer } from "../goals/explain.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";

export function explainCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("explain <goal> <customer>"))
    .description("why a customer has this score: base + reasons = the model's raw margin")
    .addHelpText("after", "\nExample: kindred explain churn 17850")
    .action(async (goal: string, customer: string, options: CommonOptions) => {
      await run(options, (context) => runExplain(context, goal, customer), { reads: true });
    });
}

async function runExplain(
  { store, words, json, out }: Context,
  goal: string,
  customer: string,
): Promise<number> {
  const found = await explainCustomer(store, goal, customer);
  const reasons = found.reasons.map((r) => ({ ...r, text: words.say(r.code, r.data) }));
  const explanation = { ...found, reasons };
  if (json) out.json(explanation);
  else {
    const code = found.unit === "minor" ? "money" : "probability";
    const { value, score, low = 0, high = 0, currency } = found;
    out.line(words.say(`commands.explain.${code}`, { customer, goal, value, score, low, high, currency }));
    for (const r of reasons.slice(0, 3)) out.line(`  ${r.effect >= 0 ? "+" : "−"} ${r.text}`);
  }
  return exitCode.done;
}
