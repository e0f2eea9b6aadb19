import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import QueryStream from "pg-query-stream";
import { type Position, positionOf, SeenGroups } from "../position.ts";
import type { Json, Pulled, PullRequest, Source } from "../source.ts";
import type { PostgresConfig } from "./config.ts";
import { readOnlyTransaction, type Target, unlessLost } from "./connection.ts";
import { isDropped, isUnreachable, postgresFailure } from "./failure.ts";
import { describeRelation, type Relation } from "./relation.ts";
import { changedRows, comesAgain, nextAfter, presentGroups, type Resume } from "./statement.ts";

/** Tries in a row that bring no row, and the pause before each, in milliseconds. */
const PAUSES = [200, 1000, 3000, 9000, 20_000];
const BATCH = 500;
/** Rows of one group held until all are there; a larger one is passed on as it comes. */
const MOST_HELD = 10_000;

/** What a pull keeps through dropped connections. */
interface Progress {
  resume: Resume;
  /** Where the next sync starts: found in the first connection, since later ones see more. */
  next: Position | null | undefined;
  rows: number;
}

/** A PostgreSQL table or query. */
export function postgresSource(config: PostgresConfig, target: Target): Source {
  return { pull: (request) => pull(config, target, request) };
}

async function pull(config: PostgresConfig, target: Target, request: PullRequest): Promise<Pulled> {
  const from = positionOf(request.cursor);
  const seen = new SeenGroups(from.seen);
  const progress: Progress = { resume: null, next: undefined, rows: 0 };
  const { signal } = request.work;
  for (let failures = 0; ; ) {
    const before = progress.rows;
    try {
      await readOnlyTransaction(target, config, (client, lost) =>
        readChanges(client, lost, config, from, seen, progress, request),
      );
      const { next } = progress;
      const cursor = next ? { after: next.after, inclusive: next.inclusive, seen: seen.marks() } : null;
      return { cursor: cursor as Json, complete: config.compareKeys === true };
    } catch (error) {
      signal?.throwIfAborted();
      failures = progress.rows > before ? 0 : failures;
      const wait = (request.pauses ?? PAUSES)[failures++];
      // Once it was there, a database that does not answer is one that starts again.
      if (wait === undefined || progress.next === undefined || !(isDropped(error) || isUnreachable(error)))
        throw postgresFailure(error, target.failure);
      await pause(wait, undefined, signal ? { signal } : {});
    }
  }
}

async function readChanges(
  client: Client,
  lost: AbortSignal,
  config: PostgresConfig,
  from: Position,
  seen: SeenGroups,
  progress: Progress,
  { into, work }: PullRequest,
): Promise<void> {
  const relation = await describeRelation(client, config);
  progress.next ??= await nextPosition(client, config, relation, from);
  const statement = changedRows(config, relation, from, progress.next, progress.resume);
  into.begin();
  into.setColumns(statement.names);
  const booleans = new Set(
    statement.names.flatMap((name, j) =>
      relation.columns.find((c) => c.name === name)?.type === "boolean" ? [j] : [],
    ),
  );
  const width = statement.names.length;
  const held = new HeldGroup(config.group !== undefined);
  const flush = () => held.pass(into, seen);
  for await (const row of rowsOf(client, lost, statement.sql, statement.params)) {
    work.signal?.throwIfAborted();
    const group = row[width] ?? null;
    if (!held.belongs(group)) {
      flush();
      progress.resume = config.group ? (group === null ? "ungrouped" : { group }) : null;
    }
    const values = row.slice(0, width);
    for (const j of booleans) if (values[j]) values[j] = values[j] === "t" ? "true" : "false";
    held.add(group, values, row[width + 1] === "t", row[width + 2] === "t");
    if (held.size >= MOST_HELD) held.passUnmarked(into);
    progress.rows++;
    if (progress.rows % BATCH === 0) work.onProgress?.("pull", progress.rows, 0);
  }
  flush();
  if (config.compareKeys && config.group) {
    for await (const [group] of rowsOf(client, lost, presentGroups(config, relation), []))
      into.present(group!);
  }
}

/** Rows by a server's cursor. Its batches are read one by one: the stream around it waits for ever when the server is gone. */
async function* rowsOf(
  client: Client,
  lost: AbortSignal,
  sql: string,
  params: readonly string[],
): AsyncGenerator<(string | null)[]> {
  const { cursor } = client.query(new QueryStream(sql, [...params], { rowMode: "array" }));
  for (;;) {
    const rows: (string | null)[][] = await unlessLost(lost, cursor.read(BATCH));
    yield* rows;
    if (rows.length < BATCH) return;
  }
}

async function nextPosition(
  client: Client,
  config: PostgresConfig,
  relation: Relation,
  from: Position,
): Promise<Position | null> {
  if (!config.cursor) return null;
  const { rows } = await client.query<{ after: string | null }>(nextAfter(config, relation));
  const after = rows[0]?.after ?? from.after;
  return { after, inclusive: comesAgain(config, relation, after), seen: [] };
}

/** The rows of one group until all of them are there, so that one that did not change can be left out. */
class HeldGroup {
  readonly #grouped: boolean;
  #group: string | null | undefined;
  #rows: (string | null)[][] = [];
  #fresh = false;
  #deleted = 0;
  #large = false;

  constructor(grouped: boolean) {
    this.#grouped = grouped;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Rows without a group stand each for itself. */
  belongs(group: string | null): boolean {
    return this.#grouped && group !== null && this.#group === group;
  }

  add(group: string | null, values: (string | null)[], fresh: boolean, deleted: boolean): void {
    this.#group = group;
    this.#fresh ||= fresh;
    if (deleted) this.#deleted++;
    else this.#rows.push(values);
  }

  /** Passes on what is held of a group that is too large to be held. */
  passUnmarked(into: PullRequest["into"]): void {
    this.#large = true;
    for (const values of this.#rows) into.add(this.#group ?? null, values);
    this.#rows = [];
  }

  /** Passes the group on, unless an earlier sync has read it as it is; makes room for the next. */
  pass(into: PullRequest["into"], seen: SeenGroups): void {
    const group = this.#group;
    if (group !== undefined) {
      const known = !this.#large && seen.met(this.#mark(group), this.#fresh);
      if (!known) {
        if (this.#rows.length === 0 && this.#deleted > 0 && !this.#large && group !== null)
          into.remove(group);
        for (const values of this.#rows) into.add(group, values);
      }
    }
    this.#group = undefined;
    this.#rows = [];
    this.#fresh = false;
    this.#deleted = 0;
    this.#large = false;
  }

  /** Says what the group holds, in whatever order its rows came. */
  #mark(group: string | null): string {
    const rows = this.#rows.map((values) => JSON.stringify(values)).sort();
    return createHash("md5")
      .update(JSON.stringify([group, rows]))
      .digest("base64")
      .slice(0, 16);
  }
}
