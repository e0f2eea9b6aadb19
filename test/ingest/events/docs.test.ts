// The reference names every reason and every event by which the code goes, and no other.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogueLabels } from "../../../src/ingest/events/project/catalogue-events.ts";
import { orderLabels } from "../../../src/ingest/events/project/order-events.ts";
import { singleFacts } from "../../../src/ingest/events/project/single-facts.ts";
import { refusalRules } from "../../../src/ingest/events/tracked-event.ts";
import { tracking } from "../../../src/words/en/tracking.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const page = readFileSync(join(root, "docs", "reference", "tracking.md"), "utf8");

/** The codes in the first column of the table below a heading or sentence. */
function column(after: string): string[] {
  const [table = ""] = page
    .slice(page.indexOf(after))
    .split(/\n\n(?!\|)/)
    .filter((part) => part.includes("\n|---|"));
  return table
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...line.split(" | ")[0]!.matchAll(/`([^`]+)`/g)].map((m) => m[1]!));
}

test("reasons for which events are refused", () => {
  expect(column("## Why an event is refused").sort()).toEqual([...refusalRules].sort());
  expect(Object.keys(tracking.rejected).sort()).toEqual([...refusalRules].sort());
  expect(Object.keys(tracking.hints).sort()).toEqual([...refusalRules].sort());
});

test("names that become facts", () => {
  const names = [
    ...Object.keys(orderLabels).filter((label) => label !== "order canceled"),
    ...catalogueLabels,
    ...singleFacts.flatMap((fact) => Object.keys(fact.labels)),
  ];
  expect(
    column("## What becomes of events")
      .map((n) => n.toLowerCase())
      .sort(),
  ).toEqual(names.sort());
});

test("reasons for which events are no facts", () => {
  const rules = singleFacts.flatMap((fact) => Object.keys(fact.refused));
  expect(column("An event whose name says").sort()).toEqual(
    ["order-id-missing", "order-empty", "price-unreadable", ...rules].sort(),
  );
});
