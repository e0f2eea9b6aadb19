import { Team } from "../threads/team.ts";
import type { Binned } from "./binned.ts";
import {
  ENTRY_BYTES,
  HISTOGRAM_BYTES,
  JOB_BYTES,
  jobField,
  MIN_LEAF,
  NODE_BYTES,
  ROOM_BYTES,
} from "./job.ts";

/** What the trees of a forest have in common. */
export interface Growth {
  /** Columns looked at for a split. */
  readonly mtry: number;
  readonly maxDepth: number | null;
  /** Weight that every leaf must have (of each arm, with arms). */
  readonly minLeaf: number;
  /** Outcomes are 0 and 1: a node of one of them is not searched. */
  readonly binary: boolean;
  /** Draws of one tree at most. */
  readonly draws: number;
}

/** Two random words, not both 0, for what is drawn and for what is grown. */
export interface TreeSeeds {
  readonly draw: readonly [number, number];
  readonly grow: readonly [number, number];
}

/** A tree as grown, in the team's memory: valid until the next round. */
export interface GrownTree {
  readonly count: number;
  /** 12 words a node: column (−1 = leaf), highest rank that goes left, left child (the right one follows), missing left. */
  readonly ints: Int32Array;
  /** 6 numbers a node, from the third on: weight and weighted outcome of the control (or of all), of the treated. */
  readonly numbers: Float64Array;
  /** Rank of each bin, 256 a column; meaningful for category columns. */
  readonly ranks: Uint8Array;
  /** Leaf of every row that was asked for; −1 for the others. */
  readonly leafOf: Int32Array;
}

interface Places {
  readonly counts: number;
  readonly entries: number;
  readonly spare: number;
  readonly histograms: number;
  readonly room: number;
  readonly ranks: number;
  readonly nodes: number;
  readonly leafOf: number;
}

/** Grows trees, one a thread at a time, over binned rows in a team's memory. */
export class ForestGrower {
  readonly threads: number;
  readonly #team: Team;
  readonly #binned: Binned;
  readonly #growth: Growth;
  readonly #job: number;
  readonly #places: readonly Places[];

  private constructor(
    team: Team,
    binned: Binned,
    targets: Float32Array,
    arms: Uint8Array | null,
    growth: Growth,
  ) {
    this.threads = team.threads;
    this.#team = team;
    this.#binned = binned;
    this.#growth = growth;
    this.#job = team.alloc(JOB_BYTES);
    const bins = team.bytes(binned.bins.length);
    const counts = team.ints(binned.cols);
    const kinds = team.bytes(binned.cols);
    const pairs = team.floats(targets.length);
    const arm = arms && team.bytes(arms.length);
    const cells = Math.min(binned.rows, growth.draws);
    // Where rows weigh differently, those drawn may weigh more than their number.
    const weighted = targets.some((value, i) => i % 2 === 0 && value !== 1);
    const most = Math.floor(growth.draws / growth.minLeaf) + 1;
    const leaves = weighted ? cells : Math.min(cells, most);
    this.#places = Array.from({ length: team.threads }, () => ({
      counts: team.alloc(binned.rows * 2),
      entries: team.alloc((cells + 1) * ENTRY_BYTES),
      spare: team.alloc((cells + 1) * ENTRY_BYTES),
      histograms: team.alloc(binned.cols * HISTOGRAM_BYTES),
      room: team.alloc(ROOM_BYTES + binned.cols * 4),
      ranks: team.alloc(binned.cols * 256),
      nodes: team.alloc(leaves * 2 * NODE_BYTES),
      leafOf: team.alloc(binned.rows * 4),
    }));
    bins.view.set(binned.bins);
    counts.view.set(binned.counts);
    kinds.view.set(binned.kinds);
    pairs.view.set(targets);
    if (arms) arm?.view.set(arms);
    const fields = new Int32Array(team.memory.buffer, this.#job, JOB_BYTES / 4);
    const set = (field: keyof typeof jobField, value: number) => {
      fields[jobField[field] / 4] = value;
    };
    set("bins", bins.at);
    set("stride", binned.stride);
    set("cols", binned.cols);
    set("rows", binned.rows);
    set("binCounts", counts.at);
    set("kinds", kinds.at);
    set("targets", pairs.at);
    set("arms", arm?.at ?? 0);
    set("mtry", growth.mtry);
    set("maxDepth", growth.maxDepth ?? 2 ** 30);
    set("binary", growth.binary ? 1 : 0);
    new Float64Array(team.memory.buffer, this.#job + MIN_LEAF, 1)[0] = growth.minLeaf;
  }

  /** `targets`: weight, weight × outcome a row; `arms`: 0 control, 1 treated a row, or null. */
  static async start(
    binned: Binned,
    targets: Float32Array,
    arms: Uint8Array | null,
    growth: Growth,
    threads: number,
  ): Promise<ForestGrower> {
    const team = await Team.start({ kernel: "forest", threads });
    try {
      return new ForestGrower(team, binned, targets, arms, growth);
    } catch (error) {
      await team.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#team.close();
  }

  /** How often thread `thread`'s next tree uses each row: to be filled where `bootstrap` is not called. */
  counts(thread: number): Uint16Array {
    return new Uint16Array(this.#team.memory.buffer, this.#places[thread]!.counts, this.#binned.rows);
  }

  /** Draws with replacement for one tree a thread. */
  bootstrap(seeds: readonly TreeSeeds[]): void {
    const { rows } = this.#binned;
    this.#team.run("bootstrap", (thread) => {
      const { draw } = seeds[thread] ?? noTree;
      const draws = thread < seeds.length ? this.#growth.draws : 0;
      return [this.#places[thread]!.counts, rows, draws, ...draw];
    });
  }

  /** Grows one tree a thread (as many as there are seeds), then walks the rows that it used `walked` times. */
  grow(seeds: readonly TreeSeeds[], walked: number): GrownTree[] {
    const counted = this.#team.run("grow", (thread) => {
      const { entries, spare, histograms, room, ranks, nodes } = this.#places[thread]!;
      const { grow } = seeds[thread] ?? noTree;
      return [
        this.#job,
        this.#places[thread]!.counts,
        entries,
        spare,
        histograms,
        room,
        ranks,
        nodes,
        ...grow,
      ];
    });
    const counts = Array.from(counted.subarray(0, seeds.length));
    this.walk(walked);
    return counts.map((count, thread) => this.#grown(thread, count));
  }

  /** Finds the leaf of every row used `walked` times, in each thread's last tree. */
  walk(walked: number): void {
    this.#team.run("walk", (thread) => {
      const { counts, ranks, nodes, leafOf } = this.#places[thread]!;
      return [this.#job, counts, walked, ranks, nodes, leafOf];
    });
  }

  #grown(thread: number, count: number): GrownTree {
    const { nodes, ranks, leafOf } = this.#places[thread]!;
    const { buffer } = this.#team.memory;
    return {
      count,
      ints: new Int32Array(buffer, nodes, count * (NODE_BYTES / 4)),
      numbers: new Float64Array(buffer, nodes, count * (NODE_BYTES / 8)),
      ranks: new Uint8Array(buffer, ranks, this.#binned.cols * 256),
      leafOf: new Int32Array(buffer, leafOf, this.#binned.rows),
    };
  }
}

const noTree: TreeSeeds = { draw: [1, 0], grow: [1, 0] };
