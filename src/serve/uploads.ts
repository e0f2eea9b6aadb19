import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { KindredError } from "../core/errors.ts";
import { freeDiskMb } from "../store/disk.ts";

/** A file that was sent by the browser and waits for what is to be done with it. */
export interface Upload {
  readonly id: string;
  /** Its name as the sender has it. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** Files that wait at once; of more the oldest goes. */
const MOST_WAITING = 4;
const MB = 1_000_000;
/** Megabytes of the disk that files which are sent leave free, looked at every so many bytes. */
const KEEP_FREE_MB = 500;
const LOOK_BYTES = 16 * MB;

/** Files sent by the browser, in the stage of the workspace: nothing of them is stored before somebody says so. */
export class Uploads {
  readonly #workspace: string;
  readonly #limitBytes: number;
  readonly #waiting = new Map<string, Upload>();

  /** `limitBytes` is the most a file may have. */
  constructor(workspace: string, limitBytes: number) {
    this.#workspace = workspace;
    this.#limitBytes = limitBytes;
  }

  get #stage(): string {
    return join(this.#workspace, "stage");
  }

  /** Writes a file as it comes. Throws `upload-too-large`; nothing is left of a file that does not come whole. */
  async receive(content: Readable, name: string): Promise<Upload> {
    const id = randomUUID();
    const folder = join(this.#stage, `upload-${id}`);
    // At once, so that a sender who goes away now is heard.
    mkdirSync(folder, { recursive: true });
    const path = join(folder, safeName(name));
    const limit = this.#limitBytes;
    let bytes = 0;
    let lookAt = 0;
    const full = (cause?: unknown) => {
      const data = { workspace: this.#stage, free: freeDiskMb(this.#stage), need: KEEP_FREE_MB };
      return new KindredError("disk-full", data, { cause });
    };
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > limit) done(new KindredError("upload-too-large", { limitMb: Math.floor(limit / MB) }));
        else if (bytes >= lookAt && freeDiskMb(folder) < KEEP_FREE_MB) done(full());
        else {
          if (bytes >= lookAt) lookAt = bytes + LOOK_BYTES;
          done(null, chunk);
        }
      },
    });
    try {
      await pipeline(content, counted, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw (error as { code?: string }).code === "ENOSPC" ? full(error) : error;
    }
    const upload = { id, name, path, bytes };
    this.#waiting.set(id, upload);
    for (const old of [...this.#waiting.keys()].slice(0, -MOST_WAITING)) await this.remove(old);
    return upload;
  }

  /** Throws `upload-unknown`. */
  get(id: string): Upload {
    const upload = this.#waiting.get(id);
    if (!upload) throw new KindredError("upload-unknown");
    return upload;
  }

  async remove(id: string): Promise<void> {
    this.#waiting.delete(id);
    await rm(join(this.#stage, `upload-${id}`), { recursive: true, force: true });
  }

  async removeAll(): Promise<void> {
    for (const id of [...this.#waiting.keys()]) await this.remove(id);
  }
}

/** A name no folder can be left by; its ending stays, since it may say what the file is. */
function safeName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._()-]/gu, "_").replace(/^[. ]+/, "");
  return plain === "" ? "file" : plain.slice(-80);
}
