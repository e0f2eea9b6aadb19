import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { OpenFile } from "../../read/open.ts";
import { identifier, literal } from "../../sql.ts";
import { cleaned } from "../clean.ts";
import { columnOf } from "./find-preset.ts";
import type { Preset } from "./preset.ts";

/** A file with the columns its preset adds, and which column is which field. */
export interface PresetFile {
  readonly file: OpenFile;
  readonly map: Readonly<Record<string, string>>;
  /** Columns that are read as part of an added one. */
  readonly parts: ReadonlySet<string>;
}

/**
 * Adds to the view `raw` what the path tells, and for fields with several columns one that has the first value of each
 * row. The fields are told by name.
 */
export async function applyPreset(
  c: DuckDBConnection,
  file: OpenFile,
  preset: Preset,
  path: string,
): Promise<PresetFile> {
  const names = [...file.names];
  const added: string[] = [];
  const add = (name: string, sql: string) => {
    added.push(`${sql} AS ${identifier(`c${names.length}`)}`);
    names.push(name);
  };
  const constants = preset.fromPath?.(path) ?? {};
  for (const [name, value] of Object.entries(constants)) add(name, `${literal(value)}::VARCHAR`);
  const told = names.length;
  const map: Record<string, string> = {};
  const parts = new Set<string>();
  for (const [field, columns] of Object.entries(preset.map)) {
    const there = [
      ...new Set(columns.map((name) => columnOf(names.slice(0, told), name)).filter((j) => j >= 0)),
    ];
    if (there.length === 0) continue;
    if (there.length === 1) {
      map[field] = names[there[0]!]!;
      continue;
    }
    for (const j of there) parts.add(names[j]!);
    const name = there.map((j) => names[j]!).join(" | ");
    if (!names.includes(name)) {
      const values = there.map((j) => (j < file.names.length ? cleaned(j) : literal(constants[names[j]!]!)));
      add(name, `coalesce(${values.join(", ")})`);
    }
    map[field] = name;
  }
  if (added.length > 0) {
    await c.run("ALTER VIEW raw RENAME TO raw_of_export");
    await c.run(`CREATE VIEW raw AS SELECT *, ${added.join(", ")} FROM raw_of_export`);
  }
  const note = { code: "ingest.notes.recognised", data: { preset: preset.name } };
  return {
    map,
    parts,
    file: {
      ...file,
      names,
      hash: createHash("sha256")
        .update(file.hash)
        .update(JSON.stringify([preset.name, constants]))
        .digest("hex"),
      notes: [note, ...file.notes],
    },
  };
}
