import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../../src/core/random.ts";
import { refresh } from "../../src/flows/refresh.ts";
import { Store } from "../../src/store/store.ts";
import { loadShop, makeShop } from "../shop/shop.ts";
import { clock, writeOrders } from "./facts.ts";
import { type Told, verify } from "./verify.ts";

export type Kind = "import" | "refresh";

/** What was under way when the kills came: `events` is a server that takes them. */
export type KillKind = Kind | "events";

/** What came of many kills: `lost` and `half` say what was wrong, `unopened` why a workspace did not open. */
export interface KillReport {
  readonly kind: KillKind;
  kills: number;
  /** Kills after which the work under way had been stored although nobody was told. */
  untold: number;
  readonly told: Told;
  readonly lost: string[];
  readonly half: string[];
  readonly unopened: string[];
}

const victim = join(import.meta.dirname, "victim.ts");
/** At most so many steps (mostly statements) a victim lives: opening the workspace and two imports or refreshes. */
const STEPS: Record<Kind, number> = { import: 120, refresh: 260 };
/** And so long after its last step, so that the kill comes within a step and not only at its start. */
const STEP_MS = 60;

/**
 * Kills a process that works on one workspace `times` times, each at a moment drawn at random, and after each opens the
 * workspace and compares it with what the processes were told.
 */
export async function killAtRandom(
  kind: Kind,
  times: number,
  seed: number,
  folder: string,
): Promise<KillReport> {
  const random = new Random(seed);
  const workspace = join(folder, "workspace");
  const files = join(folder, "files");
  mkdirSync(files);
  if (kind === "refresh") await startShop(workspace);
  const told: Told = { events: 0, imports: 0, refreshed: 0 };
  const report: KillReport = { kind, kills: 0, untold: 0, told, lost: [], half: [], unopened: [] };
  for (let i = 0; i < times; i++) {
    if (kind === "import") for (let f = 0; f < 3; f++) writeOrders(files, 3 * i + f);
    const steps = Math.floor(random.next() * STEPS[kind]);
    await kill(
      spawn(process.execPath, [victim, workspace, kind, files]),
      steps,
      random.next() * STEP_MS,
      told,
    );
    report.kills++;
    try {
      await look(workspace, kind, told, report);
    } catch (error) {
      report.unopened.push(String(error));
    }
  }
  return report;
}

async function look(workspace: string, kind: Kind, told: Told, report: KillReport): Promise<void> {
  const store = await Store.open({ workspace, minFreeDiskMb: 0 });
  try {
    const { lost, half } = await verify(store, kind, told);
    report.lost.push(...lost);
    report.half.push(...half);
    const { imports } = await store.one<{ imports: number }>("SELECT count(*) AS imports FROM imports");
    const { day } = await store.one<{ day: Date | null }>("SELECT max(as_of) AS day FROM actions");
    const refreshed = day?.getTime() ?? 0;
    if (imports > told.imports || refreshed > told.refreshed) report.untold++;
    told.imports = Math.max(told.imports, imports);
    told.refreshed = Math.max(told.refreshed, refreshed);
  } finally {
    await store.close();
  }
}

/** Kills `child` after so many steps of its work; resolves when all it said is in `told`. */
async function kill(child: ChildProcess, steps: number, afterMs: number, told: Told): Promise<void> {
  let trouble = "";
  child.stderr!.on("data", (text) => {
    trouble += text;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("close", (_, signal) => resolve(signal)),
  );
  const reached = Promise.withResolvers<void>();
  let step = 0;
  const lines = createInterface({ input: child.stdout! });
  lines.on("line", (line) => {
    const [what, figure] = line.split(" ");
    if (what === "event") told.events = Number(figure);
    if (what === "step") step++;
    if (what === "import") told.imports = Number(figure);
    if (what === "refresh") told.refreshed = Number(figure);
    if (step >= steps) reached.resolve();
  });
  const read = new Promise((resolve) => lines.once("close", resolve));
  await Promise.race([reached.promise, ended]);
  await Promise.race([sleep(afterMs), ended]);
  child.kill("SIGKILL");
  const signal = await ended;
  await read;
  if (signal !== "SIGKILL") throw new Error(`the victim ended by itself: ${trouble}`);
}

/** A small shop, refreshed once. */
async function startShop(workspace: string): Promise<void> {
  const store = await Store.open({ workspace, minFreeDiskMb: 0 });
  await loadShop(store, makeShop({ customers: 60, days: 120, seed: 1 }));
  await refresh(store, { threads: 1, seed: 1, clock });
  await store.close();
}
