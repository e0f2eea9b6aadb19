import { posix } from "node:path";
import { KindredError } from "../../../core/errors.ts";
import type { Limits } from "../../limits.ts";
import { type NumberLook, numberLook } from "./number-format.ts";
import { SharedStrings } from "./shared-strings.ts";
import { attribute, type XmlSink, XmlTokeniser } from "./xml.ts";
import { type Zip, zipChunks } from "./zip.ts";

export interface SheetPlace {
  readonly name: string;
  readonly hidden: boolean;
  /** Its file in the archive. */
  readonly part: string;
}

/** A workbook (ECMA-376, transitional or strict) without the cells of its sheets. */
export interface Workbook {
  readonly zip: Zip;
  /** The sheets with cells, in their order; charts are none. */
  readonly sheets: readonly SheetPlace[];
  /** Days are counted from 1904-01-01. */
  readonly from1904: boolean;
  /** How the cells of each style show numbers. */
  readonly looks: readonly NumberLook[];
  readonly strings: SharedStrings;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** @throws file-damaged, file-inflates, file-password, file-memory-limit */
export async function readWorkbook(zip: Zip, limits: Limits): Promise<Workbook> {
  const main =
    (await relations(zip, "_rels/.rels", "", limits)).find((r) => r.type === "officeDocument")?.target ??
    "xl/workbook.xml";
  const folder = posix.dirname(main);
  const related = await relations(zip, `${folder}/_rels/${posix.basename(main)}.rels`, folder, limits);
  const named: { name: string; state: string; id: string }[] = [];
  let from1904 = false;
  await readPart(zip, main, limits, {
    open(name, attributes) {
      if (name === "sheet")
        named.push({
          name: attribute(attributes, "name") ?? "",
          state: attribute(attributes, "state") ?? "visible",
          id: attribute(attributes, "id") ?? "",
        });
      else if (name === "workbookPr") from1904 = isTrue(attribute(attributes, "date1904"));
    },
    close() {},
    text() {},
  });
  const sheets = named.flatMap(({ name, state, id }): SheetPlace[] => {
    const relation = related.find((r) => r.id === id);
    if (relation?.type !== "worksheet") return [];
    return [{ name, hidden: state !== "visible", part: relation.target }];
  });
  const part = (type: string) => related.find((r) => r.type === type)?.target;
  const strings = new SharedStrings(zip.path, limits);
  const [stringsPart, stylesPart] = [part("sharedStrings"), part("styles")];
  if (stringsPart && zip.entries.has(stringsPart)) await readPart(zip, stringsPart, limits, strings);
  const looks = stylesPart && zip.entries.has(stylesPart) ? await readLooks(zip, stylesPart, limits) : [];
  return { zip, sheets, from1904, looks, strings };
}

async function relations(zip: Zip, part: string, folder: string, limits: Limits): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!zip.entries.has(part)) return found;
  await readPart(zip, part, limits, {
    open(name, attributes) {
      if (name !== "Relationship") return;
      const target = attribute(attributes, "Target") ?? "";
      found.push({
        id: attribute(attributes, "Id") ?? "",
        type: (attribute(attributes, "Type") ?? "").split("/").pop()!,
        target: target.startsWith("/") ? target.slice(1) : posix.join(folder, target),
      });
    },
    close() {},
    text() {},
  });
  return found;
}

async function readLooks(zip: Zip, part: string, limits: Limits): Promise<NumberLook[]> {
  const codes = new Map<number, string>();
  const looks: NumberLook[] = [];
  let cells = false;
  await readPart(zip, part, limits, {
    open(name, attributes) {
      if (name === "numFmt")
        codes.set(Number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode") ?? "");
      else if (name === "cellXfs") cells = true;
      else if (name === "xf" && cells) {
        const id = Number(attribute(attributes, "numFmtId") ?? 0);
        looks.push(numberLook(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") cells = false;
    },
    text() {},
  });
  return looks;
}

/** Reads one file of the archive as XML. @throws file-damaged and the errors of `zipChunks` */
async function readPart(zip: Zip, part: string, limits: Limits, sink: XmlSink): Promise<void> {
  for await (const _ of xmlPieces(zip, part, limits, sink));
}

/** The same piece by piece: what the sink gathered can be taken after each. */
export async function* xmlPieces(
  zip: Zip,
  part: string,
  limits: Limits,
  sink: XmlSink,
): AsyncGenerator<number> {
  const entry = zip.entries.get(part);
  if (!entry) throw new KindredError("file-damaged", { file: zip.path, detail: `ZIP: ${part}: ENOENT` });
  const xml = new XmlTokeniser(sink);
  let decoder: TextDecoder | null = null;
  try {
    for await (const chunk of zipChunks(zip, entry, limits)) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      xml.push(decoder.decode(chunk, { stream: true }));
      yield chunk.length;
    }
    xml.end();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new KindredError(
      "file-damaged",
      { file: zip.path, detail: `${part}: ${cause.message}` },
      { cause },
    );
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function isTrue(value: string | null): boolean {
  return value === "1" || value === "true" || value === "on";
}
