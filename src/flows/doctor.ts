import { existsSync, readdirSync, statfsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Settings } from "../config.ts";
import { KindredError } from "../core/errors.ts";
import type { Sentence } from "../core/sentence.ts";
import { Store } from "../store/store.ts";

export interface Check {
  readonly check: "runtime" | "kernels" | "dashboard" | "disk" | "workspace";
  readonly state: "ok" | "warning" | "error";
  readonly what: Sentence;
}

const root = join(import.meta.dirname, "..", "..");
/** Free disk below which an import of a million orders may not fit. */
const LOW_DISK_MB = 1000;

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

function disk(settings: Settings): Check {
  let folder = resolve(settings.workspace);
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  const low = free < LOW_DISK_MB;
  return check("disk", low ? "warning" : "ok", low ? "diskLow" : "disk", {
    free,
    workspace: settings.workspace,
    need: LOW_DISK_MB,
  });
}

async function workspace(settings: Settings): Promise<Check> {
  const folder = settings.workspace;
  if (!existsSync(join(folder, "kindred.duckdb"))) {
    return check("workspace", "warning", "workspaceNew", { workspace: folder });
  }
  try {
    const store = await Store.open({ workspace: resolve(folder), threads: settings.threads });
    try {
      const counts = await store.one<{ customers: number; orders: number }>(
        "SELECT (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM orders) AS orders",
      );
      return check("workspace", "ok", "workspace", { workspace: folder, ...counts });
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    return {
      check: "workspace",
      state: "error",
      what: { code: `errors.${error.code}.what`, data: error.data },
    };
  }
}
