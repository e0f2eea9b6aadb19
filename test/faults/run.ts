// `npm run faults [N]`: N kills (500), a third each of an import, a refresh, and a server that takes events; writes the
// table of docs/reference/reliability.md. `npm run faults -- mutated [N] [SEED]`: N mutated files (10,000), in a table of their own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { killServers } from "./event-kills.ts";
import { type KillReport, killAtRandom } from "./kills.ts";
import { runMutated } from "./run-mutated.ts";

const [what, count, seed] = process.argv.slice(2);
if (what === "mutated") await runMutated(Number(count ?? 10_000), Number(seed ?? Date.now() % 1e6));
else await runKills(Math.ceil(Number(what ?? 500) / 3));

async function runKills(times: number): Promise<void> {
  const page = join(import.meta.dirname, "..", "..", "docs", "reference", "reliability.md");
  const folder = mkdtempSync(join(tmpdir(), "kindred-faults-"));
  try {
    const seed = Date.now() % 1e6;
    const own = (kind: string) => mkdtempSync(join(folder, kind));
    const reports = await Promise.all([
      killAtRandom("import", times, seed, own("import")),
      killAtRandom("refresh", times, seed, own("refresh")),
      killServers(times, seed, own("events")),
    ]);
    const table = tableOf(reports, seed);
    process.stdout.write(`${table}\n`);
    const wrong = reports.flatMap((r) => [...r.lost, ...r.half, ...r.unopened]);
    for (const line of wrong) process.stderr.write(`${line}\n`);
    if (wrong.length > 0) process.exitCode = 1;
    const mark = /(<!-- faults -->\n)[\s\S]*?(<!-- \/faults -->)/;
    writeFileSync(
      page,
      readFileSync(page, "utf8").replace(mark, (_, begin, end) => `${begin}${table}\n${end}`),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tableOf(reports: readonly KillReport[], seed: number): string {
  const rows = reports.map(
    ({ kind, kills, told, untold, lost, half, unopened }) =>
      `| ${kind} | ${kills} | ${kind === "import" ? told.imports : "–"} | ${told.events} | ${untold} | ${lost.length} | ${half.length} | ${unopened.length} |`,
  );
  return [
    "| killed during | kills | imports done | events acknowledged | done but not yet told | acknowledged and lost | seen in part | did not open |",
    "|---|---|---|---|---|---|---|---|",
    ...rows,
    "",
    `Seed ${seed}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}.`,
  ].join("\n");
}
