import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { rankByScore } from "./ranking.ts";
import { type ScoredCampaign, upliftReport } from "./uplift.ts";
import { upliftAreas, upliftPoints } from "./uplift-curve.ts";

/** Customers of whom those with a high score are moved by `strength`. */
function campaign(rows: number, seed: number, strength: number): ScoredCampaign {
  const random = new Random(seed);
  const uplift = Float64Array.from({ length: rows }, () => random.next());
  const treatment = Uint8Array.from(uplift, () => random.int(2));
  const y = uplift.map((u, i) => (random.next() < 0.2 + (treatment[i] === 1 ? strength * u : 0) ? 1 : 0));
  return { y, treatment, uplift, customers: Float64Array.from(uplift, (_, i) => i) };
}

describe("curves one can check by hand", () => {
  // In order: treated buyer, control without, treated without, control buyer.
  const four = { y: Float64Array.of(1, 0, 0, 1), treatment: Uint8Array.of(1, 0, 1, 0) };
  const ranking = rankByScore(Float64Array.of(4, 3, 2, 1));

  test("points", () => {
    expect(upliftPoints(ranking, four, 4)).toEqual([
      { share: 0, qini: 0, gain: 0 },
      { share: 0.25, qini: 1, gain: 0.25 },
      { share: 0.5, qini: 1, gain: 0.5 },
      { share: 0.75, qini: 1, gain: 0.375 },
      { share: 1, qini: 0, gain: 0 },
    ]);
  });

  test("the perfect order has coefficient 1, the one turned round less than 0, all the same 0", () => {
    expect(upliftAreas(ranking, four).qini).toBeCloseTo(1, 12);
    expect(upliftAreas(rankByScore(Float64Array.of(1, 2, 3, 4)), four).qini).toBeLessThan(0);
    expect(upliftAreas(rankByScore(new Float64Array(4)), four)).toEqual({ qini: 0, qiniArea: 0, auuc: 0 });
  });
});

test("a row with weight 3 counts as three rows; order of the rows does not matter", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 3 })),
        { minLength: 4, maxLength: 40 },
      ),
      (rows) => {
        const of = (all: typeof rows) => ({
          y: Float64Array.from(all, ([, y]) => (y ? 1 : 0)),
          treatment: Uint8Array.from(all, ([, , t]) => (t ? 1 : 0)),
        });
        const repeated = rows.flatMap((row) => new Array<(typeof rows)[number]>(row[3]).fill(row)).reverse();
        fc.pre(repeated.length > 0);
        const weighted = upliftAreas(
          rankByScore(Float64Array.from(rows, ([score]) => score)),
          of(rows),
          Float64Array.from(rows, ([, , , w]) => w),
        );
        const plain = upliftAreas(rankByScore(Float64Array.from(repeated, ([score]) => score)), of(repeated));
        for (const key of ["qini", "qiniArea", "auuc"] as const)
          if (Number.isFinite(plain[key])) expect(weighted[key]).toBeCloseTo(plain[key], 9);
      },
    ),
  );
});

describe("the report", () => {
  test("a planted effect: above the null, deciles fall, intervals hold it", () => {
    const report = upliftReport(campaign(20_000, 1, 0.3), { seed: 1, draws: 100 });
    expect(report.qiniInterval.low).toBeGreaterThan(0);
    expect(report.qiniAreaInterval.low).toBeGreaterThan(0);
    expect(report.randomTreatment.pValue).toBeLessThan(0.02);
    expect(report.qiniArea).toBeGreaterThan(report.randomTreatment.high);
    expect(report.averageEffect).toBeCloseTo(0.15, 1);
    expect(report.averageEffectInterval.low).toBeLessThan(0.15);
    expect(report.averageEffectInterval.high).toBeGreaterThan(0.15);
    expect(report.deciles[0]!.uplift).toBeGreaterThan(report.deciles[9]!.uplift + 0.15);
    expect(report.deciles[0]!.predicted).toBeGreaterThan(report.deciles[9]!.predicted);
    const covered = report.deciles.filter(({ decile, interval }) => {
      const truth = 0.3 * (1.05 - decile / 10);
      return truth > interval.low && truth < interval.high;
    });
    expect(covered.length).toBeGreaterThanOrEqual(8);
    expect(report.deciles.reduce((sum, d) => sum + d.treated + d.control, 0)).toBe(20_000);
    expect(report.curve).toHaveLength(21);
  });

  test("scores without meaning are found out: few of 40 campaigns look significant", () => {
    let significant = 0;
    for (let seed = 0; seed < 40; seed++) {
      const report = upliftReport(campaign(1000, 100 + seed, 0), { seed, draws: 60 });
      if (report.randomTreatment.pValue <= 0.05) significant++;
    }
    expect(significant).toBeLessThanOrEqual(6);
  });

  test("customers with several rows are drawn and shuffled whole", () => {
    const once = campaign(400, 3, 0.3);
    const fourfold = (values: Float64Array) => Float64Array.from({ length: 1600 }, (_, i) => values[i >> 2]!);
    const many: ScoredCampaign = {
      y: fourfold(once.y),
      uplift: fourfold(once.uplift),
      customers: fourfold(once.customers),
      treatment: Uint8Array.from({ length: 1600 }, (_, i) => once.treatment[i >> 2]!),
    };
    const width = ({ qiniInterval: { low, high } }: ReturnType<typeof upliftReport>) => high - low;
    const [a, b] = [once, many].map((c) => upliftReport(c, { seed: 1, draws: 300 }));
    expect(b!.qini).toBeCloseTo(a!.qini, 9);
    // Four copies are no more proof than one.
    expect(width(b!) / width(a!)).toBeGreaterThan(0.8);
    expect(b!.randomTreatment.high / a!.randomTreatment.high).toBeGreaterThan(0.7);
  });

  test("the same seed gives the same report; one arm or nobody is refused", () => {
    const given = campaign(300, 5, 0.2);
    expect(upliftReport(given, { seed: 2, draws: 20 })).toEqual(upliftReport(given, { seed: 2, draws: 20 }));
    const alone = { ...given, treatment: new Uint8Array(300) };
    expect(() => upliftReport(alone, { seed: 1 })).toThrow(expect.objectContaining({ code: "one-arm" }));
    const nobody = {
      y: given.y.slice(0, 0),
      uplift: given.y.slice(0, 0),
      customers: given.y.slice(0, 0),
      treatment: [],
    };
    expect(() => upliftReport(nobody, { seed: 1 })).toThrow(expect.objectContaining({ code: "no-rows" }));
  });
});
