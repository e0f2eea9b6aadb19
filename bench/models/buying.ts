import { type BgNbdModel, bgNbd } from "../../src/models/bg-nbd/bg-nbd.ts";
import { groupCustomers } from "../../src/models/bg-nbd/grouping.ts";
import type { BuyingHistory } from "../../src/models/bg-nbd/history.ts";
import { BuyingLikelihood } from "../../src/models/bg-nbd/likelihood.ts";
import { tell } from "../../src/models/bg-nbd/story.ts";
import { cdnowSummary } from "../../test/parity/cdnow.ts";
import type { Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const CUSTOMERS = 1_000_000;
/** A fit of CDNOW is too short to time alone. */
const CDNOW_FITS = 20;

export function buyingContests(peer: Peer, shared: Shared): Contest[] {
  const cdnow = inFloat32(cdnowSummary());
  const rows = cdnow.frequency.length;
  const tiled = (values: Float64Array) =>
    Float64Array.from({ length: CUSTOMERS }, (_, i) => values[i % rows]!);
  const many = { frequency: tiled(cdnow.frequency), recency: tiled(cdnow.recency), age: tiled(cdnow.age) };
  const told = inFloat32(tell({ r: 0.25, alpha: 4.4, a: 0.8, b: 2.4 }, CUSTOMERS, 1, 1));
  return [
    contest(`BG/NBD on CDNOW, ${CDNOW_FITS} fits`, cdnow, CDNOW_FITS, [2, 5], peer, shared),
    contest("BG/NBD, 1M customers as in CDNOW", many, 1, [10, 50], peer, shared),
    contest("BG/NBD, 1M customers, no two alike", told, 1, [10, 50], peer, shared),
  ];
}

function contest(
  name: string,
  data: BuyingHistory,
  times: number,
  [floor, want]: readonly [number, number],
  peer: Peer,
  shared: Shared,
): Contest {
  const history = shared.write(name.replaceAll(/\W+/g, "-"), stacked(data));
  let model: BgNbdModel | undefined;
  let theirs: number[] = [];
  return {
    name,
    peer: "lifetimes",
    floor,
    want,
    ours: async () => {
      for (let k = 0; k < times; k++) model = await bgNbd.fit(data, bgNbd.defaults, { seed: 1 });
    },
    theirs: async () => {
      const answer = await peer.ask("fit", { history, times });
      theirs = answer.parameters as number[];
      return answer;
    },
    quality: async () => {
      const own = [model!.r, model!.alpha, model!.a, model!.b];
      const off = Math.max(...own.map((p, i) => Math.abs(theirs[i]! / p - 1)));
      const likelihood = new BuyingLikelihood(groupCustomers(data));
      const slope = (parameters: readonly number[]) => {
        const gradient = new Float64Array(4);
        likelihood.evaluate(Float64Array.from(parameters), gradient, new Float64Array(16));
        return Math.max(...gradient.map(Math.abs)).toExponential(0);
      };
      return `parameters differ by ${off.toExponential(1)}; slope left ${slope(own)}, lifetimes ${slope(theirs)}`;
    },
  };
}

/** Both sides read float32: times rounded to it, so that they see the same numbers. */
function inFloat32({ frequency, recency, age }: BuyingHistory): BuyingHistory {
  const rounded = (values: Float64Array) => Float64Array.from(values, Math.fround);
  return { frequency, recency: rounded(recency), age: rounded(age) };
}

function stacked({ frequency, recency, age }: BuyingHistory): Float32Array {
  const all = new Float32Array(3 * frequency.length);
  all.set(frequency, 0);
  all.set(recency, frequency.length);
  all.set(age, 2 * frequency.length);
  return all;
}
