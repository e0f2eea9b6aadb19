import { cpus } from "node:os";
import type { PeerAnswer } from "./peer.ts";

/** One contest: the same work by ours and by the peer. */
export interface Contest {
  readonly name: string;
  readonly peer: string;
  /** Peer / ours that must be reached, and that is wanted. */
  readonly floor: number;
  readonly want: number;
  ours(): Promise<unknown>;
  theirs(): Promise<PeerAnswer>;
  /** What both reached, after the last pair: quality, differences. */
  quality(): Promise<string>;
}

/** Seconds. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

export interface Result {
  readonly contest: Contest;
  readonly ours: Time;
  readonly theirs: Time;
  /** Median of peer wall / our wall, pair by pair. */
  readonly ratio: number;
  /** Lowest and highest ratio of a pair. */
  readonly range: readonly [number, number];
  readonly quality: string;
  /** Why the ratio cannot be believed; empty when it can. */
  readonly busy: string;
}

/** Share of the machine that others may use while we measure. */
const OTHERS = 0.08;
/** Slowest over fastest run of one side. */
const SPREAD = 1.6;

/** Alternated pairs after one uncounted run of each; who goes first changes from pair to pair. */
export async function measure(contest: Contest, pairs: number): Promise<Result> {
  await contest.ours();
  await contest.theirs();
  const before = busyCpu();
  const started = performance.now();
  const ours: Time[] = [];
  const theirs: Time[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    for (const side of pair % 2 === 0 ? ["ours", "theirs"] : ["theirs", "ours"]) {
      if (side === "ours") ours.push(await timed(contest.ours));
      else theirs.push(await contest.theirs());
    }
  }
  const wall = (performance.now() - started) / 1000;
  const used = [...ours, ...theirs].reduce((sum, time) => sum + time.cpu, 0);
  const others = Math.max(0, busyCpu() - before - used) / (wall * cpus().length);
  const ratios = ours.map((time, i) => theirs[i]!.wall / time.wall);
  return {
    contest,
    ours: middle(ours),
    theirs: middle(theirs),
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
    quality: await contest.quality(),
    busy: doubts(others, ours, theirs, Math.min(...ratios) >= contest.floor),
  };
}

/** Wall and CPU that disagree: others used the machine, or runs of the same work took very different times. */
function doubts(others: number, ours: readonly Time[], theirs: readonly Time[], reached: boolean): string {
  if (others > OTHERS) return `others used ${Math.round(others * 100)} % of the machine`;
  // Where the worst pair reaches the floor, no spread can make it a doubt.
  if (reached) return "";
  for (const [whose, times] of [
    ["our", ours],
    ["the peer's", theirs],
  ] as const) {
    const walls = times.map((time) => time.wall);
    const spread = Math.max(...walls) / Math.min(...walls);
    if (spread > SPREAD) return `${whose} slowest run took ${spread.toFixed(1)} times the fastest`;
  }
  return "";
}

async function timed(work: () => Promise<unknown>): Promise<Time> {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await work();
  const used = process.cpuUsage(cpu);
  return { wall: (performance.now() - wall) / 1000, cpu: (used.user + used.system) / 1e6 };
}

/** Seconds of all cores that were not idle since the machine started. */
function busyCpu(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}

function middle(times: readonly Time[]): Time {
  return { wall: median(times.map((t) => t.wall)), cpu: median(times.map((t) => t.cpu)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
