import { deflateSync } from "node:zlib";
import type { Random } from "../../src/core/random.ts";

export type Mutation = (bytes: Buffer, random: Random) => Buffer;

const below = (random: Random, n: number) => Math.floor(random.next() * n);

/** A random piece of the file: where it starts and ends. */
function piece(bytes: Buffer, random: Random, most = 400): [number, number] {
  const from = below(random, bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + below(random, most))];
}

function insert(bytes: Buffer, random: Random, what: Buffer): Buffer {
  const at = below(random, bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => below(random, 256)));
}

const NUMBERS = [
  "1e999",
  "-1e308",
  "99999999999999999999999999",
  "NaN",
  "Infinity",
  "-0",
  "0x1F",
  "1,2,3",
  "١٢٣",
  "½",
];

/** What is done to a file, by name. Each gives another file of what it is given. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "bits flipped": (bytes, random) => {
    const out = Buffer.from(bytes);
    for (let i = below(random, 20); i >= 0; i--) out[below(random, out.length)]! ^= 1 << below(random, 8);
    return out;
  },
  "cut off": (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  "start missing": (bytes, random) => bytes.subarray(below(random, bytes.length)),
  "piece missing": (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  "piece doubled": (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return insert(bytes, random, bytes.subarray(from, to));
  },
  "piece a thousand times": (bytes, random) => {
    const [from, to] = piece(bytes, random);
    return Buffer.concat([
      bytes.subarray(0, to),
      ...Array.from({ length: 1000 }, () => bytes.subarray(from, to)),
      bytes.subarray(to),
    ]);
  },
  "pieces exchanged": (bytes, random) => {
    const [a, b] = [below(random, bytes.length), below(random, bytes.length)].sort((x, y) => x - y) as [
      number,
      number,
    ];
    return Buffer.concat([bytes.subarray(b), bytes.subarray(a, b), bytes.subarray(0, a)]);
  },
  "zeros over a piece": (bytes, random) => {
    const out = Buffer.from(bytes);
    out.fill(0, ...piece(bytes, random));
    return out;
  },
  "noise within": (bytes, random) => insert(bytes, random, noise(random, 1 + below(random, 300))),
  "a huge field": (bytes, random) =>
    insert(bytes, random, Buffer.alloc(1_000_000 + below(random, 2_000_000), "x")),
  "brackets without end": (bytes, random) =>
    insert(bytes, random, Buffer.alloc(100_000, ["[", '{"a":', "<a>", '"', "(", ","][below(random, 6)]!)),
  "another encoding": (bytes, random) => {
    const text = bytes.toString("utf8");
    const kinds = ["utf16le", "latin1", "hex", "base64"] as const;
    const out = Buffer.from(text, kinds[below(random, 2)]);
    if (random.next() < 0.3) return out.length % 2 === 0 ? Buffer.from(out).swap16() : out;
    return random.next() < 0.5 ? out : Buffer.from(bytes.toString(kinds[2 + below(random, 2)]));
  },
  "a mark before": (bytes, random) =>
    Buffer.concat([
      Buffer.from(
        [["efbbbf", "fffe", "feff", "1f8b08", "504b0304", "50415231"][below(random, 6)]!].join(""),
        "hex",
      ),
      bytes,
    ]),
  "strange numbers": (bytes, random) =>
    Buffer.from(
      bytes
        .toString("latin1")
        .replaceAll(/\d+(\.\d+)?/g, (n) =>
          random.next() < 0.2 ? NUMBERS[below(random, NUMBERS.length)]! : n,
        ),
      "latin1",
    ),
  "other line ends": (bytes, random) =>
    Buffer.from(
      bytes
        .toString("latin1")
        .replaceAll(/\r?\n/g, () => ["\r", "\n", "\r\n", "\n\n", "\0", "\u2028"][below(random, 6)]!),
      "latin1",
    ),
  "packed noise behind": (bytes, random) => Buffer.concat([bytes, deflateSync(noise(random, 500))]),
};
