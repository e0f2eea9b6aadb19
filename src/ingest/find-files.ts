import { globSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { KindredError } from "../core/errors.ts";

/** Files of a folder or a pattern. */
export interface FoundFiles {
  /** Their paths, sorted, each with its name below the folder. */
  readonly files: readonly { readonly path: string; readonly name: string }[];
  /** Files of kinds that hold no table, by name: they are left out. */
  readonly skipped: readonly string[];
}

const DATA = /\.(csv|tsv|tab|txt|json|ndjson|jsonl|parquet|pq|xlsx)(\.gz)?$/i;
const PATTERN = /[*?[{]/;

/** Whether the path names more than one file: it is a folder, or a pattern such as `lake/**` + `/*.parquet`. */
export function namesMany(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? found.isDirectory() : PATTERN.test(path);
}

/**
 * The files of a folder and those below it, or of a pattern. Names that start with a point or an underscore are not
 * data (`_SUCCESS`); in a folder files count by their ending, and without one (`part-00000`).
 * @throws no-files
 */
export function findFiles(path: string): FoundFiles {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const base = isFolder ? path : fixedPart(path);
  const all = (isFolder ? below(path) : globSync(path).filter(isFile)).sort(inOrder);
  const visible = all.filter(
    (p) =>
      !relative(base, p)
        .split(sep)
        .some((part) => /^[._]/.test(part)),
  );
  const isData = (p: string) => DATA.test(p) || !basename(p).includes(".");
  const files = isFolder ? visible.filter(isData) : visible;
  const nameOf = (p: string) => relative(base, p) || basename(p);
  if (files.length === 0) throw new KindredError("no-files", { path });
  return {
    files: files.map((p) => ({ path: p, name: nameOf(p) })),
    skipped: visible.filter((p) => !files.includes(p)).map(nameOf),
  };
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() || (entry.isSymbolicLink() && isFile(join(entry.parentPath, entry.name))),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The folder above the first part that is a pattern. */
function fixedPart(pattern: string): string {
  const parts = pattern.split(/[\\/]/);
  const at = parts.findIndex((part) => PATTERN.test(part));
  return parts.slice(0, at).join(sep) || (pattern.startsWith("/") ? "/" : ".");
}

/** Numbers in names by their value: part-2 before part-10. */
function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true }) || (a < b ? -1 : 1);
}

/** What the folders of a path say of its rows: `year=2024/month=01` gives year and month; null for Hive's “no value”. */
export function partitionsOf(path: string): Record<string, string | null> {
  const out: Record<string, string | null> = {};
  for (const part of path.split(/[\\/]/).slice(0, -1)) {
    const m = /^([^=]+)=(.*)$/.exec(part);
    if (m) out[decoded(m[1]!)] = m[2] === "__HIVE_DEFAULT_PARTITION__" ? null : decoded(m[2]!);
  }
  return out;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
