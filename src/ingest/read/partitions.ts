import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../sql.ts";
import type { OpenFile } from "./open.ts";

/** Adds the columns that the folders name to the view `raw`, but for those the file has itself. */
export async function partitioned(
  c: DuckDBConnection,
  file: OpenFile,
  partitions: Readonly<Record<string, string | null>>,
): Promise<OpenFile> {
  const own = new Set(file.names.map((name) => name.toLowerCase()));
  const added = Object.entries(partitions).filter(([name]) => !own.has(name.toLowerCase()));
  if (added.length === 0) return file;
  const columns = added.map(([, value], i) => {
    const text = value === null || value.trim() === "" ? "NULL" : literal(value.trim());
    return `${text}::VARCHAR AS ${identifier(`c${file.names.length + i}`)}`;
  });
  await c.run("ALTER VIEW raw RENAME TO raw_of_file");
  await c.run(`CREATE VIEW raw AS SELECT *, ${columns.join(", ")} FROM raw_of_file`);
  const names = added.map(([name]) => name);
  return {
    ...file,
    // The same rows in another folder are other rows.
    hash: createHash("sha256").update(file.hash).update(JSON.stringify(added)).digest("hex"),
    names: [...file.names, ...names],
    notes: [...file.notes, { code: "ingest.notes.partitions", data: { columns: names.join(", ") } }],
  };
}
