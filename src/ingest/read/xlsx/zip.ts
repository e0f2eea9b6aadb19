import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { KindredError } from "../../../core/errors.ts";
import type { Limits } from "../../limits.ts";

/** One file of a ZIP archive, as its directory says. */
export interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly checksum: number;
  /** Where its local header starts. */
  readonly at: number;
}

/** The directory of a ZIP archive (APPNOTE 6.3), by the names of its files. */
export interface Zip {
  readonly path: string;
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const UNKNOWN_32 = 0xffffffff;
/** More files than any workbook has; the directory is read at once. */
const MOST_ENTRIES = 20_000;
const DIRECTORY_BYTES = 16 << 20;
const CHUNK_BYTES = 1 << 16;

/** Reads the directory at the end of the file. @throws file-damaged */
export function readZip(path: string): Zip {
  const fd = openSync(path, "r");
  try {
    const size = statSync(path).size;
    const tail = read(fd, Math.max(0, size - 65_557), Math.min(size, 65_557), path);
    const end = lastEnd(tail);
    if (end < 0) throw damaged(path, "ZIP: end of central directory");
    let count = tail.readUInt16LE(end + 10);
    let bytes = tail.readUInt32LE(end + 12);
    let at = tail.readUInt32LE(end + 16);
    if (end >= 20 && tail.readUInt32LE(end - 20) === LOCATOR_64) {
      const wide = read(fd, Number(tail.readBigUInt64LE(end - 12)), 56, path);
      if (wide.readUInt32LE(0) !== END_64) throw damaged(path, "ZIP: central directory");
      count = Number(wide.readBigUInt64LE(32));
      bytes = Number(wide.readBigUInt64LE(40));
      at = Number(wide.readBigUInt64LE(48));
    }
    if (count > MOST_ENTRIES || bytes > DIRECTORY_BYTES || at + bytes > size)
      throw damaged(path, "ZIP: central directory");
    return { path, entries: entriesOf(read(fd, at, bytes, path), count, path) };
  } finally {
    closeSync(fd);
  }
}

function lastEnd(tail: Buffer): number {
  for (let i = tail.length - 22; i >= 0; i--) if (tail.readUInt32LE(i) === END) return i;
  return -1;
}

function entriesOf(directory: Buffer, count: number, path: string): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let p = 0;
  for (let i = 0; i < count; i++) {
    if (p + 46 > directory.length || directory.readUInt32LE(p) !== ENTRY)
      throw damaged(path, "ZIP: central directory");
    const nameBytes = directory.readUInt16LE(p + 28);
    const extraBytes = directory.readUInt16LE(p + 30);
    const next = p + 46 + nameBytes + extraBytes + directory.readUInt16LE(p + 32);
    if (next > directory.length) throw damaged(path, "ZIP: central directory");
    const name = directory.toString("utf8", p + 46, p + 46 + nameBytes).replaceAll("\\", "/");
    const extra = directory.subarray(p + 46 + nameBytes, p + 46 + nameBytes + extraBytes);
    const sizes = wideSizes(extra, directory.readUInt32LE(p + 24), [
      directory.readUInt32LE(p + 20),
      directory.readUInt32LE(p + 42),
    ]);
    entries.set(name, {
      name,
      method: directory.readUInt16LE(p + 10),
      checksum: directory.readUInt32LE(p + 16),
      encrypted: (directory.readUInt16LE(p + 8) & 1) === 1,
      packedBytes: sizes[0],
      at: sizes[1],
    });
    p = next;
  }
  return entries;
}

/** Packed size and place; where they are too large for the directory they stand in the extra field 1. */
function wideSizes(extra: Buffer, unpacked: number, [packed, at]: [number, number]): [number, number] {
  if (packed !== UNKNOWN_32 && at !== UNKNOWN_32) return [packed, at];
  for (let p = 0; p + 4 <= extra.length; p += 4 + extra.readUInt16LE(p + 2)) {
    if (extra.readUInt16LE(p) !== 1) continue;
    const end = Math.min(extra.length, p + 4 + extra.readUInt16LE(p + 2));
    let q = p + 4 + (unpacked === UNKNOWN_32 ? 8 : 0);
    const next = (known: number) => {
      if (known !== UNKNOWN_32 || q + 8 > end) return known;
      q += 8;
      return Number(extra.readBigUInt64LE(q - 8));
    };
    return [next(packed), next(at)];
  }
  return [packed, at];
}

/**
 * The unpacked bytes of one file of the archive.
 * @throws file-inflates where it grows beyond reason, file-password, file-damaged
 */
export async function* zipChunks(zip: Zip, entry: ZipEntry, limits: Limits): AsyncGenerator<Buffer> {
  const { path } = zip;
  if (entry.encrypted) throw new KindredError("file-password", { file: path });
  if (entry.method !== 0 && entry.method !== 8)
    throw damaged(path, `ZIP: compression method ${entry.method} (${entry.name})`);
  if (entry.packedBytes === 0) return;
  const from = entry.at + localHeaderBytes(path, entry);
  const file = createReadStream(path, {
    start: from,
    end: from + entry.packedBytes - 1,
    highWaterMark: CHUNK_BYTES,
  });
  const most = Math.max(limits.inflateFreeBytes, entry.packedBytes * limits.inflateRatio);
  const unpacked =
    entry.method === 0 ? file : pipeline(file, createInflateRaw({ chunkSize: CHUNK_BYTES }), () => {});
  let bytes = 0;
  let checksum = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      checksum = crc32(chunk, checksum);
      if (bytes > most) throw new KindredError("file-inflates", { file: path, mb: Math.round(most / 1e6) });
      yield chunk;
    }
    if (checksum !== entry.checksum) throw damaged(path, `ZIP: CRC-32 (${entry.name})`);
  } catch (cause) {
    if (cause instanceof KindredError) throw cause;
    throw damaged(
      path,
      `ZIP: ${entry.name}: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  } finally {
    file.destroy();
  }
}

function localHeaderBytes(path: string, entry: ZipEntry): number {
  const fd = openSync(path, "r");
  try {
    const header = read(fd, entry.at, 30, path);
    if (header.readUInt32LE(0) !== LOCAL) throw damaged(path, `ZIP: local header (${entry.name})`);
    return 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    closeSync(fd);
  }
}

function read(fd: number, at: number, count: number, path: string): Buffer {
  if (!Number.isSafeInteger(at) || at < 0) throw damaged(path, "ZIP: central directory");
  const bytes = Buffer.alloc(count);
  if (readSync(fd, bytes, 0, count, at) < count) throw damaged(path, "ZIP: unexpected end");
  return bytes;
}

function damaged(file: string, detail: string, cause?: unknown): KindredError {
  return new KindredError("file-damaged", { file, detail }, { cause });
}
