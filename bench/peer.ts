import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const folder = join(import.meta.dirname, "peers");

/** Time of one piece of work; what else the peer has to say of it. */
export interface PeerAnswer {
  readonly wall: number;
  readonly cpu: number;
  readonly [more: string]: unknown;
}

/** Python with the peers' packages, in a cache folder outside the tree; null where there is no Python 3. */
function python(): string | null {
  const base = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (!base) return null;
  const wanted = readFileSync(join(folder, "requirements.txt"), "utf8");
  const stamp = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "kindred", `peers-${stamp}`);
  const bin = join(cache, process.platform === "win32" ? "Scripts" : "bin");
  const done = join(cache, "done");
  if (!existsSync(done)) {
    process.stderr.write(`Making a Python environment in ${cache} …\n`);
    mkdirSync(cache, { recursive: true });
    const steps: [string, string[]][] = [
      [base, ["-m", "venv", cache]],
      [join(bin, "pip"), ["install", "--quiet", "-r", join(folder, "requirements.txt")]],
    ];
    for (const [command, args] of steps)
      if (spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status !== 0) return null;
    writeFileSync(done, "");
  }
  return join(bin, "python");
}

/** A running peer: one Python process that does one piece of work a line (bench/peers/<script>.py). */
export class Peer {
  readonly #child: ChildProcess;
  readonly #waiting: { resolve: (answer: PeerAnswer) => void; reject: (error: Error) => void }[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
    createInterface({ input: child.stdout! }).on("line", (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as PeerAnswer);
    });
    child.once("exit", (code) => {
      for (const { reject } of this.#waiting.splice(0))
        reject(new Error(`the peer stopped with code ${code}`));
    });
  }

  /** Null, with one loud line, where Python or its packages cannot be had. */
  static start(script: string): Peer | null {
    const command = python();
    if (!command) {
      process.stderr.write(
        "\n*** SKIPPED: no Python 3 with pip and venv here, so no peer to compare with. ***\n",
      );
      return null;
    }
    return new Peer(spawn(command, [join(folder, `${script}.py`)], { stdio: ["pipe", "pipe", "inherit"] }));
  }

  ask(task: string, data: object = {}): Promise<PeerAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin!.write(`${JSON.stringify({ task, ...data })}\n`);
    });
  }

  close(): void {
    this.#child.stdin!.end();
  }
}
