import { readFileSync } from "node:fs";
import { KindredError } from "../core/errors.ts";
import type { HttpPullConfig } from "../ingest/sources/http-pull/config.ts";
import type { PostgresConfig } from "../ingest/sources/postgres/config.ts";
import type { CommonOptions } from "./context.ts";
import { parseList, parseMap, parseWhole } from "./parse.ts";

/** What `source add` is told. */
export interface SourceOptions extends CommonOptions {
  readonly kind: string;
  readonly as?: string;
  readonly urlEnv?: string;
  readonly table?: string;
  readonly query?: string;
  readonly columns?: string;
  readonly cursor?: string;
  readonly group?: string;
  readonly deleted?: string;
  readonly compareKeys?: boolean;
  readonly overlap?: string;
  readonly timeout?: string;
  readonly map?: string;
  readonly dateFormat?: string;
  readonly currency?: string;
  readonly every?: string;
  readonly config?: string;
  readonly origin?: string;
  readonly look?: boolean;
}

const kinds = ["postgres", "http-pull", "http"] as const;

export function sourceKind({ kind }: SourceOptions): (typeof kinds)[number] {
  const known = kinds.find((k) => k === kind);
  if (!known)
    throw new KindredError("bad-option", { option: "--kind", value: kind, allowed: kinds.join(", ") });
  return known;
}

/** The settings of a pulled source, of the options and, for an API, of its file; options weigh more. */
export function sourceConfig(
  options: SourceOptions,
  path: (file: string) => string,
): PostgresConfig | HttpPullConfig {
  const common = {
    ...(options.as ? { as: options.as } : {}),
    ...(options.map ? { map: parseMap(options.map) } : {}),
    ...(options.dateFormat ? { dateFormat: options.dateFormat } : {}),
    ...(options.currency ? { currency: options.currency } : {}),
    ...(options.every ? { everySeconds: parseSeconds("--every", options.every) } : {}),
    ...(options.overlap ? { overlap: parseSeconds("--overlap", options.overlap) } : {}),
  };
  if (sourceKind(options) === "http-pull") {
    const file = needed("--config", options.config, "erp.json");
    // What stands in the file is checked, setting by setting, when the source is added.
    return { ...(readJson(path(file)) as unknown as HttpPullConfig), ...common, kind: "http-pull" };
  }
  const { table, query, cursor, group, deleted } = options;
  return {
    ...common,
    kind: "postgres",
    as: needed("--as", options.as, "orders"),
    urlEnv: needed("--url-env", options.urlEnv, "SHOP_PG"),
    ...(table ? { table } : {}),
    ...(query ? { query } : {}),
    ...(cursor ? { cursor } : {}),
    ...(group ? { group } : {}),
    ...(deleted ? { deleted } : {}),
    ...(options.columns ? { columns: parseList(options.columns) } : {}),
    ...(options.compareKeys ? { compareKeys: true } : {}),
    ...(options.timeout ? { statementSeconds: parseWhole("--timeout", options.timeout, 1) } : {}),
  };
}

function needed(option: string, value: string | undefined, example: string): string {
  if (!value) throw new KindredError("bad-option", { option, value: "", allowed: `${option} ${example}` });
  return value;
}

function readJson(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new KindredError("file-missing", { file }, { cause });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below as any other file that is no object.
  }
  throw new KindredError("bad-option", {
    option: "--config",
    value: file,
    allowed: '{"url": "https://…", …}',
  });
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `10m`, `1h`, `1d` or a plain number of seconds. */
function parseSeconds(option: string, text: string): number {
  const m = /^(\d+)([smhd])?$/.exec(text.trim());
  if (!m) throw new KindredError("bad-option", { option, value: text, allowed: "10m, 1h, 1d" });
  return Number(m[1]) * SECONDS[m[2] ?? "s"]!;
}
