import type { Feature } from "../../features/algebra.ts";
import { computeFeatures } from "../../features/compute.ts";
import { latestMoments } from "../../features/latest.ts";
import { computeOutcome } from "../../features/outcome.ts";
import { buyers, noOrder } from "../../features/population.ts";
import type { Reader } from "../../store/reader.ts";
import type { Readiness } from "../finding.ts";
import type { Shop } from "../shop.ts";
import { historyNeed } from "./plan.ts";

/** The goals every shop has, as `goal add` defines them by default: churn of active customers, value of all buyers. */
type ShopGoal = "churn" | "value";
const HORIZON_DAYS = 90;
const GAP_DAYS = 0;
const ordersLately: Feature = {
  name: "ordersLately",
  unit: "count",
  value: { op: "measure", from: "orders", aggregate: "count", windowDays: 180 },
};
/** With fewer who came back, or fewer who did not, a proof's interval is so wide that nothing passes it. */
const ENOUGH = 50;

/** Customers of a goal at a cut-off, and how many of them ordered (`back`) or did not (`away`) in the horizon after it. */
interface Population {
  readonly customers: number;
  readonly back: number;
  readonly away: number;
}

/** Whether churn and value can be trained, with the customers that each cut-off of the training plan would have. */
export async function shopReadiness(shop: Shop): Promise<Readiness[]> {
  const goals = ["churn", "value"] as const;
  if (shop.orders === 0) return goals.map((kind) => verdict(kind, false, "quality.ready.noOrders", {}));
  const need = historyNeed(await latestMoments(shop.reader), HORIZON_DAYS, GAP_DAYS);
  const plan = { historyDays: need.historyDays, neededDays: need.neededDays, horizonDays: HORIZON_DAYS };
  if (need.historyDays < need.neededDays) {
    const enoughWhen = { code: "quality.ready.enoughAt", data: { at: need.enoughAt.toISOString() } };
    return goals.map((kind) => ({ ...verdict(kind, false, "quality.ready.history", plan), enoughWhen }));
  }
  const seen: Record<ShopGoal, Population>[] = [];
  for (const cutOff of need.cutOffs) seen.push(await populationsAt(shop.reader, cutOff));
  return goals.map((kind) => {
    const scarce = ({ back, away }: Population) => (kind === "churn" ? Math.min(back, away) : back);
    const tightest = seen.map((s) => s[kind]).reduce((a, b) => (scarce(b) < scarce(a) ? b : a));
    const possible = scarce(tightest) >= ENOUGH;
    const code = `quality.ready.${kind}.${possible ? "possible" : "few"}`;
    return verdict(kind, possible, code, { ...plan, ...tightest, enough: ENOUGH });
  });
}

function verdict(kind: ShopGoal, possible: boolean, code: string, counts: Record<string, number>): Readiness {
  return { kind, possible, why: { code, data: counts }, counts };
}

/** Both populations from one pass: the active are buyers too. */
async function populationsAt(reader: Reader, cutOff: Date): Promise<Record<ShopGoal, Population>> {
  const table = await computeFeatures(reader, [ordersLately], { asOf: cutOff, population: buyers });
  const { customers, design, dropped } = table;
  const away = await computeOutcome(reader, noOrder, { cutOff, horizonDays: HORIZON_DAYS, customers });
  const tally = (of: (row: number) => boolean): Population => {
    let [all, gone] = [0, 0];
    away.forEach((left, row) => {
      if (!of(row)) return;
      all++;
      gone += left;
    });
    return { customers: all, away: gone, back: all - gone };
  };
  // Where the history is shorter than the window, everyone who ever ordered has ordered lately.
  return { churn: tally((row) => dropped.length > 0 || design.x.data[row]! > 0), value: tally(() => true) };
}
