import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { defaultLimits } from "../../limits.ts";
import type { Page, PageShape } from "./page.ts";

export interface PageQuestion {
  readonly file: string;
  readonly shape: PageShape;
}

/** `broken`: no JSON, or half of one; `unusable`: JSON of another shape, or too much of it. */
export type PageAnswer =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "broken" | "unusable"; readonly detail: string };

/** Longest time one page may take to be read. */
const PAGE_MS = 120_000;

/** Reads pages in a child process with little memory, which a hostile page can end, but nothing else. */
export class PageReader {
  readonly #shape: PageShape;
  #child: ChildProcess | undefined;

  constructor(shape: PageShape) {
    this.#shape = shape;
  }

  read(file: string): Promise<PageAnswer> {
    this.#child ??= fork(join(import.meta.dirname, "page-child.ts"), [], {
      execArgv: [`--max-old-space-size=${defaultLimits.heapMb}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const child = this.#child;
    return new Promise((resolve) => {
      const settle = (answer: PageAnswer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(answer);
      };
      const lost = (detail: string) => {
        this.close();
        settle({ kind: "unusable", detail });
      };
      const timer = setTimeout(() => lost(`> ${PAGE_MS / 1000} s`), PAGE_MS);
      child.on("message", (answer: PageAnswer) => settle(answer));
      child.on("exit", () => lost(`> ${defaultLimits.heapMb} MB`));
      child.on("error", () => lost("–"));
      child.send({ file, shape: this.#shape } satisfies PageQuestion);
    });
  }

  close(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}
