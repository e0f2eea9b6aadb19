import { httpPullSource } from "./http-pull/pull.ts";
import { targetOf } from "./postgres/connection.ts";
import { postgresSource } from "./postgres/pull.ts";
import type { Source } from "./source.ts";
import type { PulledConfig } from "./stored.ts";

/** A source ready to be pulled. `variable` looks up passwords; `folder` is where it may put its files. */
export function openSource(
  name: string,
  config: PulledConfig,
  variable: (name: string) => string | undefined,
  folder: string,
): Source {
  switch (config.kind) {
    case "postgres":
      return postgresSource(config, targetOf(name, config.urlEnv, variable));
    case "http-pull":
      return httpPullSource(name, config, variable, folder);
  }
}

/** The column by which a source's rows are grouped. */
export function groupOf(config: PulledConfig): string | null {
  return config.kind === "postgres" ? (config.group ?? null) : (config.key ?? null);
}

/** The columns that stand in an item itself, where its lines are rows. */
export function outerColumns(config: PulledConfig, columns: readonly string[]): readonly string[] {
  const lines = config.kind === "http-pull" ? config.lines : undefined;
  return lines ? columns.filter((name) => !name.startsWith(`${lines}.`)) : [];
}
