import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type MutantReport, readMutants } from "./mutated.ts";

const page = join(import.meta.dirname, "..", "..", "docs", "reference", "reliability.md");

/** `npm run faults -- mutated [N] [SEED]`: reads N mutated files (10,000) and writes the table of the reliability page. */
export async function runMutated(count: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kindred-mutants-"));
  try {
    const report = await readMutants(count, seed, folder);
    const table = tableOf(report);
    process.stdout.write(`${table}\n`);
    for (const line of report.wrong) process.stderr.write(`${line}\n`);
    if (report.wrong.length > 0) process.exitCode = 1;
    const mark = /(<!-- mutants -->\n)[\s\S]*?(<!-- \/mutants -->)/;
    const text = readFileSync(page, "utf8");
    writeFileSync(
      page,
      text.replace(mark, (_, begin, end) => `${begin}${table}\n${end}`),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tableOf({ seed, formats, wrong }: MutantReport): string {
  const rows = [...formats].map(([format, counts]) => {
    const named = [...counts.named].sort((a, b) => b[1] - a[1]);
    const sum = named.reduce((n, [, of]) => n + of, 0);
    const codes = named.map(([code, n]) => `${code} ${n}`).join(", ");
    const otherwise = wrong.filter((w) => w.includes(`(${format}:`)).length;
    return `| ${format} | ${counts.files} | ${counts.done} | ${sum} (${codes}) | ${counts.contained} | ${otherwise} |`;
  });
  return [
    "| format | files | done | named error | reader died, import told | anything else |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
    `Seed ${seed}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}.`,
  ].join("\n");
}
