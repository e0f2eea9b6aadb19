import { existsSync } from "node:fs";
import { join } from "node:path";

const required = new Set((process.env.KINDRED_REQUIRE ?? "").split(",").filter(Boolean));

/**
 * Whether a part of the machine that a test needs is there. Missing and required (`KINDRED_REQUIRE`): an error;
 * missing otherwise: one loud line, and the caller skips.
 */
export function havePart(part: string, available: boolean, whatToDo: string): boolean {
  if (available) return true;
  if (required.has(part)) throw new Error(`KINDRED_REQUIRE names “${part}”, but it is missing. ${whatToDo}`);
  process.stderr.write(`\n*** SKIPPED: tests that need “${part}”. ${whatToDo} ***\n`);
  return false;
}

/** A file below the folder `KINDRED_DATA` names: data that may not be copied into the project. */
export function dataFile(...path: string[]): string | null {
  const folder = process.env.KINDRED_DATA;
  const file = folder ? join(folder, ...path) : null;
  const there = file !== null && existsSync(file);
  return havePart("data", there, `Set KINDRED_DATA to a folder with ${path.join("/")}.`) ? file : null;
}
