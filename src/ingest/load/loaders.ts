import type { Loaded, Loading } from "./loading.ts";
import { loadOrders } from "./orders.ts";

/** What stores the staged rows of each table. */
export const loaders: Readonly<Record<string, (loading: Loading) => Promise<Loaded>>> = {
  orders: loadOrders,
};
