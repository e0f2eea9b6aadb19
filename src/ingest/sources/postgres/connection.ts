import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { KindredError } from "../../../core/errors.ts";
import type { PostgresConfig } from "./config.ts";
import { type FailureContext, postgresFailure } from "./failure.ts";

const CONNECT_MS = 15_000;
const END_MS = 2000;

/** Where a source's database is, with the secret of its URL. */
export interface Target {
  readonly url: string;
  readonly failure: FailureContext;
}

/** Reads the connection URL from the environment. @throws source-no-variable, source-bad-url */
export function targetOf(
  source: string,
  urlEnv: string,
  variable: (name: string) => string | undefined,
): Target {
  const url = variable(urlEnv);
  if (!url) throw new KindredError("source-no-variable", { source, variable: urlEnv });
  // The URL itself never goes into an error: it holds the password.
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw new KindredError("source-bad-url", {
      source,
      variable: urlEnv,
      example: "postgres://user:password@host:5432/database",
    });
  return {
    url,
    failure: {
      source,
      place: `${parsed.hostname || "localhost"}:${parsed.port || "5432"}${parsed.pathname}`,
      user: safely(parsed.username),
      variable: urlEnv,
      secret: safely(parsed.password),
    },
  };
}

function safely(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Runs `fn` on a connection of its own inside one read-only transaction, whose statements all see the same moment. Values
 * come as PostgreSQL writes them: numbers exact, moments in UTC. `lost` is aborted when the connection is gone.
 */
export async function readOnlyTransaction<T>(
  target: Target,
  config: Pick<PostgresConfig, "statementSeconds">,
  fn: (client: Client, lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const client = new Client({
    connectionString: target.url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: "kindred",
    types: { getTypeParser: () => (text: string) => text },
  });
  client.on("error", (error) => lost.abort(error));
  client.on("end", () => lost.abort(new Error("Connection terminated")));
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(
      `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'iso_8601';
       SET LOCAL extra_float_digits = 1; SET LOCAL lock_timeout = '15s';
       SET LOCAL statement_timeout = '${Math.round(config.statementSeconds ?? 600)}s'`,
    );
    const result = await fn(client, lost.signal);
    await client.query("COMMIT");
    return result;
  } finally {
    // A connection that is gone may never say that it has ended.
    await Promise.race([client.end().catch(() => {}), pause(END_MS, undefined, { ref: false })]);
  }
}

/** What `work` resolves to, unless the connection goes first. */
export function unlessLost<T>(lost: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onLost = () => reject(lost.reason);
    if (lost.aborted) onLost();
    lost.addEventListener("abort", onLost);
    work.then(resolve, reject).finally(() => lost.removeEventListener("abort", onLost));
  });
}

/** The same for a question that is asked once: its errors are ours. */
export async function askPostgres<T>(
  target: Target,
  config: Pick<PostgresConfig, "statementSeconds">,
  fn: (client: Client) => Promise<T>,
): Promise<T> {
  try {
    return await readOnlyTransaction(target, config, fn);
  } catch (error) {
    throw postgresFailure(error, target.failure);
  }
}
