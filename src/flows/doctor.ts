import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Settings } from "../config.ts";
import { KindredError } from "../core/errors.ts";
import type { Sentence } from "../core/sentence.ts";
import { freeDiskMb } from "../store/disk.ts";
import { readOnly } from "../store/inspect.ts";
import { migrationsIn, ownMigrations, pendingMigrations } from "../store/migrate.ts";

export interface Check {
  readonly check: "runtime" | "kernels" | "dashboard" | "disk" | "workspace";
  readonly state: "ok" | "warning" | "error";
  readonly what: Sentence;
}

const root = join(import.meta.dirname, "..", "..");
/** Free disk above the minimum that an import of a million orders may need. */
const IMPORT_MB = 1000;

/** Looks at the machine and the workspace without changing either. */
export async function examine(settings: Settings): Promise<Check[]> {
  return [runtime(), kernels(), dashboard(), disk(settings), await workspace(settings)];
}

function check(
  name: Check["check"],
  state: Check["state"],
  code: string,
  data: Sentence["data"] = {},
): Check {
  return { check: name, state, what: { code: `commands.doctor.${code}`, data } };
}

function runtime(): Check {
  const version = process.versions.node;
  const new_enough = Number.parseInt(version, 10) >= 26;
  return check("runtime", new_enough ? "ok" : "error", new_enough ? "runtime" : "runtimeOld", { version });
}

function kernels(): Check {
  const sources = readdirSync(join(root, "kernels")).filter((f) => f.endsWith(".ts"));
  const missing = sources.some(
    (f) => !existsSync(join(root, "kernels", "build", f.replace(/\.ts$/, ".wasm"))),
  );
  return check("kernels", missing ? "error" : "ok", missing ? "kernelsMissing" : "kernels", {
    count: sources.length,
  });
}

function dashboard(): Check {
  const built = existsSync(join(root, "dashboard", "dist", "index.html"));
  return check("dashboard", built ? "ok" : "error", built ? "dashboard" : "dashboardMissing");
}

function disk({ workspace, minFreeDiskMb: need }: Settings): Check {
  let folder = resolve(workspace);
  while (!existsSync(folder)) folder = dirname(folder);
  const free = freeDiskMb(folder);
  if (free < need) return check("disk", "error", "diskLow", { free, workspace, need });
  const low = free < need + IMPORT_MB;
  return check("disk", low ? "warning" : "ok", low ? "diskLow" : "disk", { free, workspace, need });
}

async function workspace(settings: Settings): Promise<Check> {
  const folder = settings.workspace;
  if (!existsSync(join(folder, "kindred.duckdb"))) {
    return check("workspace", "warning", "workspaceNew", { workspace: folder });
  }
  try {
    const counts = await readOnly(resolve(folder), async (reader, version) => {
      pendingMigrations(migrationsIn(ownMigrations), version, folder);
      if (version === 0) return { customers: 0, orders: 0 };
      return reader.one<{ customers: number; orders: number }>(
        "SELECT (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM orders) AS orders",
      );
    });
    return check("workspace", "ok", "workspace", { workspace: folder, ...counts });
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    const what = { code: `errors.${error.code}.what`, data: error.data };
    const inUse = error.code === "workspace-locked" || error.code === "workspace-served";
    return { check: "workspace", state: inUse ? "warning" : "error", what };
  }
}
