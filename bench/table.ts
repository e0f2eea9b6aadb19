import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import type { Result } from "./measure.ts";

/** One line a result; a ratio only where it can be believed, or when asked for in spite of that. */
export function resultLine(result: Result, allowBusy: boolean): string {
  const { contest, ours, theirs, ratio, range, busy } = result;
  const figure = `${ratio.toFixed(2)}× (${range[0].toFixed(2)}–${range[1].toFixed(2)})`;
  const shown = busy ? (allowBusy ? `${figure} (busy: ${busy})` : `no ratio: ${busy}`) : figure;
  const verdict = busy
    ? ""
    : ratio >= contest.want
      ? "as wanted"
      : ratio >= contest.floor
        ? "above the floor"
        : "BELOW THE FLOOR";
  const time = ({ wall, cpu }: { wall: number; cpu: number }) => `${seconds(wall)} (CPU ${seconds(cpu)})`;
  return [
    contest.name,
    `${contest.peer} ${time(theirs)}`,
    time(ours),
    shown,
    `${contest.floor}× / ${contest.want}×`,
    verdict,
    result.quality,
  ].join(" | ");
}

const head = ["work", "peer: wall (CPU)", "ours: wall (CPU)", "peer / ours", "floor / want", "", "quality"];

/**
 * bench/results/<subject>.md: the table with machine, versions, date and what to try where a row is short. Rows that were
 * not measured now stay as they were.
 */
export function writeTable(
  subject: string,
  results: readonly Result[],
  pairs: number,
  versions: Readonly<Record<string, string>>,
  notes: readonly string[],
): void {
  const folder = join(import.meta.dirname, "results");
  const file = join(folder, `${subject}.md`);
  const processor = cpus()[0]?.model ?? "unknown processor";
  const machine = `${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}`;
  const lines = [
    `# Bench: ${subject}`,
    "",
    `Made by \`npm run bench -- ${subject} --write\`. Median of ${pairs} alternated pairs in one run, 2 threads each; in brackets`,
    "the lowest and highest ratio of a pair. Binning and scaling count for both, reading files for neither.",
    "",
    `- date: ${new Date().toISOString().slice(0, 10)}`,
    `- machine: ${machine}`,
    `- versions: ${Object.entries({ ...earlierVersions(file), node: process.version, ...versions })
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
    "",
    `| ${head.join(" | ")} |`,
    `| ${head.map(() => "---").join(" | ")} |`,
    ...withEarlier(file, results),
    ...(notes.length > 0 ? ["", ...notes.map((note) => `- ${note}`)] : []),
    "",
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, lines.join("\n"));
}

/** What the file says of versions: of the peers of rows that were not measured now. */
function earlierVersions(file: string): Record<string, string> {
  const line = existsSync(file) ? /^- versions: (.*)$/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  return Object.fromEntries((line?.split(", ") ?? []).map((said) => said.split(" ") as [string, string]));
}

/** The rows of the file with those measured now in their places; new ones at the end. */
function withEarlier(file: string, results: readonly Result[]): string[] {
  const rows = existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.startsWith("| ") && line !== `| ${head.join(" | ")} |`)
        .filter((line) => !line.startsWith("| ---"))
    : [];
  for (const result of results) {
    const { name, peer } = result.contest;
    const at = rows.findIndex((row) => row.startsWith(`| ${name} | ${peer} `));
    const line = `| ${resultLine(result, false)} |`;
    if (at < 0) rows.push(line);
    else rows[at] = line;
  }
  return rows;
}

function seconds(value: number): string {
  return value >= 1 ? `${value.toFixed(2)} s` : `${(value * 1000).toFixed(value < 0.01 ? 1 : 0)} ms`;
}
