import { stderr } from "node:process";
import type { Words } from "../words/index.ts";

/** Where a verb prints its result; messages for people beside a JSON document go to stderr. */
export class Output {
  readonly write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.write = write;
  }

  /** The result as one JSON document. */
  json(value: unknown): void {
    this.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  line(text = ""): void {
    this.write(`${text}\n`);
  }

  /** Rows as an aligned text table; numbers are set right. */
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    const cells = [head, ...rows].map((row) => row.map(String));
    const widths = head.map((_, j) => Math.max(...cells.map((row) => width(row[j] ?? ""))));
    const numeric = head.map((_, j) => rows.length > 0 && rows.every((row) => typeof row[j] === "number"));
    for (const row of cells) {
      const line = row.map((cell, j) => {
        const space = " ".repeat(widths[j]! - width(cell));
        return numeric[j] ? space + cell : cell + space;
      });
      this.line(line.join("  ").trimEnd());
    }
  }
}

/** Columns a text takes in a terminal: East Asian wide characters take two. */
function width(text: string): number {
  let w = 0;
  for (const ch of text)
    w += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      ch,
    )
      ? 2
      : 1;
  return w;
}

/** Progress on stderr: one line that is rewritten on a terminal, one line a step elsewhere. */
export class ProgressLine {
  readonly #words: Words;
  readonly #live = stderr.isTTY === true;
  #step = "";

  constructor(words: Words) {
    this.#words = words;
  }

  show(step: string, done: number, of: number): void {
    const label = this.#words.say(`progress.${step}`);
    if (this.#live) {
      const share = of > 0 ? ` ${Math.floor((100 * done) / of)} %` : "";
      stderr.write(`\r\u001b[2K${label}${share}`);
    } else if (step !== this.#step) stderr.write(`${label}\n`);
    this.#step = step;
  }

  clear(): void {
    if (this.#live && this.#step) stderr.write("\r\u001b[2K");
    this.#step = "";
  }
}
