import type { Readiness } from "../finding.ts";
import type { Shop } from "../shop.ts";
import { laterReadiness } from "./later-goals.ts";
import { shopReadiness } from "./shop-goals.ts";

/** For every kind of goal: possible, not yet and why, and when it will be. Nothing is trained. */
export async function readReadiness(shop: Shop): Promise<Readiness[]> {
  return [...(await shopReadiness(shop)), ...(await laterReadiness(shop))];
}
