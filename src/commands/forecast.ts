import type { Command } from "commander";
import { checkMeasure, forecastWeeks, MOST_WEEKS, USUAL_WEEKS } from "../segments/forecast/forecast.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseWhole } from "./parse.ts";

interface ForecastOptions extends CommonOptions {
  readonly weeks: string;
  readonly of: string;
  readonly segment?: string;
  readonly seed: string;
}

export function forecastCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("forecast"))
    .description("what the coming weeks will bring, with bounds, and where the level has changed")
    .option("--weeks <n>", `weeks ahead, 1 … ${MOST_WEEKS}`, String(USUAL_WEEKS))
    .option("--of <measure>", "revenue, orders or customers", "revenue")
    .option("--segment <id>", "of the customers of one persona (default: all)")
    .option("--seed <n>", "seed of the random numbers", "1")
    .addHelpText("after", "\nExample: kindred forecast --weeks 8")
    .action(async (options: ForecastOptions) => {
      await run(options, (context) => runForecast(context, options), { reads: true });
    });
}

async function runForecast(context: Context, options: ForecastOptions): Promise<number> {
  const { store, words, json, out } = context;
  const found = await forecastWeeks(store, {
    of: checkMeasure(options.of),
    weeks: parseWhole("--weeks", options.weeks, 1),
    segment: options.segment === undefined ? null : parseWhole("--segment", options.segment, 0),
    seed: parseWhole("--seed", options.seed, 0),
  });
  const reason = words.tell(found.reason);
  if (!("weeks" in found)) {
    if (json) out.json({ of: options.of, weeks: [], reason });
    else out.line(reason);
    return exitCode.refused;
  }
  const { changes, notes, summary, currency } = found;
  if (json) {
    const told = { summary: words.tell(summary), reason, changes: changes.map(words.tell) };
    out.json({ ...found, ...told, notes: notes.map(words.tell) });
    return exitCode.done;
  }
  const shown = (value: number) =>
    found.unit === "minor"
      ? words.say("commands.forecast.amount", { amount: Math.round(value), currency: currency ?? "" })
      : words.say("commands.figure", { x: Math.round(value) });
  out.line(words.tell(summary));
  out.table(
    ["week", "expected", "low", "high"].map((column) => words.say(`commands.forecast.${column}`)),
    found.weeks.map((w) => [w.week, shown(w.value), shown(w.low), shown(w.high)]),
  );
  out.line();
  for (const sentence of [found.reason, ...changes, ...notes]) out.line(words.tell(sentence));
  return exitCode.done;
}
