import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Random } from "../../src/core/random.ts";
import { readZip } from "../../src/ingest/read/xlsx/zip.ts";
import { zipOf } from "../ingest/pack.ts";
import type { Mutation } from "./mutations.ts";

export type Format = "CSV" | "XLSX" | "JSON" | "NDJSON" | "Parquet";

/** A good file to be mutated. */
export interface Seed {
  readonly format: Format;
  readonly table: string;
  readonly bytes: Buffer;
}

const fixtures = join(import.meta.dirname, "..", "ingest", "fixtures");

const files: readonly (readonly [Format, string, string])[] = [
  ["CSV", "orders", "orders-en.csv"],
  ["CSV", "orders", "orders-ru-cp1251.csv"],
  ["CSV", "orders", "orders-zh-gb18030.csv"],
  ["CSV", "orders", "orders-utf16le-bom.txt"],
  ["CSV", "orders", "quoted-newlines.csv"],
  ["CSV", "orders", "orders-en.csv.gz"],
  ["CSV", "orders", "exports/shopify-orders.csv"],
  ["CSV", "customers", "exports/mailchimp-audience.csv"],
  ["XLSX", "orders", "orders.xlsx"],
  ["XLSX", "orders", "orders-1904.xlsx"],
  ["XLSX", "orders", "orders-openpyxl.xlsx"],
  ["JSON", "orders", "exports/shopify-orders.json"],
  ["JSON", "orders", "exports/woocommerce-orders.json"],
  ["JSON", "messages", "exports/mailchimp-activity.json"],
  ["NDJSON", "events", "exports/ga4-events.ndjson"],
];

/** The good files: those of the import tests, and Parquet written into `folder`. */
export async function seedFiles(folder: string): Promise<Seed[]> {
  const seeds = files.map(
    ([format, table, name]): Seed => ({ format, table, bytes: readFileSync(join(fixtures, name)) }),
  );
  const instance = await DuckDBInstance.create(":memory:");
  const c = await instance.connect();
  for (const compression of ["snappy", "zstd", "uncompressed"]) {
    const path = join(folder, `${compression}.parquet`);
    await c.run(
      `COPY (SELECT i::VARCHAR AS order_id, 'C' || i % 7 AS customer, TIMESTAMP '2024-01-01' + to_hours(i::INT) AS date, i * 1.5 AS amount,
         (i % 3)::INT AS quantity, CASE WHEN i % 5 = 0 THEN NULL ELSE 'Tea ' || i % 4 END AS product, [i, i + 1] AS list, {'a': i} AS nested
       FROM range(300) r(i)) TO '${path}' (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 100)`,
    );
    seeds.push({ format: "Parquet", table: "orders", bytes: readFileSync(path) });
  }
  c.closeSync();
  instance.closeSync();
  return seeds;
}

/** A mutated file. Of a workbook half the time one of the files in it is mutated, and packed again as it should be. */
export function mutated(seed: Seed, mutation: Mutation, random: Random, folder: string): Buffer {
  if (seed.format !== "XLSX" || random.next() < 0.5) return mutation(seed.bytes, random);
  const parts = unpacked(seed, folder);
  const names = Object.keys(parts);
  const name = names[Math.floor(random.next() * names.length)]!;
  return zipOf({ ...parts, [name]: mutation(parts[name]!, random) });
}

const known = new WeakMap<Seed, Record<string, Buffer>>();

function unpacked(seed: Seed, folder: string): Record<string, Buffer> {
  const before = known.get(seed);
  if (before) return before;
  const path = join(folder, "seed.xlsx");
  writeFileSync(path, seed.bytes);
  const parts: Record<string, Buffer> = {};
  for (const [name, entry] of readZip(path).entries) {
    const from =
      entry.at + 30 + seed.bytes.readUInt16LE(entry.at + 26) + seed.bytes.readUInt16LE(entry.at + 28);
    const packed = seed.bytes.subarray(from, from + entry.packedBytes);
    parts[name] = entry.method === 0 ? packed : inflateRawSync(packed);
  }
  known.set(seed, parts);
  return parts;
}
