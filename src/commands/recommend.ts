import type { Command } from "commander";
import { MOST_RECOMMENDED } from "../act/recommend/recommend.ts";
import { KindredError } from "../core/errors.ts";
import { recommend } from "../flows/recommend.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseWhole } from "./parse.ts";

interface RecommendOptions extends CommonOptions {
  readonly n: string;
  readonly method?: string;
  readonly seed: string;
}

export function recommendCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("recommend <customer>"))
    .description("what a customer may want next, and because of what")
    .option("--n <n>", `how many products, 1 … ${MOST_RECOMMENDED}`, "10")
    .option(
      "--method <method>",
      "als, item-knn, content, hybrid or popularity (default: the one that is proven on later data)",
    )
    .option("--seed <n>", "seed of the random numbers", "1")
    .addHelpText("after", "\nExample: kindred recommend 17850 --n 5")
    .action(async (customer: string, options: RecommendOptions) => {
      await run(options, (context) => runRecommend(context, customer, options));
    });
}

async function runRecommend(context: Context, customer: string, options: RecommendOptions): Promise<number> {
  const { store, settings, clock, work, words, json, out } = context;
  const n = parseWhole("--n", options.n, 1);
  if (n > MOST_RECOMMENDED)
    throw new KindredError("bad-option", { option: "--n", value: n, allowed: `1 … ${MOST_RECOMMENDED}` });
  const found = await recommend(store, customer, {
    n,
    ...(options.method ? { method: options.method } : {}),
    seed: parseWhole("--seed", options.seed, 0),
    threads: settings.threads,
    clock,
    work,
  });
  if (json) {
    out.json({
      customer: found.customerId,
      known: found.known,
      method: found.model,
      proven: found.proven,
      asOf: found.asOf,
      recommendations: found.products.map(({ why, ...product }, i) => ({
        rank: i + 1,
        ...product,
        text: words.tell(why),
      })),
      notes: found.notes.map((note) => words.tell(note)),
      recommender: { ...found.recommender, reason: words.tell(found.recommender.reason) },
    });
    return exitCode.done;
  }
  out.table(
    [
      words.say("commands.recommend.product"),
      words.say("commands.recommend.name"),
      words.say("commands.recommend.why"),
    ],
    found.products.map((p) => [p.productId, p.name ?? p.category ?? "–", words.tell(p.why)]),
  );
  out.line();
  for (const note of found.notes) out.line(words.tell(note));
  return exitCode.done;
}
