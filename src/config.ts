import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { KindredError } from "./core/errors.ts";

/** Everything that can be set: by option, by environment (`KINDRED_…`), or in `kindred.json` of the workspace. */
export interface Settings {
  /** Folder that holds the data. */
  readonly workspace: string;
  /** Language of messages where none is asked for. */
  readonly lang: Language;
  /** Most memory the store may use, in megabytes; never more than half of what the process may have. */
  readonly memoryLimitMb: number;
  readonly threads: number;
  /** Free disk, in megabytes, below which nothing is written. */
  readonly minFreeDiskMb: number;
  /** Longest time one question to the data may take, in seconds. */
  readonly statementSeconds: number;
  readonly port: number;
  readonly host: string;
  /** Needed to listen elsewhere than on this machine; only from the environment, never from a file. */
  readonly apiKey?: string;
}

type Language = "en" | "zh" | "ru";
type Reading<T> = (value: unknown) => T | undefined;

interface Setting<T> {
  readonly variable: string;
  readonly allowed: string;
  readonly read: Reading<T>;
  readonly inFile: boolean;
}

const whole =
  (min: number, max: number): Reading<number> =>
  (value) => {
    const n = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof n === "number" && Number.isInteger(n) && n >= min && n <= max ? n : undefined;
  };
const text: Reading<string> = (value) => (typeof value === "string" && value !== "" ? value : undefined);
const language: Reading<Language> = (value) => (["en", "zh", "ru"] as const).find((l) => l === value);

/** The settings, their variables and what they may be; `docs/reference/settings.md` lists the same (a test). */
export const settings: { readonly [K in keyof Settings]-?: Setting<NonNullable<Settings[K]>> } = {
  workspace: { variable: "KINDRED_WORKSPACE", allowed: "a folder", read: text, inFile: false },
  lang: { variable: "KINDRED_LANG", allowed: "en, zh, ru", read: language, inFile: true },
  memoryLimitMb: {
    variable: "KINDRED_MEMORY_MB",
    allowed: "100 … 1000000",
    read: whole(100, 1e6),
    inFile: true,
  },
  threads: { variable: "KINDRED_THREADS", allowed: "1 … 64", read: whole(1, 64), inFile: true },
  minFreeDiskMb: {
    variable: "KINDRED_MIN_FREE_DISK_MB",
    allowed: "0 … 1000000",
    read: whole(0, 1e6),
    inFile: true,
  },
  statementSeconds: {
    variable: "KINDRED_STATEMENT_SECONDS",
    allowed: "1 … 86400",
    read: whole(1, 86_400),
    inFile: true,
  },
  port: { variable: "KINDRED_PORT", allowed: "0 … 65535", read: whole(0, 65535), inFile: true },
  host: { variable: "KINDRED_HOST", allowed: "an address", read: text, inFile: true },
  apiKey: { variable: "KINDRED_API_KEY", allowed: "a text", read: text, inFile: false },
};

/** A variable of the environment that the user's own configuration names: passwords stand nowhere else. */
export function environment(name: string): string | undefined {
  return env[name] || undefined;
}

/** Settings by falling weight: options of the call, environment, `<workspace>/kindred.json`, defaults. */
export function readSettings(
  options: { readonly workspace?: string; readonly lang?: string },
  variables: Readonly<Record<string, string | undefined>> = env,
): Settings {
  const given = (name: keyof Settings): unknown =>
    (options as Record<string, unknown>)[name] ?? (variables[settings[name].variable] || undefined);
  const workspace = String(given("workspace") ?? "workspace");
  const file = readFile(join(workspace, "kindred.json"));
  const get = <K extends keyof Settings>(name: K): Settings[K] | undefined => {
    const value = given(name) ?? file[name];
    if (value === undefined) return undefined;
    const { read, allowed } = settings[name];
    const found = read(value);
    if (found === undefined)
      throw new KindredError("bad-setting", { setting: name, value: String(value), allowed });
    return found as Settings[K];
  };
  const apiKey = get("apiKey");
  return {
    workspace,
    lang: get("lang") ?? "en",
    memoryLimitMb: get("memoryLimitMb") ?? 600,
    threads: get("threads") ?? Math.min(4, availableParallelism()),
    minFreeDiskMb: get("minFreeDiskMb") ?? 300,
    statementSeconds: get("statementSeconds") ?? 300,
    port: get("port") ?? 4747,
    host: get("host") ?? "127.0.0.1",
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}

function readFile(path: string): Partial<Record<keyof Settings, unknown>> {
  if (!existsSync(path)) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new KindredError("bad-setting", { setting: path, value: "", allowed: "JSON" }, { cause });
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new KindredError("bad-setting", { setting: path, value: "", allowed: "{ … }" });
  const allowed = Object.entries(settings).flatMap(([name, s]) => (s.inFile ? [name] : []));
  for (const name of Object.keys(parsed)) {
    if (!allowed.includes(name))
      throw new KindredError("unknown-setting", {
        setting: name,
        file: path,
        nearest: nearest(name, allowed),
      });
  }
  return parsed;
}

/** The known name with the fewest letters to change (Levenshtein 1966). */
function nearest(name: string, known: readonly string[]): string {
  const distance = (a: string, b: string) => {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++)
        next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      row = next;
    }
    return row[b.length]!;
  };
  return known.toSorted((a, b) => distance(name, a) - distance(name, b))[0]!;
}
