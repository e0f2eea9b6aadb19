/** What a person says of how a file is to be read; empty where it is to be found. */
export interface ReadingChoice {
  readonly table: string;
  /** field → column, empty for none; null before anything was changed. */
  readonly map: Readonly<Record<string, string>> | null;
  readonly currency: string;
  readonly dateFormat: string;
  readonly sheet: string;
}

interface ReadingRequest {
  readonly table: string;
  readonly map?: Readonly<Record<string, string>>;
  readonly currency?: string;
  readonly dateFormat?: string;
  readonly sheet?: string;
}

export type StoreRequest = ReadingRequest & { readonly mode: "append" | "replace" };

export function readingRequest({ table, map, currency, dateFormat, sheet }: ReadingChoice): ReadingRequest {
  return {
    table,
    ...(map ? { map } : {}),
    ...(currency.trim() ? { currency: currency.trim() } : {}),
    ...(dateFormat.trim() ? { dateFormat: dateFormat.trim() } : {}),
    ...(sheet.trim() ? { sheet: sheet.trim() } : {}),
  };
}
