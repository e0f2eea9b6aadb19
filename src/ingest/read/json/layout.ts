/** Where the records of a JSON file are. */
export type JsonLayout =
  /** One record on each line. */
  | { readonly kind: "lines" }
  /** Values one after the other, over several lines. */
  | { readonly kind: "sequence" }
  /** In a list that opens at `at` (characters from the start); `path` names it, "" for the whole file. */
  | { readonly kind: "list"; readonly at: number; readonly path: string };

/** Names of the keys that lead to the list of records, the surest first. */
const LISTS = [
  "orders",
  "customers",
  "products",
  "events",
  "messages",
  "reviews",
  "payments",
  "charges",
  "emails",
  "members",
  "data",
  "records",
  "results",
  "items",
  "rows",
  "value",
  "values",
  "entries",
  "list",
  "hits",
  "content",
];

/** Lists deeper in the file than this are no list of records. */
const MOST_DEPTH = 4;

/** Tells the layout by the start of the file, `whole` where that is all of it; null where there is no record. */
export function jsonLayout(start: string, whole: boolean): JsonLayout | null {
  const first = start.search(/\S/);
  if (isLines(start, whole)) return { kind: "lines" };
  if (start[first] === "[") return { kind: "list", at: first, path: "" };
  const { lists, end } = listsIn(start);
  if (/^\s*\{/.test(start.slice(end))) return { kind: "sequence" };
  const best = lists.toSorted((a, b) => rank(a.path) - rank(b.path))[0];
  if (best) return { kind: "list", ...best };
  return start[first] === "{" ? { kind: "sequence" } : null;
}

function rank(path: string): number {
  const at = LISTS.indexOf(path.split(".").pop()!.toLowerCase());
  return at < 0 ? LISTS.length : at;
}

/** Whether of the first lines two or more, and at least half, are records by themselves. */
function isLines(start: string, whole: boolean): boolean {
  const lines = start.split("\n", 21);
  if (!whole || lines.length === 21) lines.pop();
  const filled = lines.filter((line) => line.trim() !== "");
  const records = filled.filter((line) => {
    if (!/^\s*\{/.test(line) || line.length > 1 << 20) return false;
    try {
      JSON.parse(line);
      return true;
    } catch {
      return false;
    }
  }).length;
  return records >= 2 && 2 * records >= filled.length;
}

interface ListPlace {
  readonly at: number;
  readonly path: string;
}

/** The lists of objects in an object, by their keys, as far as the text goes; and where the object ends. */
function listsIn(text: string): { lists: ListPlace[]; end: number } {
  const lists: ListPlace[] = [];
  const keys: string[] = [];
  const closers: string[] = [];
  const token = /"([^"\\]*(?:\\.[^"\\]*)*)"|[[\]{}:,]/gs;
  let last = "";
  let key = "";
  for (let m = token.exec(text); m; m = token.exec(text)) {
    const t = m[0];
    if (t === ":") key = last;
    else if (t === "{" || t === "[") {
      if (
        t === "[" &&
        closers.every((c) => c === "}") &&
        closers.length <= MOST_DEPTH &&
        holdsRecords(text.slice(m.index, m.index + 200), key)
      )
        lists.push({ at: m.index, path: [...keys.slice(1), key].join(".") });
      keys.push(key);
      closers.push(t === "{" ? "}" : "]");
      if (closers.length > 200) break;
    } else if (t === "}" || t === "]") {
      keys.pop();
      closers.pop();
      if (closers.length === 0) return { lists, end: m.index + 1 };
    } else if (t !== ",") last = m[1]!;
  }
  return { lists, end: text.length };
}

/** Whether a list starts with an object; or has nothing in it, but the name of a list of records. */
function holdsRecords(list: string, key: string): boolean {
  return /^\[\s*\{/.test(list) || (/^\[\s*\]/.test(list) && LISTS.includes(key.toLowerCase()));
}
