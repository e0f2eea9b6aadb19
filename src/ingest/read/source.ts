import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { KindredError } from "../../core/errors.ts";
import type { Limits } from "../limits.ts";
import { byteOrderMark, type Encoding, guessEncoding, newlines, Utf8Check } from "./encoding.ts";
import { foreignText, kindOfFile, looksLikeJson, zipContent } from "./kind-of-file.ts";
import { readZip } from "./xlsx/zip.ts";

const HEAD_BYTES = 1 << 20;
const CHUNK_BYTES = 1 << 18;

/** What the bytes of a file are, before its text is understood. */
export interface Source {
  readonly path: string;
  readonly type: "text" | "json" | "parquet" | "xlsx";
  readonly gzip: boolean;
  /** SHA-256 of the content (of a gz file: of what is inside). */
  readonly hash: string;
  /** Bytes of the content. */
  readonly bytes: number;
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly mark: number;
  /** The first bytes of the content. */
  readonly head: Buffer;
}

/** Reads the file once: its kind, its hash, and its encoding by all of it. */
export async function inspectSource(path: string, limits: Limits): Promise<Source> {
  const first = firstBytes(path, 65_536);
  if (first.length === 0) throw new KindredError("file-empty", { file: path });
  const kind = kindOfFile(first);
  if (kind.kind === "foreign") throw new KindredError("file-foreign", { file: path, what: kind.what });
  if (kind.kind === "compound") throw await compoundError(path, limits);
  if (kind.kind === "zip") {
    const foreign = zipContent(new Set(readZip(path).entries.keys()));
    if (foreign) throw new KindredError("file-foreign", { file: path, what: foreign });
    return binarySource(path, "xlsx", first, limits);
  }
  if (kind.kind === "parquet") return binarySource(path, "parquet", first, limits);
  return inspectText(path, kind.kind === "gzip", limits);
}

async function binarySource(
  path: string,
  type: "parquet" | "xlsx",
  head: Buffer,
  limits: Limits,
): Promise<Source> {
  const hash = createHash("sha256");
  for await (const chunk of chunks(path, false, limits)) hash.update(chunk);
  const bytes = statSync(path).size;
  return { path, type, gzip: false, hash: hash.digest("hex"), bytes, encoding: "utf-8", mark: 0, head };
}

const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");

/** Office files of old, and new ones behind a password, are in the same container: its directory names the latter. */
async function compoundError(path: string, limits: Limits): Promise<KindredError> {
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks(path, false, limits)) {
    const bytes = Buffer.concat([before, chunk]);
    if (bytes.includes(ENCRYPTED)) return new KindredError("file-password", { file: path });
    before = bytes.subarray(-ENCRYPTED.length);
  }
  return new KindredError("file-foreign", { file: path, what: "excel-old" });
}

async function inspectText(path: string, gzip: boolean, limits: Limits): Promise<Source> {
  const hash = createHash("sha256");
  const utf8 = new Utf8Check();
  const head: Buffer[] = [];
  let headBytes = 0;
  let bytes = 0;
  let beyondAscii: Buffer | null = null;
  for await (const chunk of chunks(path, gzip, limits)) {
    hash.update(chunk);
    if (headBytes < HEAD_BYTES) {
      head.push(chunk);
      headBytes += chunk.length;
    }
    const wasValid = utf8.valid;
    utf8.push(chunk);
    if (wasValid && !utf8.valid) beyondAscii = Buffer.from(chunk);
    bytes += chunk.length;
  }
  utf8.end();
  const start = Buffer.concat(head);
  if (bytes === 0) throw new KindredError("file-empty", { file: path });
  if (gzip) {
    const inner = kindOfFile(start);
    if (inner.kind !== "text") {
      const what = inner.kind === "foreign" ? inner.what : inner.kind === "gzip" ? "archive" : "zip";
      throw new KindredError("file-foreign", { file: path, what });
    }
    if (start.subarray(257, 262).toString("latin1") === "ustar")
      throw new KindredError("file-foreign", { file: path, what: "archive" });
  }
  const mark = byteOrderMark(start);
  const encoding = encodingOf(path, mark?.encoding ?? null, utf8, start, beyondAscii);
  const text = new TextDecoder(encoding).decode(start.subarray(mark?.bytes ?? 0, 65_536));
  const foreign = foreignText(text) ?? (looksBinary(text) ? "binary" : null);
  if (foreign) throw new KindredError("file-foreign", { file: path, what: foreign });
  if (text.trim() === "" && bytes <= HEAD_BYTES) throw new KindredError("file-empty", { file: path });
  return {
    path,
    type: looksLikeJson(text) ? "json" : "text",
    gzip,
    hash: hash.digest("hex"),
    bytes,
    encoding,
    mark: mark?.bytes ?? 0,
    head: start,
  };
}

function encodingOf(
  path: string,
  marked: Encoding | null,
  utf8: Utf8Check,
  head: Buffer,
  beyondAscii: Buffer | null,
): Encoding {
  if (marked && marked !== "utf-8") return marked;
  if (utf8.valid) return head.includes(0) ? (guessEncoding(head) ?? "utf-8") : "utf-8";
  if (marked === "utf-8")
    throw new KindredError("file-encoding-broken", { file: path, line: utf8.brokenLine });
  const sample =
    beyondAscii && !head.subarray(0, beyondAscii.length).equals(beyondAscii) ? beyondAscii : head;
  const guess = guessEncoding(sample);
  if (guess) return guess;
  if (looksBinary(new TextDecoder("latin1").decode(head.subarray(0, 65_536))))
    throw new KindredError("file-foreign", { file: path, what: "binary" });
  throw new KindredError("file-encoding-broken", { file: path, line: utf8.brokenLine });
}

/** More than 1 in 200 control characters that no text holds. */
function looksBinary(text: string): boolean {
  let control = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 32 && c !== 9 && c !== 10 && c !== 13 && c !== 12) control++;
  }
  return control * 200 > text.length;
}

/** The content's text as UTF-8, chunk by chunk, without its byte order mark. */
export async function* utf8Chunks(source: Source, limits: Limits): AsyncGenerator<Buffer> {
  let skip = source.mark;
  const decoder = source.encoding === "utf-8" ? null : new TextDecoder(source.encoding, { fatal: true });
  let line = 1;
  const decode = (bytes: Buffer, more: boolean): Buffer => {
    try {
      const text = Buffer.from(decoder!.decode(bytes, { stream: more }), "utf8");
      line += newlines(text);
      return text;
    } catch (cause) {
      throw new KindredError("file-encoding-broken", { file: source.path, line }, { cause });
    }
  };
  for await (let chunk of chunks(source.path, source.gzip, limits)) {
    if (skip > 0) {
      const cut = Math.min(skip, chunk.length);
      skip -= cut;
      chunk = chunk.subarray(cut);
    }
    yield decoder ? decode(chunk, true) : chunk;
  }
  if (decoder) yield decode(Buffer.alloc(0), false);
}

/** The start of the text as UTF-8, up to a megabyte. */
export async function firstText(source: Source, limits: Limits): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of utf8Chunks(source, limits)) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes >= 1 << 20) break;
  }
  return Buffer.concat(parts);
}

/** The content's bytes: of a gz file what is inside, stopped where it grows beyond reason. */
async function* chunks(path: string, gzip: boolean, limits: Limits): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!gzip) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const most = Math.max(limits.inflateFreeBytes, statSync(path).size * limits.inflateRatio);
  const inflated = pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
  let bytes = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new KindredError("file-inflates", { file: path, mb: Math.round(most / 1e6) });
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof KindredError) throw cause;
    throw new KindredError("file-damaged", { file: path, detail: messageOf(cause) }, { cause });
  } finally {
    file.destroy();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstBytes(path: string, count: number): Buffer {
  const fd = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(fd, bytes, 0, count, 0));
  } finally {
    closeSync(fd);
  }
}
