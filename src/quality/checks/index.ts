import type { Finding } from "../finding.ts";
import type { Shop } from "../shop.ts";
import { afterOutcome } from "./after-outcome.ts";
import { attributes } from "./attributes.ts";
import { betweenTables } from "./between-tables.ts";
import { busyCustomers } from "./busy-customers.ts";
import { cancellations } from "./cancellations.ts";
import { currencies } from "./currencies.ts";
import { datesOnly } from "./dates-only.ts";
import { events } from "./events.ts";
import { extremeLines } from "./extreme-lines.ts";
import { freshness } from "./freshness.ts";
import { futureDates } from "./future-dates.ts";
import { historyBreaks } from "./history-breaks.ts";
import { historyLength } from "./history-length.ts";
import { importedRows } from "./imported-rows.ts";
import { impossibleValues } from "./impossible-values.ts";
import { lastDay } from "./last-day.ts";
import { noCustomer } from "./no-customer.ts";
import { noGoods } from "./no-goods.ts";
import { noOrders } from "./no-orders.ts";
import { personalData } from "./personal-data.ts";
import { priceOutliers } from "./price-outliers.ts";
import { products } from "./products.ts";
import { repeatBuyers } from "./repeat-buyers.ts";
import { sharedIdentities } from "./shared-identities.ts";
import { suddenChanges } from "./sudden-changes.ts";
import { withoutOrders } from "./without-orders.ts";

/** A look at one thing in the data: what it finds, nothing where all is as usual. It reads and never writes. */
export type Check = (shop: Shop) => Promise<Finding[]>;

export const checks: readonly Check[] = [
  noOrders,
  futureDates,
  currencies,
  importedRows,
  noCustomer,
  repeatBuyers,
  historyBreaks,
  historyLength,
  freshness,
  lastDay,
  datesOnly,
  cancellations,
  extremeLines,
  priceOutliers,
  noGoods,
  busyCustomers,
  products,
  attributes,
  personalData,
  withoutOrders,
  betweenTables,
  sharedIdentities,
  impossibleValues,
  suddenChanges,
  afterOutcome,
  events,
];
