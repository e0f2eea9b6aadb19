import type { Command } from "commander";
import { addHttpSource } from "../ingest/events/write-keys.ts";
import { addSource, removeSource } from "../ingest/sources/add.ts";
import { listSources } from "../ingest/sources/list.ts";
import { pulledKinds } from "../ingest/sources/stored.ts";
import { type SyncReport, syncSource } from "../ingest/sources/sync.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { printReport } from "./import-report.ts";
import { parseList } from "./parse.ts";
import { type SourceOptions, sourceConfig, sourceKind } from "./source-config.ts";

interface SyncCommandOptions extends CommonOptions {
  readonly acceptRemovals?: boolean;
}

/** Rejected rows above this share make `sync` exit with 3, as `import` does. */
const REJECT_LIMIT = 0.05;

export function sourceCommand(program: Command, run: Run): void {
  const source = program.command("source").description("where data come from again and again");
  withCommonOptions(source.command("add <name>"))
    .description("save a source: a table of PostgreSQL, a paged JSON API, or a site that sends events")
    .requiredOption("--kind <kind>", "postgres, http-pull or http")
    .option("--as <table>", "what the rows are: orders, customers, products, payments, reviews, …")
    .option("--url-env <name>", "variable of the environment with postgres://user:password@host/database")
    .option("--table <table>", "table or schema.table")
    .option("--query <sql>", "a query instead of a table")
    .option("--columns <a,b>", "columns to read (all)")
    .option("--cursor <column>", "column that grows with each change: then only changes are read")
    .option("--group <column>", "column of what changes as a whole (the order number, else the key)")
    .option("--deleted <column>", "column that marks a deleted row: a time, or true")
    .option("--compare-keys", "compare all keys at each sync: what is missing was deleted")
    .option("--overlap <time>", "how far back is read again, e.g. 10m (5m)")
    .option("--timeout <seconds>", "longest time the database may work on one answer (600)")
    .option("--map <field=column,...>", "say yourself which column is which field")
    .option("--date-format <format>", "how dates are written, e.g. %d.%m.%Y %H:%M")
    .option("--currency <code>", "currency of the amounts, e.g. EUR")
    .option("--every <time>", "how often the server syncs it, e.g. 1h")
    .option("--config <file>", "JSON file that describes the API (http-pull)")
    .option("--no-look", "save an API without fetching its first page now")
    .option("--origin <a,b>", "sites whose pages may send events, e.g. https://shop.example (http)")
    .addHelpText(
      "after",
      "\nExample: SHOP_PG=postgres://… kindred source add shop --kind postgres --url-env SHOP_PG --table orders --as orders --cursor updated_at",
    )
    .action(async (name: string, options: SourceOptions) => {
      await run(options, (context) => runAdd(context, name, options));
    });
  withCommonOptions(source.command("list"))
    .description("the sources, when each was synced last, and what it brought")
    .addHelpText("after", "\nExample: kindred source list")
    .action(async (options: CommonOptions) => {
      await run(options, runList, { reads: true });
    });
  withCommonOptions(source.command("sync [names...]"))
    .description("fetch what is new or changed (all sources without a name)")
    .option("--accept-removals", "go on although more than half of the rows are gone")
    .addHelpText("after", "\nExample: kindred source sync shop")
    .action(async (names: string[], options: SyncCommandOptions) => {
      await run(options, (context) => runSync(context, names, options));
    });
  withCommonOptions(source.command("remove <name>"))
    .description("forget a source; what it brought stays")
    .addHelpText("after", "\nExample: kindred source remove shop")
    .action(async (name: string, options: CommonOptions) => {
      await run(options, (context) => runRemove(context, name));
    });
}

async function runAdd(context: Context, name: string, options: SourceOptions): Promise<number> {
  const { store, words, json, out, clock } = context;
  if (sourceKind(options) === "http") {
    const origins = parseList(options.origin ?? "");
    const writeKey = await addHttpSource(store, { name, origins }, clock.now());
    if (json) out.json({ name, kind: "http", writeKey });
    else out.line(words.say("sources.addedHttp", { name, key: writeKey }));
    return exitCode.done;
  }
  const config = sourceConfig(options, (file) => context.path(file));
  const checked = await addSource(store, name, config, { clock, look: options.look !== false });
  if (json) {
    out.json({ name, ...checked });
    return exitCode.done;
  }
  out.line(words.say("sources.added", { name, table: config.as }));
  const mapping = checked.mapping.map((m) => `${m.field} = ${m.column}`).join(", ");
  if (mapping !== "") out.line(words.say("commands.import.mapping", { mapping }));
  if (checked.config.kind === "postgres" && !checked.config.cursor) out.line(words.say("sources.noCursor"));
  out.line(words.say("sources.nextSync", { name }));
  return exitCode.done;
}

async function runList({ store, words, json, out }: Context): Promise<number> {
  const sources = await listSources(store);
  if (json) {
    out.json({ sources });
    return exitCode.done;
  }
  if (sources.length === 0) {
    out.line(words.say("sources.none"));
    return exitCode.done;
  }
  out.table(
    ["name", "kind", "table", "asOf", "received", "stored", "duplicates", "rejected", "removed"].map(
      (column) => words.say(`sources.columns.${column}`),
    ),
    sources.map((s) => [
      s.name,
      s.kind,
      s.table ?? "",
      s.asOf?.toISOString().slice(0, 16).replace("T", " ") ?? "",
      s.received,
      s.stored,
      s.duplicates,
      s.rejected,
      s.removed,
    ]),
  );
  for (const s of sources)
    if (s.lastError) out.line(`${s.name}: ${words.say(`errors.${s.lastError.code}.what`, s.lastError.data)}`);
  return exitCode.done;
}

async function runSync(
  context: Context,
  names: readonly string[],
  options: SyncCommandOptions,
): Promise<number> {
  const { store, clock, work, words, json, out } = context;
  const all = names.length > 0 ? names : await pulledNames(context);
  const reports: SyncReport[] = [];
  for (const name of all)
    reports.push(
      await syncSource(store, name, {
        clock,
        work,
        tell: words.tell,
        acceptRemovals: options.acceptRemovals === true,
      }),
    );
  if (json) out.json(names.length === 1 ? reports[0] : { syncs: reports });
  else
    for (const report of reports) {
      out.line(words.say("sources.synced", { ...report }));
      if (report.removed > 0) out.line(words.say("sources.removed", { ...report }));
      if (report.import) printReport(context, report.import);
    }
  return reports.some((r) => r.rejected > REJECT_LIMIT * r.received) ? exitCode.refused : exitCode.done;
}

async function pulledNames({ store }: Context): Promise<string[]> {
  const sources = await listSources(store);
  return sources.filter((s) => pulledKinds.includes(s.kind)).map((s) => s.name);
}

async function runRemove({ store, words, json, out }: Context, name: string): Promise<number> {
  await removeSource(store, name);
  if (json) out.json({ name, removed: true });
  else out.line(words.say("sources.forgotten", { name }));
  return exitCode.done;
}
