/** Model states as JSON: typed arrays become `{"$array": "Float64Array", "base64": …}`, little-endian, bit for bit. */

const kinds = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
};
type Kind = keyof typeof kinds;

interface EncodedArray {
  readonly $array: Kind;
  readonly base64: string;
}

export function encodeState(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const name = value.constructor.name as Kind;
    if (!(name in kinds)) throw new TypeError(`a model state cannot hold a ${name}`);
    const bytes = Buffer.from(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
    return { $array: name, base64: bytes.toString("base64") } satisfies EncodedArray;
  });
}

export function decodeState(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$array" in value)) return value;
    const { $array, base64 } = value as EncodedArray;
    const bytes = Buffer.from(base64, "base64");
    const copy = new ArrayBuffer(bytes.length);
    new Uint8Array(copy).set(bytes);
    return new kinds[$array](copy);
  });
}
