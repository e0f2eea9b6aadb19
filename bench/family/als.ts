import { Random } from "../../src/core/random.ts";
import { type AlsModel, als } from "../../src/models/als/als.ts";
import type { Interactions } from "../../src/models/recommend/interactions.ts";
import type { Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const [USERS, ITEMS, ENTRIES, FACTORS] = [6040, 3706, 1_000_000, 64];

/** Tastes of ten kinds over items of very unequal popularity, each pair once. */
function tastes(seed: number): Interactions {
  const random = new Random(seed);
  const kinds = 10;
  const seen = new Set<number>();
  const user = new Int32Array(ENTRIES);
  const item = new Int32Array(ENTRIES);
  const value = new Float32Array(ENTRIES);
  for (let n = 0; n < ENTRIES; ) {
    const u = Math.floor(USERS * random.next() ** 1.5);
    const spread = Math.floor(ITEMS * random.next() ** 2);
    // Most of what somebody takes is of his kind: items whose number has the kind as remainder.
    const i = random.next() < 0.6 ? Math.min(ITEMS - 1, spread - (spread % kinds) + (u % kinds)) : spread;
    if (seen.has(u * ITEMS + i)) continue;
    seen.add(u * ITEMS + i);
    user[n] = u;
    item[n] = i;
    value[n++] = 1 + random.int(5);
  }
  return { users: USERS, items: ITEMS, user, item, value };
}

/** ALS of a million implicit interactions; the loss of both with every user solved exactly for the items' factors. */
export function alsContest(peer: Peer, shared: Shared): Contest {
  const data = tastes(4);
  const p = als.check({ nFactors: FACTORS, maxIter: 15, regularization: 0.05, alpha: 10 });
  const asked = {
    user: shared.write("user", Float32Array.from(data.user)),
    item: shared.write("item", Float32Array.from(data.item)),
    value: shared.write("value", data.value),
    users: USERS,
    items: ITEMS,
    factors: FACTORS,
    iterations: p.maxIter,
    regularization: p.regularization,
    alpha: p.alpha,
  };
  let model: AlsModel | undefined;
  return {
    name: `ALS ${USERS} × ${ITEMS}, 1M, ${FACTORS} factors, ${p.maxIter} iterations`,
    peer: "implicit (CG)",
    floor: 1.4,
    want: 2,
    ours: async () => {
      model = await als.fit(data, p, { seed: 1, threads: 2 });
    },
    theirs: () => peer.ask("als", asked),
    quality: async () => {
      const factors = Float32Array.from(model!.save().itemFactors as Float64Array);
      const { own, theirs } = await peer.ask("als-loss", { ...asked, own: shared.write("own", factors) });
      const apart = 100 * (Number(own) / Number(theirs) - 1);
      return `loss ${Math.abs(apart).toFixed(2)} % ${apart < 0 ? "below" : "above"} implicit's`;
    },
  };
}
