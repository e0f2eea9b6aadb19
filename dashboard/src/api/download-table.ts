import { currentLanguage } from "../app/language.ts";
import { download } from "./client.ts";

/** A whole table of the store as a file, in the user's language. */
export function downloadTable(
  table: "actions" | "customers" | "scores",
  format: "csv" | "parquet",
): Promise<void> {
  return download(`export/${table}`, { format, lang: currentLanguage() }, `${table}.${format}`);
}
