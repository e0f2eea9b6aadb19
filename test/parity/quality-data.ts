import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type ColumnInfo, zeros } from "../../src/core/matrix.ts";
import type { Labelled } from "../../src/models/estimator.ts";
import golden from "./golden/quality.json" with { type: "json" };
import sets from "./quality-sets.json" with { type: "json" };

/** A flat table with an outcome, as test/parity/quality-sets.json describes it. */
interface QualitySet {
  readonly name: string;
  readonly file: string;
  readonly separator?: string;
  readonly noHeader?: boolean;
  readonly target: string;
  readonly positive: string;
  readonly drop: readonly string[];
}

export const qualitySets: readonly QualitySet[] = sets;

/** What scikit-learn reached: one AUC a fold, repeat by repeat, for the same folds. */
export interface Reference {
  readonly rows: number;
  readonly positive: number;
  readonly folds: string;
  readonly logistic: readonly number[];
  readonly boosting: readonly number[];
}

export const reference = golden.sets as Readonly<Record<string, Reference>>;
export const referencePackage = `${golden.package} ${golden.version}`;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Rows of each of the 25 test folds: two letters a row hold its folds of the 5 repeats as digits to base 5. */
export function testFolds({ rows, folds }: Reference): number[][] {
  const out = Array.from({ length: golden.repeats * golden.folds }, (): number[] => []);
  for (let row = 0; row < rows; row++) {
    let code = LETTERS.indexOf(folds[2 * row]!) * 64 + LETTERS.indexOf(folds[2 * row + 1]!);
    for (let repeat = 0; repeat < golden.repeats; repeat++) {
      out[repeat * golden.folds + (code % golden.folds)]!.push(row);
      code = Math.floor(code / golden.folds);
    }
  }
  return out;
}

/** Reads a set: columns that are numbers wherever they are filled are numbers, the others categories. */
export function readSet(set: QualitySet, path: string): Labelled {
  const lines = parse(gunzipSync(readFileSync(path)).toString("utf8"), set.separator ?? ",");
  const header = set.noHeader ? lines[0]!.map((_, i) => `#${i + 1}`) : lines.shift()!;
  const target = header.indexOf(set.target);
  const kept = header.map((_, i) => i).filter((i) => i !== target && !set.drop.includes(header[i]!));
  const x = zeros(lines.length, kept.length);
  const columns = kept.map((from, to): ColumnInfo => {
    const values = lines.map((line) => known(line[from] ?? ""));
    const name = header[from]!;
    if (values.every((v) => v === null || (v !== "" && Number.isFinite(Number(v))))) {
      values.forEach((v, i) => {
        x.data[i * kept.length + to] = v === null ? Number.NaN : Number(v);
      });
      return { name, kind: "number" };
    }
    const categories = [...new Set(values.filter((v) => v !== null))].sort();
    const codes = new Map(categories.map((category, code) => [category, code]));
    values.forEach((v, i) => {
      x.data[i * kept.length + to] = v === null ? Number.NaN : codes.get(v)!;
    });
    return { name, kind: "category", categories };
  });
  return { x, columns, y: Float64Array.from(lines, (line) => (line[target] === set.positive ? 1 : 0)) };
}

function known(value: string): string | null {
  const trimmed = value.trim();
  return trimmed === "" || trimmed === "NA" || trimmed === "Select" ? null : trimmed;
}

/** Fields of every line; quotes as in RFC 4180. */
function parse(text: string, separator: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[i++];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === separator || c === "\n") {
      line.push(field);
      field = "";
      if (c === "\n") {
        lines.push(line);
        line = [];
      }
    } else if (c !== "\r") field += c;
  }
  if (field !== "" || line.length > 0) lines.push([...line, field]);
  return lines;
}
