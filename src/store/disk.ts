import { statfsSync } from "node:fs";
import { KindredError } from "../core/errors.ts";

/** Megabytes that the user may still write on the disk of `folder`. */
export function freeDiskMb(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1e6);
}

/** Refuses writes before the disk is full: a database that cannot finish a checkpoint has to be opened anew. */
export class DiskWatch {
  readonly #folder: string;
  readonly #minFreeMb: number;
  readonly #freeMb: (folder: string) => number;

  constructor(folder: string, minFreeMb: number, freeMb = freeDiskMb) {
    this.#folder = folder;
    this.#minFreeMb = minFreeMb;
    this.#freeMb = freeMb;
  }

  /** Megabytes above the minimum. */
  get roomMb(): number {
    return Math.max(0, this.#freeMb(this.#folder) - this.#minFreeMb);
  }

  /** Throws `disk-full` where less than the minimum is free. */
  requireRoom(): void {
    if (this.#freeMb(this.#folder) < this.#minFreeMb) throw this.full();
  }

  full(cause?: unknown): KindredError {
    const data = { workspace: this.#folder, free: this.#freeMb(this.#folder), need: this.#minFreeMb };
    return new KindredError("disk-full", data, { cause });
  }
}
