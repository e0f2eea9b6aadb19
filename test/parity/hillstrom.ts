import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { numberColumns, takeRows, zeros } from "../../src/core/matrix.ts";
import type { TreatedRows } from "../../src/models/uplift/treated.ts";
import type { ScoredCampaign } from "../../src/validate/uplift.ts";

const NUMBERS = ["recency", "history", "mens", "womens", "newbie"];
const LEVELS = [
  ["zip_code", ["Rural", "Surburban", "Urban"]],
  ["channel", ["Multichannel", "Phone", "Web"]],
] as const;

/** One of Hillstrom's two e-mails against none, by visits: rows to learn from, and every third row to judge by. */
export function hillstrom(path: string, segment: string): { learn: TreatedRows; later: TreatedRows } {
  const [head, ...lines] = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");
  const names = head!.trim().split(",");
  // The one quoted column is not used.
  const rows = lines.map((line) =>
    line
      .trim()
      .replace(/"[^"]*"/, "")
      .split(","),
  );
  const at = (name: string) => names.indexOf(name);
  const columns = numberColumns([
    ...NUMBERS,
    ...LEVELS.flatMap(([name, levels]) => levels.map((l) => `${name} ${l}`)),
  ]);
  const x = zeros(rows.length, columns.length);
  rows.forEach((row, i) => {
    const numbers = NUMBERS.map((name) => Number(row[at(name)]));
    const flags = LEVELS.flatMap(([name, levels]) =>
      levels.map((level) => (row[at(name)] === level ? 1 : 0)),
    );
    x.data.set([...numbers, ...flags], i * columns.length);
  });
  const part = (held: boolean): TreatedRows => {
    const kept = rows.flatMap((row, i) => {
      const arm = row[at("segment")];
      return (arm === segment || arm === "No E-Mail") && (i % 3 === 0) === held ? [i] : [];
    });
    return {
      x: takeRows(x, kept),
      columns,
      y: Float64Array.from(kept, (i) => Number(rows[i]![at("visit")])),
      treatment: Uint8Array.from(kept, (i) => (rows[i]![at("segment")] === segment ? 1 : 0)),
    };
  };
  return { learn: part(false), later: part(true) };
}

/** Scored rows, each a customer of its own. */
export function scored({ y, treatment }: TreatedRows, uplift: Float64Array): ScoredCampaign {
  return { y, treatment, uplift, customers: Float64Array.from(y, (_, i) => i) };
}
