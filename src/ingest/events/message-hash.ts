import { hash } from "node:crypto";

/** 96 bits of the MD5 of a message's source and id, as three words. Not for security: it only tells messages apart. */
export interface MessageHash {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** The same as a key of a Map. */
  readonly key: string;
}

export function messageHash(source: string, messageId: string): MessageHash {
  const bytes = hash("md5", `${source}\0${messageId}`, "buffer");
  return {
    a: bytes.readUInt32LE(0),
    b: bytes.readUInt32LE(4),
    c: bytes.readUInt32LE(8),
    key: bytes.toString("latin1", 0, 12),
  };
}

/** SQL: the three words over columns `source` and `message_id`, as `a`, `b`, `c`. */
export const messageHashSql = `(md5_number_upper(source || chr(0) || message_id) & 4294967295)::UINTEGER AS a,
  (md5_number_upper(source || chr(0) || message_id) >> 32)::UINTEGER AS b,
  (md5_number_lower(source || chr(0) || message_id) & 4294967295)::UINTEGER AS c`;
