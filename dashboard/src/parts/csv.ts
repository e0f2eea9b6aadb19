import { save } from "../api/client.ts";
import { type Column, csvOf } from "./csv-text.ts";

/** Offers rows to the user to save as a CSV file. */
export function saveCsv<T>(columns: readonly Column<T>[], rows: readonly T[], name: string): void {
  save(new Blob([csvOf(columns, rows)], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}
