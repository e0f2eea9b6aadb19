import type { Sentence } from "../core/sentence.ts";
import type { Field } from "./schema/field.ts";
import { tableSpec } from "./schema/tables.ts";

/** Languages that columns are named in. */
export type TemplateLanguage = "en" | "zh" | "ru";

/** A column of a template: its name, and what stands in its two rows of examples. */
interface TemplateColumn {
  /** null for a column of the user's own, such as an attribute. */
  readonly field: string | null;
  readonly name: string | Sentence;
  readonly examples: readonly [string | Sentence, string | Sentence];
}

/** What to send as a table: columns the import knows by their names, in one language, with two rows of examples. */
export interface Template {
  readonly columns: readonly TemplateColumn[];
  /** As spreadsheets of that language have it. */
  readonly delimiter: "," | ";";
}

const script: Readonly<Record<TemplateLanguage, RegExp>> = {
  en: /^[\x20-\x7e]+$/,
  zh: /\p{Script=Han}/u,
  ru: /\p{Script=Cyrillic}/u,
};

/** A key is called a number rather than by the bare thing. */
const numbered: Readonly<Record<TemplateLanguage, RegExp>> = {
  en: / id$/,
  zh: /编号|号$/,
  ru: /^(номер|код) /,
};

const places = {
  en: { currency: "EUR", country: "Germany" },
  zh: { currency: "CNY", country: "中国" },
  ru: { currency: "RUB", country: "Россия" },
} as const;

const text = (what: string): Sentence => ({ code: `ingest.template.${what}`, data: {} });

/** By `table.field`, else by field. */
const examples: Readonly<Record<string, TemplateColumn["examples"]>> = {
  customer: ["C-1001", "C-1002"],
  order: ["50001", "50002"],
  date: ["2025-03-04 10:15", "2025-03-05 18:40"],
  product: ["SKU-17", "SKU-42"],
  description: [text("tea"), text("cup")],
  name: [text("tea"), text("cup")],
  category: [text("drinks"), text("dishes")],
  quantity: ["2", "1"],
  price: ["12.50", "30.00"],
  amount: ["25.00", "30.00"],
  channel: ["web", "shop"],
  "orders.cancelledAt": ["", "2025-03-06 09:00"],
  key: ["7001", "7002"],
  email: ["anna@example.com", "ivan@example.com"],
  phone: ["+49 170 1234567", "+49 170 7654321"],
  registered: ["2024-11-20", "2025-01-15"],
  value: ["card-88", "card-89"],
  "identities.kind": ["card", "card"],
  due: ["2025-04-01", "2025-04-15"],
  paid: ["2025-03-30", ""],
  points: ["120", "-50"],
  "events.name": ["Product Viewed", "Product Added"],
  "events.type": ["track", "track"],
  campaign: [text("campaign"), text("campaign")],
  "messages.channel": ["email", "sms"],
  creative: ["A", "B"],
  rating: ["5", "2"],
  title: [text("pleased"), text("displeased")],
  text: [text("praise"), text("complaint")],
};

/** Meanings of the words in the rows of examples, by `table.field`; "" is no word. */
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  "orders.status": ["", "cancelled"],
  "payments.status": ["paid", "due"],
  "loyalty.kind": ["earned", "spent"],
  "messages.action": ["opened", "sent"],
  "reviews.kind": ["review", "review"],
};

/** Columns that say again what others say. */
const left = new Set(["orders.amount"]);

/** @throws bad-option (no such table) */
export function templateOf(table: string, language: TemplateLanguage): Template {
  const spec = tableSpec(table);
  const columns = spec.fields
    .filter((field) => !left.has(`${table}.${field.name}`))
    .map((field) => ({
      field: field.name,
      name: nameOf(field, language),
      examples: examplesOf(table, field, language),
    }));
  const own: TemplateColumn[] =
    spec.rest === "left"
      ? []
      : [{ field: null, name: text("town"), examples: [text("townOne"), text("townTwo")] }];
  return { columns: [...columns, ...own], delimiter: language === "ru" ? ";" : "," };
}

/** The template as a CSV file; `tell` words its texts. */
export function templateText({ columns, delimiter }: Template, tell: (sentence: Sentence) => string): string {
  const rows = [columns.map((c) => c.name), ...[0, 1].map((i) => columns.map((c) => c.examples[i]!))];
  const lines = rows.map((row) =>
    row.map((cell) => quoted(typeof cell === "string" ? cell : tell(cell), delimiter)).join(delimiter),
  );
  // The mark tells spreadsheets that the text is UTF-8.
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function nameOf(field: Field, language: TemplateLanguage): string {
  const names = field.names.filter((name) => script[language].test(name));
  const key = field.kind === "id" ? names.find((name) => numbered[language].test(name)) : undefined;
  return key ?? names[0] ?? field.name;
}

function examplesOf(table: string, field: Field, language: TemplateLanguage): TemplateColumn["examples"] {
  const { name, words, kind } = field;
  const place = name === "currency" || name === "country" ? places[language][name] : undefined;
  if (place) return [place, place];
  const meant = meanings[`${table}.${name}`];
  if (meant && words) {
    const word = (meaning: string) => {
      const all = words[meaning] ?? [];
      return all.find((w) => script[language].test(w)) ?? all[0] ?? "";
    };
    return [word(meant[0]), word(meant[1])];
  }
  const found = examples[`${table}.${name}`] ?? examples[name] ?? ["", ""];
  if (kind !== "money" || language !== "ru") return found;
  const comma = (cell: string | Sentence) => (typeof cell === "string" ? cell.replace(".", ",") : cell);
  return [comma(found[0]), comma(found[1])];
}
