import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Random } from "../../src/core/random.ts";
import { type SentimentModel, sentiment } from "../../src/models/sentiment/sentiment.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import type { Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const [ROWS, LATER] = [100_000, 10_000];

interface Reviews {
  readonly texts: readonly string[];
  readonly y: readonly number[];
}

/** 20,000 real reviews (see the data's own README); null where they are not there. */
async function realReviews(): Promise<Reviews | null> {
  const folder = process.env.KINDRED_DATA ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");
  const file = join(folder, "amazon_reviews", "amazon.csv.gz");
  if (!existsSync(file)) return null;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const sql = `SELECT reviewText, ("Positive" = '1')::INT FROM read_csv($file, all_varchar = true, quote = '"')`;
  const rows = (await connection.runAndReadAll(sql, { file })).getRows();
  instance.closeSync();
  return { texts: rows.map((r) => String(r[0])), y: rows.map((r) => Number(r[1])) };
}

/** As many as are wanted: the first half of one real review and the second half of another of the same tone. */
function joined({ texts, y }: Reviews, rows: number, random: Random): Reviews {
  const byTone = [0, 1].map((tone) => texts.filter((_, i) => y[i] === tone).map((t) => t.split(/\s+/)));
  const tones = Array.from({ length: rows }, () => y[random.int(y.length)]!);
  return {
    y: tones,
    texts: tones.map((tone) => {
      const of = byTone[tone]!;
      const [a, b] = [of[random.int(of.length)]!, of[random.int(of.length)]!];
      return [...a.slice(0, a.length >> 1), ...b.slice(b.length >> 1)].join(" ");
    }),
  };
}

/** TF-IDF of words and pairs of words and a logistic regression, from texts to a model. */
export async function reviewsContest(peer: Peer, shared: Shared): Promise<Contest[]> {
  const real = await realReviews();
  if (!real) {
    process.stderr.write("\n*** SKIPPED: the reviews (KINDRED_DATA) are not here. ***\n");
    return [];
  }
  // Reviews that the later ones are made from are in none of the first.
  const random = new Random(2);
  const cut = Math.floor(real.texts.length * 0.8);
  const part = (from: number, to?: number): Reviews => ({
    texts: real.texts.slice(from, to),
    y: real.y.slice(from, to),
  });
  const first = joined(part(0, cut), ROWS, random);
  const later = joined(part(cut), LATER, random);
  const file = shared.path("reviews.json");
  writeFileSync(file, JSON.stringify({ first, later }));
  let model: SentimentModel | undefined;
  return [
    {
      name: "tf-idf + logistic, 100,000 reviews",
      peer: "scikit-learn",
      floor: 1,
      want: 2,
      ours: async () => {
        model = await sentiment.fit({ ...first, lang: "en" }, sentiment.check({}), { seed: 1, threads: 2 });
      },
      theirs: () => peer.ask("reviews", { file }),
      quality: async () => {
        const own = auc(rankByScore(model!.tone(later.texts).probability), Float64Array.from(later.y));
        const theirs = await peer.ask("reviews-quality", { file });
        return `AUC ${own.toFixed(4)}, scikit-learn ${Number(theirs.auc).toFixed(4)}`;
      },
    },
  ];
}
