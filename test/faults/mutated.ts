import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KindredError } from "../../src/core/errors.ts";
import { Random } from "../../src/core/random.ts";
import { endedError, engineError } from "../../src/ingest/child-error.ts";
import { defaultLimits } from "../../src/ingest/limits.ts";
import type { StageRequest } from "../../src/ingest/stage/request.ts";
import type { Outcome } from "./mutant-reader.ts";
import { mutations } from "./mutations.ts";
import { type Format, mutated, type Seed, seedFiles } from "./seed-files.ts";

/** What came of the mutated files of one format. */
export interface MutantCounts {
  files: number;
  done: number;
  /** Ended with a named error, by its code. */
  readonly named: Map<string, number>;
  /** Of those, files whose reader died: the process that serves is another one. */
  contained: number;
}

export interface MutantReport {
  readonly seed: number;
  readonly formats: ReadonlyMap<Format, MutantCounts>;
  /** Mutants that ended otherwise, each with its number and what it did: there should be none. */
  readonly wrong: readonly string[];
}

/** A reader that has not answered by then hangs. */
const HANG_MS = 30_000;
const FORMATS: readonly Format[] = ["CSV", "XLSX", "JSON", "NDJSON", "Parquet"];

/** Reads `count` mutated files, each number always the same of one seed, in `readers` processes with an import's limits. */
export async function readMutants(
  count: number,
  seed: number,
  folder: string,
  readers = 2,
): Promise<MutantReport> {
  const seeds = await seedFiles(folder);
  const formats = new Map(
    FORMATS.map((f): [Format, MutantCounts] => [f, { files: 0, done: 0, named: new Map(), contained: 0 }]),
  );
  const wrong: string[] = [];
  let next = 0;
  const work = async () => {
    const reader = new Reader();
    while (next < count) {
      const number = next++;
      const mutant = makeMutant(number, seed, seeds, folder);
      const counts = formats.get(mutant.format)!;
      counts.files++;
      const { error, trouble, died } = judged(await reader.read(mutant.request), mutant.request);
      rmSync(mutant.request.file);
      if (died) counts.contained++;
      if (trouble) wrong.push(`${number} (${mutant.how}): ${trouble}`);
      else if (error) counts.named.set(error, (counts.named.get(error) ?? 0) + 1);
      else counts.done++;
    }
    reader.close();
  };
  await Promise.all(Array.from({ length: readers }, work));
  return { seed, formats, wrong };
}

interface Mutant {
  readonly format: Format;
  readonly how: string;
  readonly request: StageRequest;
}

function makeMutant(number: number, seed: number, seeds: readonly Seed[], folder: string): Mutant {
  const random = new Random(seed * 1_000_003 + number);
  const format = FORMATS[number % FORMATS.length]!;
  const ofFormat = seeds.filter((s) => s.format === format);
  const good = ofFormat[Math.floor(random.next() * ofFormat.length)]!;
  const names = Object.keys(mutations);
  const how: string[] = [];
  let current = good;
  // Mostly one mutation, now and then several on top of each other.
  do {
    const name = names[Math.floor(random.next() * names.length)]!;
    how.push(name);
    const bytes = mutated(current, mutations[name]!, random, folder);
    current = { ...current, bytes: bytes.length > 0 ? bytes : Buffer.from(" ") };
    if (format === "XLSX") break;
  } while (random.next() < 0.3);
  const file = join(folder, `mutant-${number}`);
  writeFileSync(file, current.bytes);
  const request: StageRequest = {
    file,
    table: good.table,
    map: {},
    partitions: {},
    folder: join(folder, `stage-${number}`),
    limits: defaultLimits,
    threads: 1,
    preview: false,
    known: [],
  };
  return { format, how: `${format}: ${how.join(", ")}`, request };
}

type Answer =
  | Outcome
  | { readonly kind: "ended"; readonly signal: NodeJS.Signals | null; readonly stderr: string }
  | { readonly kind: "hangs" };

/** What the import would have told: nothing (done) or the code of a named error; `trouble` where it is neither. */
function judged(answer: Answer, request: StageRequest): { error?: string; trouble?: string; died?: boolean } {
  switch (answer.kind) {
    case "done":
      return answer.received === answer.good + answer.rejected
        ? {}
        : { trouble: `received ${answer.received}, good ${answer.good}, rejected ${answer.rejected}` };
    case "named":
      return answer.code === "internal" ? { trouble: "internal" } : { error: answer.code };
    case "engine":
      return told(engineError(answer.message, request));
    case "ended":
      return { ...told(endedError(answer.signal, answer.stderr, request)), died: true };
    case "hangs":
      return { trouble: `no answer in ${HANG_MS / 1000} s` };
  }
}

function told(error: Error): { error?: string; trouble?: string } {
  return error instanceof KindredError ? { error: error.code } : { trouble: error.message };
}

/** A reading process, started anew where it died. */
class Reader {
  #child: ChildProcess | null = null;
  #stderr = "";

  read(request: StageRequest): Promise<Answer> {
    mkdirSync(request.folder, { recursive: true });
    const child = this.#child ?? this.#start();
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("exit");
        resolve(answer);
      };
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        this.#child = null;
        settle({ kind: "hangs" });
      }, HANG_MS);
      child.once("message", (outcome: Outcome) => settle(outcome));
      child.once("exit", (_code, signal) => {
        this.#child = null;
        settle({ kind: "ended", signal, stderr: this.#stderr });
      });
      child.send(request);
    });
  }

  #start(): ChildProcess {
    const child = fork(join(import.meta.dirname, "mutant-reader.ts"), [], {
      execArgv: [`--max-old-space-size=${defaultLimits.heapMb}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#stderr = "";
    child.stderr!.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-4000);
    });
    this.#child = child;
    return child;
  }

  close(): void {
    this.#child?.disconnect();
    this.#child = null;
  }
}
