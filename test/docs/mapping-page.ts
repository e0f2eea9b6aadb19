import type { Field, TableSpec } from "../../src/ingest/schema/field.ts";
import { tableSpecs } from "../../src/ingest/schema/tables.ts";

/** The page `docs/reference/mapping.md`, from the tables' specs. `node bin/run.mjs node test/docs/write.ts` writes it. */
export function mappingPage(): string {
  return [
    "# Mapping: fields and the names of columns",
    "",
    "`kindred import FILE --as TABLE` finds the columns by their names (case, spaces and punctuation do not count), then by what they hold;",
    "`--map field=column,…` overrides both, and `--preview` shows the result without storing anything. A column becomes at most one field. The names under “also” count",
    "where no column has a better one. Columns without a header are `#1`, `#2`, ….",
    "",
    ...rules,
    ...tableSpecs.flatMap(tableSection),
  ].join("\n");
}

const rules = [
  "## How files are read",
  "- **Text**: delimiters comma, semicolon, tab, `|` or runs of spaces; quotes `\"` or `'`, doubled or with a backslash inside; UTF-8, UTF-16, Windows-1251,",
  "  Windows-1252 and GB18030; gzip. A first line `sep=;` is heeded, lines above the column names are left out and counted. **Parquet**: any types.",
  "- **Numbers**: `1234.5`, `1,234.50`, `1.234,50`, `1 234,50`, `(12.50)`, `12.50-`, with a currency sign or code on either side. A column that could be read both ways",
  "  (`1,234`) is read as the file's other columns are; where they say nothing, the comma separates thousands.",
  "- **Dates**: ISO 8601 with or without offset (stored in UTC), day and month in either order, month names, `2024年1月5日`, `5 января 2024`, `20240105`, epoch seconds and",
  "  milliseconds, spreadsheet serials. Day or month first is told by numbers above 12, else by the order of the rows; where nothing tells, points and dashes put the day",
  "  first, slashes the month (the day in files with decimal commas, semicolons or names in other scripts), and the report says that this was a guess.",
  "- **Nothing known**: empty cells and `null`, `NaN`, `none`, `N/A`, `nil`, `\\N`, in any case.",
  "- **Limits**: 2,000 columns, 1 MB a field, 2 MB a row; a gz file may grow 200 times. Rows beyond are rejected, files beyond are refused.",
  "",
  "## What becomes of a row",
  "received = stored + duplicates + rejected, always. Rejected rows stand in `rejects/<import>-<table>.csv` of the workspace with line, row, column, value, rule and what to",
  "do. A file read before in the same way adds nothing. Rows that are stored already are duplicates; exact double lines of one file too, except orders that have neither a",
  "number nor a time of day, where two equal rows are two purchases.",
  "",
  "**Orders.** Rows with one order number and customer are one order; without a number each row is one. Amount is price × quantity, rounded once a line to minor units (half",
  "away from zero), or the amount column; an amount that repeats the order's total on each line is counted once. An order is known at its date.",
  "- *Cancellations* (negative quantity or amount, numbers `C…` among plain ones, a cancelled or refunded status) take back the customer's earlier purchase of the product",
  "  from their own date on: of the same order, else the latest with enough left, else several, the latest first, and never more than was bought. The rest is kept and counted.",
  "- *No customer*: kept for totals, not for people. *Price zero*: no purchase. *Postage, fees, discounts, manual entries*: services, told by their description, or by a code",
  "  without digits among codes with digits. *Negative prices, bad debt*: adjustments. *Negative quantity without a price*: corrections of stock.",
  "- *Told again*: a stored order whose line comes with other figures gets a new version, known from the last date of the file that tells it; added lines join the order.",
  "",
];

function tableSection(spec: TableSpec): string[] {
  const rest = {
    attributes:
      "Other columns become attributes of the customer, as text and, where they can be read so, as number.",
    properties: "Other columns become properties of the event.",
    left: "Other columns are left out, and named in the report.",
  }[spec.rest];
  const needs = spec.needs.map((group) => group.map((f) => `\`${f}\``).join(" or ")).join(", ");
  return [
    `## \`${spec.table}\``,
    `${needs ? `Needs ${needs}. ` : ""}${rest}`,
    "",
    "| field | holds | columns named |",
    "|---|---|---|",
    ...spec.fields.map(fieldRow),
    "",
  ];
}

const holds: Readonly<Record<Field["kind"], string>> = {
  id: "key",
  text: "text",
  moment: "date",
  money: "money",
  quantity: "pieces",
  number: "number",
  currency: "currency",
  word: "word",
};

function fieldRow(field: Field): string {
  const also = field.weakNames ? ` · also: ${field.weakNames.join(", ")}` : "";
  const words = Object.entries(field.words ?? {}).map(([meaning, list]) => `${meaning}: ${list.join(", ")}`);
  const said = words.length > 0 ? `<br>words: ${words.join("; ")}` : "";
  return `| \`${field.name}\` | ${holds[field.kind]} | ${field.names.join(", ")}${also}${said} |`;
}
