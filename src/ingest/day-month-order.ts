import { KindredError } from "../core/errors.ts";
import type { Store } from "../store/store.ts";
import { previewFile, type ReadOptions } from "./import.ts";
import type { ImportFormat } from "./report.ts";

/** Files that are looked into for one that tells day from month. */
const MOST_LOOKS = 40;

/** Whether the files of a folder write the day or the month first: learned from those that tell, for those that do not. */
export class DayMonthOrder {
  readonly #store: Store;
  readonly #files: readonly string[];
  readonly #options: ReadOptions;
  #order: "day" | "month" | undefined;
  #looked = false;

  constructor(store: Store, files: readonly string[], options: ReadOptions) {
    this.#store = store;
    this.#files = files;
    this.#options = options;
  }

  /** How the next file is to be read; undefined where it may guess. */
  get known(): ReadOptions["dayMonth"] {
    return this.#order ?? (this.#looked || this.#options.dateFormat ? undefined : "ask");
  }

  /** Takes over what a file that was read tells. */
  learn({ format, notes }: { format: ImportFormat; notes: readonly { code: string }[] }): void {
    if (this.#order || notes.some((n) => n.code === "ingest.notes.dateOrderGuessed")) return;
    const m = /%([dm])[./-]%[dm]/.exec(format.dateFormat ?? "");
    if (m) this.#order = m[1] === "d" ? "day" : "month";
  }

  /** Looks into the files from `at` on for one that tells. */
  async lookAhead(at: number): Promise<ReadOptions["dayMonth"]> {
    this.#looked = true;
    for (const file of this.#files.slice(at, at + MOST_LOOKS)) {
      this.#options.work?.signal?.throwIfAborted();
      try {
        this.learn(await previewFile(this.#store.workspace, file, this.#options));
      } catch (error) {
        if (!(error instanceof KindredError)) throw error;
      }
      if (this.#order) break;
    }
    return this.#order;
  }
}
