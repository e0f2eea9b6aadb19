import { expect, test } from "vitest";
import { csvOf } from "../../dashboard/src/parts/csv-text.ts";

interface Row {
  readonly name: string | null;
  readonly figure: number;
}
const columns = [
  { name: "Name", value: (r: Row) => r.name },
  { name: "Figure, in €", value: (r: Row) => r.figure },
];
const lines = (rows: readonly Row[]) => csvOf(columns, rows).slice(1).trimEnd().split("\r\n");

test("starts with the mark by which spreadsheets know UTF-8, then the heads", () => {
  expect(csvOf(columns, []).charCodeAt(0)).toBe(0xfeff);
  expect(lines([])).toEqual(['Name,"Figure, in €"']);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j cannot start a formula", (name) => {
  expect(csvOf(columns, [{ name, figure: -1 }])).toContain(`'${name}`);
});

test("numbers stay numbers, quotes are doubled, what is not known is empty", () => {
  expect(lines([{ name: 'say "hi", twice', figure: -1.5 }])[1]).toBe('"say ""hi"", twice",-1.5');
  expect(lines([{ name: null, figure: 0 }])[1]).toBe(",0");
});
