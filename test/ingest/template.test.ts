import { afterAll, beforeAll, expect, test } from "vitest";
import { tableSpecs } from "../../src/ingest/schema/tables.ts";
import { templateOf, templateText } from "../../src/ingest/template.ts";
import { languages, words } from "../../src/words/index.ts";
import { accounts, Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
});
afterAll(() => ws.close());

test.each(tableSpecs.flatMap((spec) => languages.map((lang) => [spec.table, lang] as const)))(
  "%s in %s: every column is found by its name, and both rows of examples are stored",
  async (table, lang) => {
    const template = templateOf(table, lang);
    const { tell } = words(lang);
    const text = templateText(template, tell);
    const file = ws.file(text);
    const report = await ws.importHere(file, table, "replace");
    const wanted = template.columns.filter((c) => c.field !== null);
    expect(Object.fromEntries(report.mapping.map((m) => [m.field, m.column]))).toEqual(
      Object.fromEntries(wanted.map((c) => [c.field, typeof c.name === "string" ? c.name : tell(c.name)])),
    );
    expect(report.mapping.map((m) => m.by).filter((by) => by !== "name")).toEqual([]);
    expect(report).toMatchObject({ received: 2, stored: 2, rejected: 0 });
    expect(accounts(report)).toEqual({ sum: 2, told: 2 });
    expect(text).not.toContain("ingest.template");
  },
);
