import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Matrix, zeros } from "../src/core/matrix.ts";
import { Random } from "../src/core/random.ts";

/** A folder for what both sides read, removed at the end. */
export class Shared {
  readonly folder = mkdtempSync(join(tmpdir(), "kindred-bench-"));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes numbers as they lie in memory; returns the file. */
  write(name: string, values: Float32Array): string {
    writeFileSync(this.path(name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return this.path(name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Customers as a boosting bench wants them: 30 columns of several kinds, an outcome of steps, waves and products. */
export function outcomes(rows: number, seed: number, cols = 30): { x: Matrix; y: Float64Array } {
  const random = new Random(seed);
  const x = zeros(rows, cols);
  const y = new Float64Array(rows);
  const v = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < 15; j++) v[j] = random.normal();
    for (let j = 15; j < 20; j++) v[j] = -Math.log(1 - random.next());
    for (let j = 20; j < 25; j++) v[j] = random.int(50);
    for (let j = 25; j < 28; j++) v[j] = random.next();
    v[28] = random.int(6);
    v[29] = Math.round(100 * Math.exp(3 + random.normal())) / 100;
    for (let j = 30; j < cols; j++) v[j] = random.normal();
    x.data.set(v, i * cols);
    const score =
      1.2 * Math.sin(2 * v[0]!) +
      0.6 * v[1]! * Math.max(v[0]!, 0) +
      (v[2]! > 0.3 && v[3]! < 0.5 ? 0.8 : 0) +
      0.6 * Math.log1p(v[15]!) * (1 + v[4]!) -
      0.5 * v[5]! ** 2 +
      0.4 * Math.abs(v[6]!) +
      0.02 * (v[20]! - 25) * Math.sign(v[7]!) +
      (v[25]! * v[26]! > 0.3 ? 0.7 : 0) -
      0.3 * Math.min(v[28]!, 4) +
      (v[8]! > 0 ? 0.2 * Math.log(v[29]! + 1) : 0) +
      (v[16]! > 1 && v[9]! > 0 ? 0.5 * v[10]! : 0) +
      0.15 * v[11]!;
    y[i] = random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { x, y };
}

/** Ten overlapping kinds of customers in 12 correlated, partly skewed columns, standardised. */
export function kindsOfCustomers(rows: number, seed: number): Matrix {
  const random = new Random(seed);
  const cols = 12;
  const kinds = 10;
  const centres = Float64Array.from({ length: kinds * cols }, () => 1.3 * random.normal());
  const mix = Float64Array.from({ length: cols * cols }, (_, i) => {
    const off = (0.6 * random.normal()) / Math.sqrt(cols);
    return Math.floor(i / cols) === i % cols ? 0.6 + off : off;
  });
  const x = zeros(rows, cols);
  const raw = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    const kind = random.int(kinds);
    for (let j = 0; j < cols; j++) raw[j] = random.normal();
    for (let j = 0; j < cols; j++) {
      let value = centres[kind * cols + j]!;
      for (let k = 0; k < cols; k++) value += raw[k]! * mix[k * cols + j]!;
      x.data[i * cols + j] = j < 4 ? Math.sinh(0.6 * value) : value;
    }
  }
  for (let j = 0; j < cols; j++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < rows; i++) {
      const value = x.data[i * cols + j]!;
      sum += value;
      squares += value * value;
    }
    const mean = sum / rows;
    const deviation = Math.sqrt(squares / rows - mean * mean);
    for (let i = 0; i < rows; i++) x.data[i * cols + j] = (x.data[i * cols + j]! - mean) / deviation;
  }
  return x;
}
