/** What stands in a piece of XML, in its order. Names come without their prefix, texts with entities resolved. */
export interface XmlSink {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** No tag of a workbook is longer. */
const MOST_TAG = 1 << 16;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Splits XML into tags and texts, piece by piece, in constant memory: a text may come in several pieces. A document
 * type is refused, so there are no entities but the five of XML and the numbered ones.
 */
export class XmlTokeniser {
  readonly #sink: XmlSink;
  #rest = "";
  #depth = 0;

  constructor(sink: XmlSink) {
    this.#sink = sink;
  }

  /** @throws SyntaxError where it is no XML */
  push(piece: string): void {
    const s = this.#rest.length > 0 ? this.#rest + piece : piece;
    let at = 0;
    for (;;) {
      const open = s.indexOf("<", at);
      if (open < 0) {
        at = this.#looseText(s, at);
        break;
      }
      if (open > at) this.#sink.text(resolved(s.slice(at, open)));
      at = open;
      const next = this.#markup(s, open);
      if (next < 0) {
        if (s.length - open > MOST_TAG) throw new SyntaxError("XML: unclosed tag");
        break;
      }
      at = next;
    }
    this.#rest = at < s.length ? s.slice(at) : "";
  }

  /** @throws SyntaxError where a tag is not closed */
  end(): void {
    if (this.#depth !== 0 || this.#rest.startsWith("<")) throw new SyntaxError("XML: unexpected end");
    this.#rest = "";
  }

  /** Hands on a text whose end has not come yet, but for an entity that may be cut. */
  #looseText(s: string, at: number): number {
    const amp = s.lastIndexOf("&");
    const end = amp >= at && s.length - amp < 12 && !s.includes(";", amp) ? amp : s.length;
    if (end > at) this.#sink.text(resolved(s.slice(at, end)));
    return end;
  }

  /** Reads what starts at `<`; returns where it ends, -1 where that has not come yet. */
  #markup(s: string, open: number): number {
    const c = s.charCodeAt(open + 1);
    if (Number.isNaN(c)) return -1;
    if (c === 33) {
      if (s.startsWith("<!--", open)) return after(s, "-->", open + 4);
      if (s.startsWith("<![CDATA[", open)) {
        const end = s.indexOf("]]>", open);
        if (end >= 0) this.#sink.text(s.slice(open + 9, end));
        return end < 0 ? -1 : end + 3;
      }
      if (s.length - open < 9) return -1;
      throw new SyntaxError("XML: document type");
    }
    if (c === 63) return after(s, "?>", open);
    const end = tagEnd(s, open + 1);
    if (end < 0) return -1;
    if (c === 47) {
      this.#depth--;
      this.#sink.close(localName(s, open + 2, end));
      return end + 1;
    }
    const closed = s.charCodeAt(end - 1) === 47;
    let nameEnd = open + 1;
    while (nameEnd < end && !isBlank(s.charCodeAt(nameEnd)) && s.charCodeAt(nameEnd) !== 47) nameEnd++;
    const name = localName(s, open + 1, nameEnd);
    this.#sink.open(name, nameEnd < end ? s.slice(nameEnd, closed ? end - 1 : end) : "");
    if (closed) this.#sink.close(name);
    else this.#depth++;
    return end + 1;
  }
}

function after(s: string, end: string, from: number): number {
  const at = s.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

/** Where the tag's `>` stands, outside of quotes. */
function tagEnd(s: string, from: number): number {
  let quote = 0;
  for (let i = from; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (quote !== 0) {
      if (c === quote) quote = 0;
    } else if (c === 62) return i;
    else if (c === 34 || c === 39) quote = c;
  }
  return -1;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 10 || c === 13;
}

function localName(s: string, from: number, to: number): string {
  const name = s.slice(from, to).trimEnd();
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

function resolved(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** An attribute of a tag by its local name; null where it has none. */
export function attribute(attributes: string, name: string): string | null {
  for (let from = 0; ; ) {
    const at = attributes.indexOf(`${name}=`, from);
    if (at < 0) return null;
    const before = attributes.charCodeAt(at - 1);
    if (at === 0 || isBlank(before) || before === 58) {
      const open = at + name.length + 1;
      const end = attributes.indexOf(attributes[open]!, open + 1);
      return end < 0 ? null : resolved(attributes.slice(open + 1, end));
    }
    from = at + 1;
  }
}
