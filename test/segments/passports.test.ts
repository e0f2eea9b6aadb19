import { describe, expect, test } from "vitest";
import { zeros } from "../../src/core/matrix.ts";
import { Random } from "../../src/core/random.ts";
import type { ClusteringData } from "../../src/segments/clustering-data.ts";
import { clusteringScale } from "../../src/segments/clustering-scale.ts";
import { kMeansCluster } from "../../src/segments/cut-methods.ts";
import type { Former } from "../../src/segments/former.ts";
import type { SegmentationReport } from "../../src/segments/persona.ts";
import { describeGroups } from "../../src/segments/personas.ts";
import type { Reader } from "../../src/store/reader.ts";

/** Where the customers of a planted history live: customer key → place (two columns), and how far they stray. */
type Places = readonly (readonly [x: number, y: number])[];

const A = [0, 0] as const;
const B = [10, 0] as const;
const C = [0, 10] as const;

/** `each[g]` customers at every place, one after another; the first keys are the first group. */
function live(each: readonly (readonly [at: readonly [number, number], customers: number])[]): Places {
  return each.flatMap(([at, customers]) => Array.from({ length: customers }, () => at));
}

/** One refresh: cut into `groups`, matched to the refresh before. */
async function refresh(places: Places, groups: number, seed: number, former: Former | null) {
  const random = new Random(seed);
  const x = zeros(places.length, 2);
  places.forEach(([a, b], i) => {
    x.data.set([a + random.normal(), b + random.normal()], 2 * i);
  });
  const names = ["a", "b"];
  const data: ClusteringData = {
    kind: "flat",
    customers: Float64Array.from(places.keys()),
    x,
    names,
    attributes: names,
    usual: names,
    asOf: new Date(0),
  };
  const scale = clusteringScale(data);
  const labels = await kMeansCluster(1)(scale.x, groups, seed);
  const found = await describeGroups({} as Reader, {
    data,
    scale,
    chosenByUser: false,
    labels,
    groups,
    next: null,
    former: former && {
      ...former,
      labels: Int32Array.from(places.keys(), (i) => former.labels[i] ?? -1),
    },
  });
  const { personas, nextSegment } = found;
  const report = { features: scale.features, personas, nextSegment } as unknown as SegmentationReport;
  const index = new Map(personas.map((p, i) => [p.segment, i]));
  const segmentOf = Array.from(labels, (g) => found.segments[g]!);
  return {
    ...found,
    segmentOf,
    kinds: found.events.map((e) => e.kind),
    former: { report, labels: Int32Array.from(segmentOf, (s) => index.get(s)!) } satisfies Former,
  };
}

const start = live([
  [A, 400],
  [B, 300],
  [C, 300],
]);

describe("passports from refresh to refresh", () => {
  test("labels are never swapped, colours and names stay, nothing is announced", async () => {
    const first = await refresh(start, 3, 1, null);
    let last = first;
    for (let seed = 2; seed <= 20; seed++) {
      last = await refresh(start, 3, seed, last.former);
      expect(last.segmentOf).toEqual(first.segmentOf);
      expect(last.kinds).toEqual([]);
      const look = (r: typeof first) => r.personas.map((p) => [p.segment, p.colour, p.name, p.icon]);
      expect(look(last)).toEqual(look(first));
    }
  });

  test("a group that drifts, as far as it likes, stays who it is", async () => {
    let last = await refresh(start, 3, 1, null);
    const drifting = last.segmentOf[700];
    for (let step = 1; step <= 8; step++) {
      last = await refresh(
        live([
          [A, 400],
          [B, 300],
          [[2 * step, 10 + 2 * step], 300],
        ]),
        3,
        step,
        last.former,
      );
      expect(last.kinds).toEqual([]);
      expect(last.segmentOf[700]).toBe(drifting);
    }
  });

  test("everyone changing groups at random, while the groups stay, raises no alarm", async () => {
    const first = await refresh(start, 3, 1, null);
    for (let seed = 2; seed <= 6; seed++) {
      const dealt = new Random(seed).shuffle([...start]);
      const now = await refresh(dealt, 3, seed, first.former);
      expect(now.kinds).toEqual([]);
      dealt.forEach((place, i) => {
        expect(now.segmentOf[i]).toBe(first.segmentOf[start.indexOf(place)]);
      });
      const moved = now.moves.filter((m) => m.from !== m.to).reduce((sum, m) => sum + m.customers, 0);
      expect(moved).toBeGreaterThan(500);
    }
  });

  test("a new group of 3 % is announced, with a passport nobody had", async () => {
    const first = await refresh(start, 3, 1, null);
    const now = await refresh([...start, ...live([[[12, 12], 31]])], 4, 2, first.former);
    expect(now.events).toMatchObject([{ kind: "new", segment: 3, others: [], customers: 31 }]);
    expect(now.events[0]!.share).toBeCloseTo(31 / 1031, 12);
    expect(now.segmentOf.slice(0, 1000)).toEqual(first.segmentOf);
    expect(new Set(now.personas.map((p) => p.colour)).size).toBe(4);
    expect(now.moves).toContainEqual({ from: null, to: 3, customers: 31 });
  });

  test("a group that splits, two that merge, one that vanishes: each is told as what it is", async () => {
    const first = await refresh(start, 3, 1, null);
    const [a, b, c] = [0, 400, 700].map((i) => first.segmentOf[i]!);
    const halved = live([
      [A, 250],
      [[-9, -9], 150],
      [B, 300],
      [C, 300],
    ]);
    const split = await refresh(halved, 4, 2, first.former);
    expect(split.events).toMatchObject([{ kind: "split", segment: 3, others: [a], customers: 150 }]);
    expect(split.segmentOf[0]).toBe(a);

    const together = live([
      [A, 400],
      [[6, 6], 600],
    ]);
    const merged = await refresh(together, 2, 3, first.former);
    expect(merged.kinds).toEqual(["merged"]);
    expect([...merged.events[0]!.others, merged.events[0]!.segment].sort()).toEqual(
      expect.arrayContaining([b, c].sort()),
    );

    const scattered = live([
      [A, 400],
      [B, 300],
    ]).concat(Array.from({ length: 300 }, (_, i) => (i % 2 ? A : B)));
    const vanished = await refresh(scattered, 2, 4, first.former);
    expect(vanished.events).toMatchObject([{ kind: "vanished", segment: c, customers: 300 }]);
  });

  test("the passport of a vanished group is never given again", async () => {
    const first = await refresh(start, 3, 1, null);
    const two = await refresh(
      live([
        [A, 400],
        [B, 600],
      ]),
      2,
      2,
      first.former,
    );
    const again = await refresh(
      live([
        [A, 400],
        [B, 300],
        [[-12, -12], 300],
      ]),
      3,
      3,
      two.former,
    );
    expect(Math.max(...again.segmentOf)).toBe(3);
    expect(again.nextSegment).toBe(4);
  });
});
