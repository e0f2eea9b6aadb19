import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImportOptions, importFile } from "../../src/ingest/import.ts";
import { defaultLimits } from "../../src/ingest/limits.ts";
import { commitImport } from "../../src/ingest/load/commit.ts";
import type { ImportReport } from "../../src/ingest/report.ts";
import { tableSpec } from "../../src/ingest/schema/tables.ts";
import { stageFile } from "../../src/ingest/stage/stage.ts";
import { Store } from "../../src/store/store.ts";

const clock = { now: () => new Date("2026-01-01T00:00:00Z") };

export function fixture(name: string): string {
  return join(import.meta.dirname, "fixtures", name);
}

/** A workspace of its own for a test, and imports into it. */
export class Workspace {
  readonly folder: string;
  readonly store: Store;
  #files = 0;

  private constructor(folder: string, store: Store) {
    this.folder = folder;
    this.store = store;
  }

  static async open(): Promise<Workspace> {
    const folder = mkdtempSync(join(tmpdir(), "kindred-ingest-"));
    return new Workspace(folder, await Store.open({ workspace: join(folder, "ws"), memoryLimitMb: 300 }));
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A file with this content. */
  file(content: string | Uint8Array, name = "file.csv"): string {
    const folder = join(this.folder, `in-${this.#files++}`);
    mkdirSync(folder);
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** The import as the product does it, with a child process. */
  import(file: string, table: string, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
    return importFile(this.store, file, { table, mode: "append", clock, ...options });
  }

  /** The same without a child process: for tests that import often. */
  async importHere(
    file: string,
    table: string,
    mode: "append" | "replace" = "append",
  ): Promise<ImportReport> {
    const folder = join(this.store.workspace, "stage", `here-${this.#files++}`);
    mkdirSync(join(folder, "tmp"), { recursive: true });
    const answer = await stageFile({
      file,
      table,
      map: {},
      partitions: {},
      folder,
      limits: defaultLimits,
      threads: 2,
      preview: false,
      known: [],
    });
    if (answer.kind !== "staged") throw new Error("not staged");
    const context = {
      store: this.store,
      spec: tableSpec(table),
      file: "file.csv",
      mode,
      startedAt: clock.now(),
      clock,
      from: performance.now(),
      tell: (s: { code: string }) => s.code,
      progressFrom: 0,
    };
    const report = await commitImport(context, answer.staged);
    rmSync(folder, { recursive: true, force: true });
    return report;
  }

  /** Every row of every table of facts, to compare the store before and after. */
  async contents(): Promise<Record<string, number>> {
    const tables = [
      "imports",
      "rejects",
      "customers",
      "identities",
      "attributes",
      "products",
      "orders",
      "order_lines",
      "reversals",
      "events",
      "messages",
      "reviews",
      "payments",
      "loyalty",
    ];
    const out: Record<string, number> = {};
    for (const t of tables) {
      const { h } = await this.store.one<{ h: number }>(
        `SELECT coalesce(bit_xor(hash(x)) % 9007199254740991, 0)::BIGINT + count(*) AS h FROM (SELECT t::VARCHAR AS x FROM ${t} t)`,
      );
      out[t] = h;
    }
    return out;
  }
}

/** The report's counts, which must add up. */
export function accounts(report: ImportReport): { sum: number; told: number } {
  return {
    sum: report.stored + report.duplicates + report.rejected,
    told: report.dispositions.reduce((s, d) => s + d.rows, 0),
  };
}

/** What was done with how many rows, by the last part of the code. */
export function done(report: ImportReport): Record<string, number> {
  return Object.fromEntries(report.dispositions.map((d) => [d.what.code.split(".").pop()!, d.rows]));
}
