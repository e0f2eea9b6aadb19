import { type FactTable, loadFacts } from "../../load/facts.ts";
import { factTables } from "../../load/loaders.ts";
import { literal } from "../../sql.ts";
import { amountMinor, minorUnits } from "../../stage/typed.ts";
import { millionths } from "../../understand/numbers.ts";
import { type Batch, stage } from "./batch.ts";
import { jsonFields } from "./json-fields.ts";

/** How one track call becomes one row of a table of facts. */
interface SingleFact {
  readonly table: keyof typeof factTables;
  /** Names of track calls in lower case, each with what it says. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** SQL by field of the staged row, over `arrived` as `a`; `said(i)` is what the name says. */
  readonly fields: (said: (i: number) => string) => Readonly<Record<string, string>>;
  /** SQL over the staged row: why it is no such fact; checked in their order. */
  readonly refused: Readonly<Record<string, string>>;
}

const read = jsonFields([
  ...[
    "campaign_name",
    "campaign.name",
    "campaign",
    "campaign_id",
    "creative",
    "email_subject",
    "subject",
    "template",
  ],
  ...[
    "content",
    "review_id",
    "reviewId",
    "answer_id",
    "product_id",
    "productId",
    "sku",
    "rating",
    "score",
    "nps",
    "csat",
  ],
  ...[
    "stars",
    "review_title",
    "title",
    "review_body",
    "review",
    "text",
    "comment",
    "feedback",
    "body",
    "payment_id",
  ],
  ...[
    "paymentId",
    "invoice_id",
    "order_id",
    "orderId",
    "due_at",
    "due_date",
    "due",
    "paid_at",
    "paid_date",
    "amount",
  ],
  ...["total", "value", "currency", "entry_id", "entryId", "points"],
]);
const campaign = jsonFields(["campaign.name"]);

const p = (...names: readonly string[]) => read.text("a.p", ...names);
const number = (text: string) =>
  `CASE WHEN isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`;
const moment = (text: string) => `TRY_CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`;
const currency = `upper(${p("currency")})`;

/** Campaign messages by the names of the Segment spec: channel and action. */
const messageLabels: SingleFact["labels"] = {
  "email sent": ["email", "sent"],
  "email delivered": ["email", "delivered"],
  "email opened": ["email", "opened"],
  "email link clicked": ["email", "clicked"],
  "email clicked": ["email", "clicked"],
  "email bounced": ["email", "bounced"],
  "email marked as spam": ["email", "unsubscribed"],
  unsubscribed: ["email", "unsubscribed"],
  "email unsubscribed": ["email", "unsubscribed"],
  "push notification sent": ["push", "sent"],
  "push notification received": ["push", "delivered"],
  "push notification tapped": ["push", "clicked"],
  "push notification opened": ["push", "opened"],
  "push notification bounced": ["push", "bounced"],
  "sms sent": ["sms", "sent"],
  "sms delivered": ["sms", "delivered"],
  "sms link clicked": ["sms", "clicked"],
  "sms unsubscribed": ["sms", "unsubscribed"],
};

const answers = (kind: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, [kind]]));

export const singleFacts: readonly SingleFact[] = [
  {
    table: "messages",
    labels: messageLabels,
    fields: (said) => ({
      key: "a.message_id",
      campaign: `coalesce(${p("campaign_name", "campaign.name", "campaign", "campaign_id")}, ${campaign.text("a.c", "campaign.name")})`,
      channel: said(0),
      creative: p("creative", "email_subject", "subject", "template", "content"),
      action: said(1),
    }),
    refused: {},
  },
  {
    table: "reviews",
    labels: {
      ...answers("review", ["product reviewed", "review submitted", "product rated"]),
      ...answers("nps", ["nps submitted", "nps score submitted", "nps answered", "nps survey answered"]),
      ...answers("csat", ["csat submitted", "csat score submitted", "csat answered", "csat survey answered"]),
      ...answers("post", ["post published", "comment posted"]),
    },
    fields: (said) => ({
      key: `coalesce(${p("review_id", "reviewId", "answer_id")}, a.message_id)`,
      product: p("product_id", "productId", "sku"),
      kind: said(0),
      rating: number(p("rating", "score", "nps", "csat", "stars")),
      title: p("review_title", "title"),
      text: p("review_body", "review", "text", "comment", "feedback", "body"),
    }),
    refused: { "review-empty": "rating IS NULL AND text IS NULL" },
  },
  {
    table: "payments",
    labels: {
      "payment due": ["due"],
      "payment made": ["paid"],
      "payment received": ["paid"],
      "payment completed": ["paid"],
      "payment succeeded": ["paid"],
      "payment overdue": ["overdue"],
      "payment refunded": ["refunded"],
      "payment failed": ["failed"],
    },
    fields: (said) => ({
      key: `coalesce(${p("payment_id", "paymentId", "invoice_id")}, a.message_id)`,
      order: p("order_id", "orderId"),
      due: moment(p("due_at", "due_date", "due")),
      paid: `coalesce(${moment(p("paid_at", "paid_date"))}, CASE WHEN ${said(0)} = 'paid' THEN a.occurred_at END)`,
      amount: `TRY_CAST(${amountMinor(millionths(p("amount", "total", "value")), minorUnits(currency, null))} AS BIGINT)`,
      code: currency,
      status: said(0),
    }),
    refused: { "amount-unreadable": "amount IS NULL" },
  },
  {
    table: "loyalty",
    labels: {
      "points earned": ["earned"],
      "points spent": ["spent"],
      "points redeemed": ["spent"],
      "points expired": ["expired"],
    },
    fields: (said) => ({
      key: `coalesce(${p("entry_id", "entryId")}, a.message_id)`,
      points: number(p("points", "amount")),
      kind: said(0),
    }),
    refused: { "points-unreadable": "points IS NULL" },
  },
];

/** Messages, reviews and answers, payments, loyalty points of the batch; how many rows of each were stored. */
export async function storeSingleFacts(batch: Batch): Promise<Record<string, number>> {
  const stored: Record<string, number> = {};
  for (const fact of singleFacts) {
    const labels = Object.keys(fact.labels).filter((label) => batch.labels.has(label));
    if (labels.length > 0) stored[fact.table] = await store(batch, fact, labels);
  }
  return stored;
}

async function store(batch: Batch, fact: SingleFact, labels: readonly string[]): Promise<number> {
  const { w, now } = batch;
  const said = (i: number) =>
    `(CASE a.label ${labels.map((l) => `WHEN ${literal(l)} THEN ${literal(fact.labels[l]![i]!)}`).join(" ")} END)`;
  const fields = fact.fields(said);
  const columns = Object.entries(fields).map(([name, sql]) => `${sql} AS "${name}"`);
  await w.run(`CREATE OR REPLACE TEMP TABLE single AS
    SELECT a.event_id AS row_number, a.event_id AS line, a.event_id AS h1, a.event_id AS h2, a.profile AS customer,
      a.occurred_at AS "date", a.known_at, a.source, a.message_id, ${columns.join(", ")}
    FROM (SELECT *, ${read.parse("properties")} AS p, ${campaign.parse("context")} AS c
      FROM arrived WHERE type = 'track' AND label IN (${labels.map(literal).join(", ")})) a`);
  for (const [rule, broken] of Object.entries(fact.refused)) {
    await w.run(
      `INSERT INTO fact_refusals SELECT row_number, source, message_id, '${fact.table}', '${rule}', NULL, $1 FROM single WHERE ${broken}`,
      [now],
    );
    await w.run(`DELETE FROM single WHERE ${broken}`);
  }
  const loading = await stage(batch, fact.table, {
    rows: "SELECT * EXCLUDE (source, message_id) FROM single ORDER BY row_number",
    fields: ["customer", "date", ...Object.keys(fields)],
  });
  await w.run("DROP TABLE single");
  return loading ? (await loadFacts(loading, knownWhenReceived(factTables[fact.table]))).stored : 0;
}

/** A fact that comes as an event is known when that was received. */
function knownWhenReceived(table: FactTable): FactTable {
  return { ...table, columns: { ...table.columns, known_at: "r.known_at" }, at: "r.known_at" };
}
