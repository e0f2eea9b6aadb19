/** What a field holds, and so how its column is read. */
type FieldKind =
  /** A key as text; `17850.0` in a column of whole numbers is `17850`. */
  | "id"
  | "text"
  /** A moment in UTC. */
  | "moment"
  /** Money, read as a number; the table's rules make minor units of it. */
  | "money"
  /** A number of pieces. */
  | "quantity"
  | "number"
  /** A currency code or sign. */
  | "currency"
  /** One of a closed list; `words` says which words mean which. */
  | "word";

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Names of columns that mean it, in English, Chinese and Russian; case, spaces and punctuation do not count. */
  readonly names: readonly string[];
  /** Weaker names: they may mean another field too, and count where nothing better is there. */
  readonly weakNames?: readonly string[];
  /** A synonym at the end or the start of a longer column name counts too. */
  readonly loose?: boolean;
  /** A row without it is rejected. */
  readonly required?: true;
  /** For `word`: meaning → the words for it (compared as names are). */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

export interface TableSpec {
  readonly table: string;
  readonly fields: readonly Field[];
  /** What becomes of columns that are no field. */
  readonly rest: "attributes" | "properties" | "left";
  /** Names of the lists within a JSON record whose entries are rows of this table. */
  readonly lists?: readonly string[];
  /** What the columns of such a list are called with before their own name. */
  readonly entry?: string;
  /** A record whose list is empty tells nothing of this table. */
  readonly entriesOnly?: true;
  /** Each group: one of these fields must have a column, else the file cannot be imported. */
  readonly needs: readonly (readonly string[])[];
}

/** A list of names written with commas, one text a language: English, Chinese, Russian. */
export function named(...languages: readonly string[]): readonly string[] {
  return languages.flatMap((list) => list.split(",").map((name) => name.replace(/\s+/g, " ").trim()));
}
