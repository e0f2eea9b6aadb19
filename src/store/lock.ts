import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { KindredError } from "../core/errors.ts";
import { isRunning, processStart } from "./process-start.ts";

/** What the lock file says about who has the workspace open. */
export interface Holder {
  readonly pid: number;
  /** Tells this process from a later one with the same number. */
  readonly processStart?: string;
  readonly token: string;
  /** ISO 8601. */
  readonly since: string;
  /** Where the server answers, if the holder is one. */
  readonly url?: string;
}

/** A lock file that cannot be read belongs to nobody once it is older than this: its maker died while writing it. */
const UNREADABLE_MS = 10_000;

/**
 * The workspace's one owner, held by a file that is made exclusively. DuckDB's own lock does not see a second instance
 * in the same process, not even from a worker thread, and two of them lose data.
 */
export class WorkspaceLock {
  readonly #file: string;
  #holder: Holder;

  private constructor(file: string, holder: Holder) {
    this.#file = file;
    this.#holder = holder;
  }

  /**
   * Takes the lock; one whose process has died is taken over.
   * @throws workspace-locked, or workspace-served with the server's address, naming the holder
   */
  static acquire(workspace: string, file: string, now: Date): WorkspaceLock {
    const start = processStart(process.pid);
    const holder: Holder = {
      pid: process.pid,
      ...(start ? { processStart: start } : {}),
      token: randomUUID(),
      since: now.toISOString(),
    };
    if (!create(file, holder)) {
      // Only who makes this second file may remove a dead owner's lock, so that two heirs never remove each other's.
      const heir = `${file}.takeover`;
      if (isAbandoned(heir)) rmSync(heir, { force: true });
      if (!create(heir, holder)) throw inUse(workspace, readHolder(heir));
      try {
        const found = readHolder(file);
        if (found ? isAlive(found) : existsSync(file) && !isAbandoned(file)) throw inUse(workspace, found);
        rmSync(file, { force: true });
        if (!create(file, holder)) throw inUse(workspace, readHolder(file));
      } finally {
        rmSync(heir, { force: true });
      }
    }
    return new WorkspaceLock(file, holder);
  }

  get token(): string {
    return this.#holder.token;
  }

  /** Writes into the lock where the server answers, so that others are told. */
  announce(url: string): void {
    this.#holder = { ...this.#holder, url };
    const beside = `${this.#file}.${this.#holder.token}`;
    create(beside, this.#holder);
    renameSync(beside, this.#file);
  }

  release(): void {
    if (readHolder(this.#file)?.token === this.#holder.token) rmSync(this.#file, { force: true });
  }
}

/** The error for a workspace that `holder` has open. */
export function inUse(workspace: string, holder: Partial<Holder> | undefined): KindredError {
  const pid = holder?.pid ?? "?";
  return holder?.url
    ? new KindredError("workspace-served", { workspace, url: holder.url, pid })
    : new KindredError("workspace-locked", { workspace, pid });
}

/** Who the lock file names; undefined where there is none that can be read. */
export function readHolder(file: string): Holder | undefined {
  try {
    const said: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof said === "object" && said !== null && "pid" in said ? (said as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, processStart: then }: Holder): boolean {
  if (!isRunning(pid)) return false;
  const now = processStart(pid);
  return then === undefined || now === undefined || then === now;
}

/** Whether nobody can be named for a lock file and it is too old to be still in the making; false where there is none. */
function isAbandoned(file: string): boolean {
  const holder = readHolder(file);
  if (holder) return !isAlive(holder);
  try {
    return Date.now() - statSync(file).mtimeMs > UNREADABLE_MS;
  } catch {
    return false;
  }
}

/** Writes a file that was not there before; false where it was. */
function create(file: string, holder: Holder): boolean {
  let fd: number;
  try {
    // Its token commands the server of the workspace: nobody else may read it.
    fd = openSync(file, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  try {
    writeSync(fd, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
  return true;
}
