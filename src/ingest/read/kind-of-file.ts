import { closeSync, openSync, readSync } from "node:fs";

/** What the first bytes of a file say it is. */
export type FileKind =
  | { readonly kind: "parquet" | "gzip" | "text" | "zip" | "compound" }
  | { readonly kind: "foreign"; readonly what: ForeignFile };

/** Files of other kinds we can name; each has a sentence in the words of `ingest.foreign`. */
export type ForeignFile =
  | "excel-old"
  | "excel-binary"
  | "opendocument"
  | "zip"
  | "archive"
  | "pdf"
  | "image"
  | "database"
  | "arrow"
  | "web-page"
  | "text"
  | "binary";

const magic: readonly (readonly [string, ForeignFile])[] = [
  ["255044462d", "pdf"],
  ["89504e470d0a1a0a", "image"],
  ["ffd8ff", "image"],
  ["47494638", "image"],
  ["53514c69746520666f726d6174", "database"],
  ["4152524f5731", "arrow"],
  ["fea1", "arrow"],
  ["425a68", "archive"],
  ["fd377a585a00", "archive"],
  ["377abcaf271c", "archive"],
  ["526172211a07", "archive"],
  ["28b52ffd", "archive"],
  ["4f4243", "binary"],
  ["4f626a01", "binary"],
];

/** `head` is the start of the file (64 KB is enough). */
export function kindOfFile(head: Buffer): FileKind {
  const hex = head.subarray(0, 16).toString("hex");
  if (hex.startsWith("50415231")) return { kind: "parquet" };
  if (hex.startsWith("1f8b")) return { kind: "gzip" };
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return { kind: "zip" };
  if (hex.startsWith("d0cf11e0a1b11ae1")) return { kind: "compound" };
  for (const [start, what] of magic) if (hex.startsWith(start)) return { kind: "foreign", what };
  return { kind: "text" };
}

/** What an archive is by the names of its files; null for a workbook. */
export function zipContent(names: ReadonlySet<string>): ForeignFile | null {
  if (names.has("xl/workbook.bin")) return "excel-binary";
  if ([...names].some((name) => name.endsWith("workbook.xml"))) return null;
  return names.has("META-INF/manifest.xml") && names.has("content.xml") ? "opendocument" : "zip";
}

/** What readable text is, where it is no table: a web page; null where it may be one. */
export function foreignText(text: string): ForeignFile | null {
  return /^<[!?a-z]/i.test(text.trimStart().slice(0, 2000)) ? "web-page" : null;
}

/** Whether a text starts as JSON with records does. */
export function looksLikeJson(text: string): boolean {
  return /^(\{\s*["}]|\[\s*([{[\]"]|-?\d|true|false|null))/.test(text.trimStart().slice(0, 2000));
}

/** Whether a file is Parquet, by its first bytes. */
export function isParquet(path: string): boolean {
  const fd = openSync(path, "r");
  try {
    const head = Buffer.alloc(4);
    return readSync(fd, head, 0, 4, 0) === 4 && head.toString("latin1") === "PAR1";
  } finally {
    closeSync(fd);
  }
}
