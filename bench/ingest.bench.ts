import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { benchEvents } from "./ingest/events.ts";
import { benchWindow } from "./ingest/window.ts";
import type { BenchOptions } from "./run.ts";

const SECONDS = 10;
const HELD = 10_000_000;

/** `npm run bench -- ingest`: events in over HTTP, durable, and the window that tells duplicates. */
export async function bench({ only, write }: BenchOptions): Promise<void> {
  const sections: readonly [string, () => string[] | Promise<string[]>][] = [
    ["events", () => benchEvents(SECONDS)],
    ["window", () => benchWindow(HELD)],
  ];
  const lines: string[] = [];
  for (const [name, run] of sections) {
    if (only && !name.includes(only)) continue;
    for (const line of await run()) {
      process.stdout.write(`${line}\n`);
      lines.push(`| ${line} |`);
    }
  }
  if (!write) return;
  mkdirSync(join(import.meta.dirname, "results"), { recursive: true });
  writeFileSync(
    join(import.meta.dirname, "results", "ingest.md"),
    [
      "# Bench: ingest",
      "",
      `Made by \`npm run bench -- ingest --write\` on ${new Date().toISOString().slice(0, 10)}, node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}.`,
      `Events: ${SECONDS} s each, answered after their COMMIT, the load generator in a process of its own on the same cores.`,
      "",
      "| what | ours | | to reach | | answers |",
      "| --- | --- | --- | --- | --- | --- |",
      ...lines,
      "",
    ].join("\n"),
  );
}
