import { loadProducts } from "./catalogue.ts";
import { loadCustomers } from "./customers.ts";
import { type FactTable, loadFacts } from "./facts.ts";
import { loadIdentities } from "./identities.ts";
import type { Loaded, Loading } from "./loading.ts";
import { loadOrders } from "./orders.ts";

const events: FactTable = {
  table: "events",
  columns: {
    message_id: "r.key",
    source: "'file'",
    customer: "c.customer",
    type: "lower(coalesce(r.type, 'track'))",
    name: "r.name",
    occurred_at: 'r."date"',
    known_at: 'r."date"',
    properties: "x.properties",
  },
  key: "message_id",
  sameBy: ["source"],
  replaces: false,
  at: 'r."date"',
};

const messages: FactTable = {
  table: "messages",
  columns: {
    message_id: "r.key",
    customer: "c.customer",
    campaign: "r.campaign",
    channel: "r.channel",
    creative: "r.creative",
    action: "coalesce(r.action, 'sent')",
    occurred_at: 'r."date"',
    known_at: 'r."date"',
  },
  key: "message_id",
  sameBy: ["action", "occurred_at"],
  replaces: false,
  at: 'r."date"',
};

const reviews = (kind: string): FactTable => ({
  table: "reviews",
  columns: {
    review_id: "r.key",
    customer: "c.customer",
    product: "p.product",
    kind: `coalesce(r.kind, '${kind}')`,
    rating: "r.rating",
    title: "r.title",
    text: "r.text",
    occurred_at: 'r."date"',
    known_at: 'r."date"',
  },
  key: "review_id",
  replaces: true,
  at: 'r."date"',
});

const payments: FactTable = {
  table: "payments",
  columns: {
    payment_id: "r.key",
    customer: "c.customer",
    order_id: 'r."order"',
    due_at: "r.due",
    paid_at: "r.paid",
    amount_minor: "r.amount",
    currency: "r.code",
    status: "r.status",
    known_at: 'coalesce(r."date", least(r.due, r.paid))',
  },
  key: "payment_id",
  replaces: true,
  at: 'coalesce(r."date", least(r.due, r.paid))',
  amount: "amount_minor",
};

const signed = "(CASE WHEN r.kind IN ('spent', 'expired') THEN -abs(r.points) ELSE r.points END)";

const loyalty: FactTable = {
  table: "loyalty",
  columns: {
    entry_id: "r.key",
    customer: "c.customer",
    points: `round(${signed})::BIGINT`,
    kind: "coalesce(r.kind, CASE WHEN r.points < 0 THEN 'spent' ELSE 'earned' END)",
    occurred_at: 'r."date"',
    known_at: 'r."date"',
  },
  key: "entry_id",
  replaces: true,
  at: 'r."date"',
};

/** Facts that come one by one too. */
export const factTables = { messages, reviews: reviews("review"), payments, loyalty } as const;

/** What stores the staged rows of each table. */
export const loaders: Readonly<Record<string, (loading: Loading) => Promise<Loaded>>> = {
  customers: loadCustomers,
  identities: loadIdentities,
  orders: loadOrders,
  products: loadProducts,
  events: (loading) => loadFacts(loading, events),
  messages: (loading) => loadFacts(loading, messages),
  reviews: (loading) => loadFacts(loading, reviews(reviewKind(loading))),
  payments: (loading) => loadFacts(loading, payments),
  loyalty: (loading) => loadFacts(loading, loyalty),
};

/** Ratings in a column called NPS or CSAT are answers to that question. */
function reviewKind({ staged }: Loading): string {
  const column = staged.mapping.find((m) => m.field === "rating")?.column.toLowerCase() ?? "";
  return ["nps", "csat"].find((kind) => column.includes(kind)) ?? "review";
}
