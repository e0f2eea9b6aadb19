import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CheckedSource } from "../add.ts";
import { mapSample } from "../map-sample.ts";
import { checkConfig } from "./check-config.ts";
import type { HttpPullConfig } from "./config.ts";
import { firstPage } from "./pull.ts";

/** Checks the settings and, where `look` says so, fetches the first page to see how its columns would be read. */
export async function checkHttpPull(
  name: string,
  config: HttpPullConfig,
  variable: (name: string) => string | undefined,
  workspace: string,
  look: boolean,
): Promise<CheckedSource> {
  checkConfig(name, config, variable);
  if (!look) return { config, columns: [], mapping: [] };
  const folder = join(workspace, "stage", randomUUID());
  mkdirSync(folder, { recursive: true });
  try {
    const page = await firstPage(name, config, variable, folder);
    const rows = page.items.flatMap((item) => item.rows);
    // Nothing there yet says nothing about the columns.
    const mapping = rows.length > 0 ? mapSample(name, config, page.columns, rows).mapped : [];
    return { config, columns: page.columns, mapping };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
