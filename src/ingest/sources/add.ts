import { environment } from "../../config.ts";
import type { Clock } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";
import type { MappedColumn } from "../report.ts";
import { tableSpec } from "../schema/tables.ts";
import { checkHttpPull } from "./http-pull/check.ts";
import { checkPostgres } from "./postgres/check.ts";
import { followed } from "./removals.ts";
import { type PulledConfig, unknownSource } from "./stored.ts";

export interface AddOptions {
  readonly clock: Clock;
  readonly variable?: (name: string) => string | undefined;
  /** An API that cannot be asked now is saved without a look at its first page. */
  readonly look?: boolean;
}

/** A source that was looked at: its settings made whole, and how its columns would be read. */
export interface CheckedSource {
  readonly config: PulledConfig;
  readonly columns: readonly string[];
  /** Empty where the first rows are to tell. */
  readonly mapping: readonly MappedColumn[];
}

/**
 * Saves a source after a look at what it names, so that what is wrong is told now. Nothing is pulled yet.
 * @throws source-exists, bad-option, and what the source itself answers (`source-…`)
 */
export async function addSource(
  store: Store,
  name: string,
  config: PulledConfig,
  options: AddOptions,
): Promise<CheckedSource> {
  requireName(name);
  tableSpec(config.as);
  if ((config.deleted || (config.kind === "postgres" && config.compareKeys)) && !followed.includes(config.as))
    throw new KindredError("bad-option", {
      option: "--deleted",
      value: config.as,
      allowed: `--as ${followed.join(", ")}`,
    });
  await requireNew(store, name);
  const variable = options.variable ?? environment;
  const checked =
    config.kind === "postgres"
      ? await checkPostgres(name, config, variable)
      : await checkHttpPull(name, config, variable, store.workspace, options.look !== false);
  const now = options.clock.now();
  await store.write(async (w) => {
    await w.run(
      `INSERT INTO sources (name, kind, config, created_at, updated_at)
       SELECT $1, $2, $3, $4, $4 WHERE $1 NOT IN (SELECT name FROM sources)`,
      [name, config.kind, JSON.stringify(checked.config), now],
    );
  });
  return checked;
}

/** Forgets a source; what it brought stays. @throws source-unknown */
export async function removeSource(store: Store, name: string): Promise<void> {
  const removed = await store.write(async (w) => {
    await w.run("DELETE FROM source_keys WHERE source = $1", [name]);
    return w.run("DELETE FROM sources WHERE name = $1", [name]);
  });
  if (removed === 0) throw await unknownSource(store, name);
}

function requireName(name: string): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u.test(name))
    throw new KindredError("bad-option", { option: "<name>", value: name, allowed: "shop, erp-2" });
}

async function requireNew(store: Store, name: string): Promise<void> {
  const [there] = await store.rows("SELECT 1 FROM sources WHERE name = $1", [name]);
  if (there) throw new KindredError("source-exists", { source: name });
}
