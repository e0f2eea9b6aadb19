import { describe, expect, test } from "vitest";
import { numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { auc, rankByScore } from "../../validate/ranking.ts";
import { boosting } from "../boosting/boosting.ts";
import { Team } from "../threads/team.ts";
import { Batcher } from "./batch.ts";
import { initialise, layoutOf } from "./layout.ts";
import { lossOf } from "./loss.ts";
import { Network } from "./network.ts";
import { referenceOutput } from "./reference.ts";
import { sequence } from "./sequence.ts";
import type { LabelledSequences } from "./sequences.ts";

const kinds = ["viewed", "basket", "searched", "opened"];

/**
 * Everybody searched once and put one thing into the basket, among other events as many for the ones as for the others.
 * Who searched first buys, and looks at the basket next; who put it into the basket first does not: only the order tells.
 */
function planted(rows: number, seed: number): LabelledSequences {
  const random = new Random(seed);
  const start = new Int32Array(rows + 1);
  const events: number[] = [];
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const length = 4 + random.int(9);
    const own: number[] = Array.from({ length }, () => (random.int(2) === 0 ? 0 : 3));
    const [a, b] = [random.int(length), random.int(length - 1)];
    const [one, two] = [Math.min(a, b + (b >= a ? 1 : 0)), Math.max(a, b + (b >= a ? 1 : 0))];
    y[i] = random.int(2);
    own[one] = y[i] === 1 ? 2 : 1;
    own[two] = y[i] === 1 ? 1 : 2;
    events.push(...own);
    start[i + 1] = events.length;
  }
  const gap = Float64Array.from(events, () => random.int(20));
  return {
    kinds,
    start,
    event: Int32Array.from(events),
    gap,
    y,
    next: Int32Array.from(y, (v) => (v === 1 ? 1 : 0)),
  };
}

const ctx = { seed: 1 };
const small = { units: 16, embedding: 7, learningRateInit: 0.01 };

describe("the network", () => {
  const layout = layoutOf({ kinds: 4, choices: 4, embedding: 3, units: 8 });
  const network = new Network(Team.alone("neural"), layout, 4, 6);
  initialise(network.weights, layout, 0.3, new Random(2));
  // Unequal lengths, one without events, one longer than is read.
  const data = {
    kinds,
    start: Int32Array.of(0, 3, 3, 5, 13),
    event: Int32Array.from({ length: 13 }, (_, i) => (i * 3) % 4),
    gap: Float64Array.from({ length: 13 }, (_, i) => (i * 5) % 7),
    wait: Float64Array.of(1, 4, 0, 9),
  };
  const scales = { gap: { mean: 1, deviation: 0.7 }, wait: { mean: 1.2, deviation: 0.5 } };
  const batcher = new Batcher(data, scales, Int32Array.of(1, 2, 0, 4), 4, 6);
  const batch = batcher.batch(Int32Array.of(0, 1, 2, 3));
  const outcomes = { y: Float64Array.of(1, 0, 0, 1), next: Int32Array.of(2, -1, 0, 3) };
  const alone = (row: number) => {
    const length = batch.lengths[row]!;
    const at = Array.from({ length }, (_, k) => (batch.steps - length + k) * 4 + row);
    return {
      codes: at.map((k) => batch.codes[k]!),
      gaps: at.map((k) => batch.gaps[k]!),
      wait: batch.waits[row]!,
    };
  };

  test("reads the latest events, oldest first, ending together", () => {
    expect(alone(0).codes).toEqual([1, 4, 0]);
    expect(alone(1).codes).toEqual([]);
    // Kinds of events 7 … 12: 1 0 3 2 1 0; kind 2 is unknown.
    expect(alone(3).codes).toEqual([2, 1, 4, 0, 2, 1]);
    expect(alone(0).gaps.map((gap) => gap.toFixed(4))).toEqual(
      [0, 5, 3].map((days) => ((Math.log1p(days) - 1) / 0.7).toFixed(4)),
    );
  });

  test("gives what plain float64 loops give, whatever stands beside a sequence", () => {
    network.forward(batch);
    expect(Array.from(batch.lengths)).toEqual([3, 0, 2, 6]);
    for (let row = 0; row < 4; row++)
      for (const [k, want] of referenceOutput(network.weights, layout, alone(row)).entries())
        expect(network.output[row * layout.head.outputs + k]).toBeCloseTo(want, 5);
  });

  test("has the gradients of small differences, through time, vectors and both losses", () => {
    const loss = (w: ArrayLike<number>) =>
      [0, 1, 2, 3].reduce((sum, row) => {
        const [margin, ...scores] = referenceOutput(w, layout, alone(row));
        const [y, next] = [outcomes.y[row]!, outcomes.next[row]!];
        const all = Math.log(scores.reduce((s, v) => s + Math.exp(v), 0));
        const ofNext = next < 0 ? 0 : 0.7 * (all - scores[next]!);
        return sum + (Math.log1p(Math.exp(margin!)) - y * margin! + ofNext) / 4;
      }, 0);
    network.forward(batch);
    expect(lossOf(network, outcomes, 0.7)).toBeCloseTo(loss(network.weights), 6);
    network.backward(batch);
    const h = 1e-5;
    let largest = 0;
    for (let k = 0; k < layout.floats; k++) {
      // Row 0 of the table is for unknown kinds: it is read, and does not learn.
      if (k >= layout.table && k < layout.table + 3) continue;
      const w = Float64Array.from(network.weights);
      w[k]! += h;
      const up = loss(w);
      w[k]! -= 2 * h;
      const slope = (up - loss(w)) / (2 * h);
      largest = Math.max(largest, Math.abs(slope));
      expect(Math.abs(network.gradient[k]! - slope), `weight ${k}`).toBeLessThan(2e-6);
    }
    expect(largest).toBeGreaterThan(0.05);
  });

  test("a long gradient is shortened, a short one is not", () => {
    const lengthAfter = (clip: number) => {
      network.forward(batch);
      lossOf(network, outcomes, 0.7);
      network.backward(batch);
      network.step(0, 0, clip);
      return Math.hypot(...network.gradient);
    };
    const free = lengthAfter(1e9);
    expect(free).toBeGreaterThan(0.1);
    expect(lengthAfter(0.01)).toBeCloseTo(0.01, 6);
  });
});

describe("sequence", () => {
  test("finds what only the order of events tells; boosting on counts cannot", async () => {
    const [data, later] = [planted(1500, 1), planted(800, 2)];
    const model = await sequence.fit(data, sequence.check(small), ctx);
    expect(auc(rankByScore(model.probability(later)), later.y)).toBeGreaterThan(0.95);
    const next = model.next(later, 1).map(([first]) => first!.kind);
    const right = next.filter((kind, i) => kind === kinds[later.next![i]!]).length;
    expect(right / next.length).toBeGreaterThan(0.9);

    const counts = ({ start, event, gap, y }: LabelledSequences) => {
      const x = zeros(y.length, kinds.length + 2);
      for (let i = 0; i < y.length; i++)
        for (let k = start[i]!; k < start[i + 1]!; k++) {
          x.data[i * x.cols + event[k]!]!++;
          x.data[i * x.cols + kinds.length]!++;
          x.data[i * x.cols + kinds.length + 1]! += gap[k]!;
        }
      return { x, columns: numberColumns([...kinds, "events", "days"]), y };
    };
    const trees = await boosting.fit(counts(data), boosting.check({ maxIter: 50 }), ctx);
    const blind = auc(rankByScore(trees.probability(counts(later))), later.y);
    expect(Math.abs(blind - 0.5)).toBeLessThan(0.06);
  });

  test("shuffled outcomes teach nothing", async () => {
    const data = planted(600, 3);
    const later = planted(600, 4);
    const y = new Random(5).shuffle(data.y.slice());
    const model = await sequence.fit(
      { ...data, y },
      sequence.check({ ...small, nextWeight: 0, maxIter: 6 }),
      ctx,
    );
    expect(Math.abs(auc(rankByScore(model.probability(later)), later.y) - 0.5)).toBeLessThan(0.1);
    expect(() => model.next(later)).toThrow(/nextWeight/);
  });

  test("the same bytes for the same seed whatever the threads, saved and loaded, one by one", async () => {
    const data = planted(120, 6);
    const p = sequence.check({ ...small, maxIter: 3 });
    const model = await sequence.fit(data, p, ctx);
    const again = await sequence.fit(data, p, { seed: 1, threads: 3 });
    expect(again.save()).toEqual(model.save());
    expect((await sequence.fit(data, p, { seed: 2 })).save()).not.toEqual(model.save());
    const want = model.probability(data);
    for (const state of [structuredClone(model.save()), JSON.parse(JSON.stringify(model.save()))])
      expect(sequence.load(state).probability(data)).toEqual(want);
    expect(() => sequence.load({ ...model.save(), version: 9 })).toThrow(/model-version/);
    const last = { ...data, start: data.start.slice(118) };
    expect(Array.from(model.probability(last))).toEqual(Array.from(want.slice(118)));
    expect(model.probability({ ...data, start: data.start.slice(0, 1) })).toHaveLength(0);
  });

  test("early stopping keeps the pass with the lowest held-out loss", async () => {
    const p = sequence.check({ ...small, learningRateInit: 0.03, maxIter: 40, nIterNoChange: 3 });
    const data = planted(200, 7);
    const y = data.y.map((v, i) => (i % 3 === 0 ? 1 - v : v));
    const model = await sequence.fit({ ...data, y }, p, ctx);
    const lowest = model.validationLoss.indexOf(Math.min(...model.validationLoss));
    expect(model.converged).toBe(true);
    expect(model.nIter).toBe(lowest + 1 + 3);
  });

  test("unknown kinds, no events, huge gaps and long histories give a probability", async () => {
    const model = await sequence.fit(planted(100, 8), sequence.check({ ...small, maxIter: 2 }), ctx);
    const odd = {
      kinds: ["never seen", ...kinds],
      start: Int32Array.of(0, 0, 2, 1002),
      event: Int32Array.from({ length: 1002 }, (_, i) => i % 5),
      gap: new Float64Array(1002).fill(1e12),
      wait: Float64Array.of(0, 1e9, 5),
    };
    expect(model.probability(odd).every((v) => v > 0 && v < 1)).toBe(true);
    const sums = model.next(odd).map((list) => list.reduce((sum, { probability }) => sum + probability, 0));
    for (const sum of sums) expect(sum).toBeCloseTo(1, 5);
  });

  test("bad input is named with its row; weights that grow without end are an error", async () => {
    const data = planted(60, 9);
    const attempt = (change: Partial<LabelledSequences>) =>
      sequence.fit({ ...data, ...change }, sequence.check(small), ctx);
    await expect(attempt({ start: Int32Array.of(0) })).rejects.toMatchObject({ code: "no-rows" });
    await expect(attempt({ event: data.event.with(4, 4) })).rejects.toMatchObject({
      code: "bad-value",
      data: { column: "event", row: 5 },
    });
    await expect(attempt({ start: data.start.with(2, 9999) })).rejects.toMatchObject({
      code: "bad-value",
      data: { column: "start" },
    });
    for (const wrong of [-1, Number.NaN, Infinity])
      await expect(attempt({ gap: data.gap.with(0, wrong) })).rejects.toMatchObject({
        code: "bad-value",
        data: { column: "gap", row: 1 },
      });
    await expect(attempt({ gap: data.gap.slice(1) })).rejects.toMatchObject({ code: "bad-value" });
    await expect(attempt({ y: data.y.with(3, 0.5) })).rejects.toMatchObject({
      code: "bad-target",
      data: { row: 4 },
    });
    await expect(attempt({ y: data.y.slice(1) })).rejects.toMatchObject({ code: "bad-target" });
    await expect(attempt({ next: data.next!.with(3, 7) })).rejects.toMatchObject({
      code: "bad-target",
      data: { row: 4 },
    });
    await expect(attempt({ y: new Float64Array(60) })).rejects.toMatchObject({ code: "one-class" });
    expect(() => sequence.check({ units: 10 })).toThrow(/multiple of 8/);
    const p = sequence.check({ ...small, learningRateInit: 1e38, maxIter: 3, validationFraction: 0 });
    await expect(sequence.fit(data, p, ctx)).rejects.toMatchObject({ code: "bad-parameter" });
    await expect(
      sequence.fit(data, sequence.check(small), { seed: 1, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: "AbortError" });
  });
});
