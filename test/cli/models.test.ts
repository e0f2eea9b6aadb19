import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

function kindred(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (d) => {
      out += d;
    });
    child.stderr.on("data", (d) => {
      err += d;
    });
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

/** Order lines of a year: 90 customers, every other one cooks, the rest garden. */
function ordersCsv(): string {
  const random = new Random(1);
  const lines = ["Order ID;Customer;Date;Product;Description;Quantity;Price"];
  for (let order = 1; order <= 1500; order++) {
    const customer = 1 + random.int(90);
    const day = new Date(Date.UTC(2025, 0, 6 + Math.floor((order / 1500) * 350))).toISOString().slice(0, 10);
    const kind = customer % 2 === 0 ? "kitchen" : "garden";
    const thing = 1 + random.int(30);
    lines.push(`${order};C${customer};${day};${kind[0]}${thing};${kind} thing ${thing};1;${5 + thing}`);
  }
  return `${lines.join("\n")}\n`;
}

function reviewsCsv(): string {
  const lines = ["review id,rating,text"];
  for (let i = 0; i < 120; i++) {
    const [rating, words] =
      i % 2 === 0 ? [5, "wonderful comfortable sofa cushion"] : [1, "terrible late courier delivery"];
    lines.push(
      `r${i},${rating},"I think the ${words} of order ${i} was ${i % 2 === 0 ? "excellent" : "awful"}"`,
    );
  }
  return `${lines.join("\n")}\n`;
}

describe("verbs that reach every model", () => {
  let folder: string;
  let at: string[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "kindred-cli-"));
    at = ["--workspace", join(folder, "ws")];
    writeFileSync(join(folder, "orders.csv"), ordersCsv());
    writeFileSync(join(folder, "reviews.csv"), reviewsCsv());
    for (const table of ["orders", "reviews"]) {
      const { code, err } = await kindred("import", join(folder, `${table}.csv`), "--as", table, ...at);
      expect(code, err).toBe(0);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("segment: each method answers with the fields of the contract", async () => {
    const calls = [
      ["--method", "ward", "--groups", "3"],
      ["--method", "dbscan", "--eps", "1", "--min-samples", "5"],
      ["--method", "hdbscan", "--min-cluster-size", "8"],
    ];
    for (const call of calls) {
      const { code, out, err } = await kindred("segment", ...call, "--json", ...at);
      expect(code, err).toBe(0);
      const found = JSON.parse(out);
      expect(found.method).toBe(call[1]);
      for (const field of ["groups", "silhouette", "stability"]) expect(found[field]).toBeTypeOf("number");
      expect(found.real).toBeTypeOf("boolean");
      expect(found.segments.filter((s: { id: number }) => s.id >= 0)).toHaveLength(found.groups);
      expect(Object.keys(found.segments[0])).toEqual(
        expect.arrayContaining(["id", "name", "size", "share", "value", "traits"]),
      );
    }
    const wrong = await kindred("segment", "--method", "dbscan", "--groups", "3", ...at);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("--method k-means, --method ward");
  });

  test("recommend: a list with reasons, as a table and as JSON; somebody unknown gets one too", async () => {
    const { code, out, err } = await kindred("recommend", "C2", "--n", "4", "--json", ...at);
    expect(code, err).toBe(0);
    const found = JSON.parse(out);
    expect(found).toMatchObject({ customer: "C2", known: true });
    expect(found.recommendations).toHaveLength(4);
    expect(found.recommendations[0]).toMatchObject({ rank: 1, text: expect.any(String) });
    expect(found.recommender.reason).toMatch(/proven/i);
    const told = await kindred("recommend", "stranger", "--n", "2", "--lang", "zh", ...at);
    expect(told.out).toContain("没有这位客户的资料");
    expect((await kindred("recommend", "C2", "--n", "101", ...at)).code).toBe(2);
  });

  test("themes: what is liked and what is not, with how good the tone is", async () => {
    const { code, out, err } = await kindred("themes", "--json", ...at);
    expect(code, err).toBe(0);
    const found = JSON.parse(out);
    expect(found.reviews).toBe(120);
    expect(found.tones[0]).toMatchObject({ lang: "en", published: true });
    expect(found.themes.length).toBeGreaterThan(1);
    expect((await kindred("themes", ...at)).out).toMatch(/less than elsewhere/);
  });

  test("forecast: weeks with bounds; too many weeks ahead are refused with the reason", async () => {
    const { code, out, err } = await kindred("forecast", "--weeks", "3", "--of", "orders", "--json", ...at);
    expect(code, err).toBe(0);
    const found = JSON.parse(out);
    expect(found.weeks).toHaveLength(3);
    for (const { value, low, high } of found.weeks) expect(low <= value && value <= high).toBe(true);
    expect(found.test.origins).toBeGreaterThan(5);
    expect((await kindred("forecast", "--of", "love", ...at)).code).toBe(2);
    expect((await kindred("forecast", "--weeks", "26", ...at)).code).toBe(0);
  });
});
