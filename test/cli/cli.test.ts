import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function kindred(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (d) => {
      out += d;
    });
    child.stderr.on("data", (d) => {
      err += d;
    });
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

/** A small shop's order lines: some customers come every ten days, some stopped, some bought once. */
function shopCsv(): string {
  const lines = ["Order ID;Customer;Date;Product;Quantity;Price"];
  let order = 1000;
  for (let c = 1; c <= 60; c++) {
    const times = c % 3 === 0 ? 1 : c % 3 === 1 ? 20 : 6;
    for (let k = 0; k < times; k++) {
      const day = new Date(Date.UTC(2025, 0, 1 + (c % 7) + k * 10)).toISOString().slice(0, 10);
      const [y, m, d] = day.split("-");
      order++;
      lines.push(`${order};C${c};${d}.${m}.${y};P${(c + k) % 9};${1 + ((c * k) % 4)};${5 + (c % 11)},50`);
    }
  }
  return `${lines.join("\n")}\n`;
}

describe("the command line", () => {
  let folder: string;
  let workspace: string;
  let file: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kindred-cli-"));
    workspace = join(folder, "workspace");
    file = join(folder, "orders.csv");
    writeFileSync(file, shopCsv());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("help names every verb, and every verb's help has an example", async () => {
    const { code, out } = await kindred("--help");
    expect(code).toBe(0);
    const verbs = [
      "demo",
      "import",
      "check",
      "rfm",
      "segment",
      "goal",
      "train",
      "score",
      "explain",
      "refresh",
      "export",
      "serve",
      "doctor",
    ];
    for (const verb of verbs) expect(out).toContain(`  ${verb}`);
    const helps = await Promise.all(
      verbs.map((v) => (v === "goal" ? kindred("goal", "add", "--help") : kindred(v, "--help"))),
    );
    for (const help of helps) expect(help.out).toContain("Example: kindred");
  });

  test("a wrong call exits with 2 and says what is allowed", async () => {
    expect((await kindred("fly")).code).toBe(2);
    expect((await kindred("import", file)).code).toBe(2);
    const negative = await kindred(
      "goal",
      "add",
      "x",
      "--kind",
      "churn",
      "--horizon",
      "-5d",
      "--workspace",
      workspace,
    );
    expect(negative.code).toBe(2);
    expect(negative.err).toContain("--horizon");
    const map = await kindred(
      "import",
      file,
      "--as",
      "orders",
      "--map",
      "customer",
      "--workspace",
      workspace,
    );
    expect(map.code).toBe(2);
    expect(map.err).toContain("field=column");
  });

  test("import, check, rfm, segment and export work on a user's own file", async () => {
    const imported = await kindred(
      "import",
      file,
      "--as",
      "orders",
      "--currency",
      "EUR",
      "--workspace",
      workspace,
      "--json",
    );
    expect(imported.err).not.toMatch(/Error/);
    expect(imported.code).toBe(0);
    const report = JSON.parse(imported.out);
    const rows = shopCsv().trim().split("\n").length - 1;
    expect(report).toMatchObject({
      table: "orders",
      received: rows,
      stored: rows,
      duplicates: 0,
      rejected: 0,
      rejectsFile: null,
    });

    const check = JSON.parse((await kindred("check", "--workspace", workspace, "--json")).out);
    expect(Object.keys(check)).toEqual(expect.arrayContaining(["tables", "findings", "goals"]));
    const rfm = JSON.parse((await kindred("rfm", "--workspace", workspace, "--json")).out);
    expect(rfm.segments.reduce((n: number, s: { size: number }) => n + s.size, 0)).toBe(60);

    const segment = JSON.parse(
      (await kindred("segment", "--groups", "3", "--workspace", workspace, "--json")).out,
    );
    expect(segment).toMatchObject({ method: "k-means", groups: 3 });
    expect(segment.segments.reduce((n: number, s: { size: number }) => n + s.size, 0)).toBe(60);

    const out = join(folder, "rfm.csv");
    const exported = await kindred("export", "rfm", "--to", out, "--workspace", workspace, "--json");
    expect(exported.code).toBe(0);
    expect(readFileSync(out, "utf8").trim().split("\n")).toHaveLength(61);
  });

  test("without a word of goals, train sees to churn and value and says why it refuses; refresh makes the whole", async () => {
    expect(JSON.parse((await kindred("goal", "list", "--workspace", workspace, "--json")).out)).toEqual({
      goals: [],
    });
    const none = await kindred("score", "--workspace", workspace);
    expect(none.out).toContain("kindred train");
    const trained = await kindred("train", "--workspace", workspace, "--json");
    expect(trained.code).toBe(3);
    const { goals } = JSON.parse(trained.out);
    expect(goals.map((g: { goal: string }) => g.goal).sort()).toEqual(["churn", "value"]);
    for (const g of goals)
      expect(g).toMatchObject({ published: false, reason: expect.stringMatching(/day|customer/) });

    const refreshed = await kindred("refresh", "--workspace", workspace, "--json");
    expect(refreshed.code).toBe(3);
    const report = JSON.parse(refreshed.out);
    expect(report.segments.reduce((n: number, s: { size: number }) => n + s.size, 0)).toBe(60);
    const list = JSON.parse((await kindred("goal", "list", "--workspace", workspace, "--json")).out).goals;
    expect(list.map((g: { published: boolean }) => g.published)).toEqual([false, false]);
  });

  test("messages for people come in the asked language", async () => {
    const ru = await kindred("doctor", "--lang", "ru", "--workspace", workspace);
    expect(ru.out).toMatch(/[а-я]{4}/);
    const zh = await kindred(
      "import",
      join(folder, "no-such.csv"),
      "--as",
      "orders",
      "--lang",
      "zh",
      "--workspace",
      workspace,
    );
    expect(zh.code).toBe(1);
    expect(zh.err).toMatch(/\p{Script=Han}{3}/u);
  });

  test("a failure with --json is one JSON document with code, what and next", async () => {
    const failed = await kindred("explain", "churn", "nobody", "--workspace", workspace, "--json");
    expect(failed.code).toBe(1);
    const { error } = JSON.parse(failed.out);
    expect(Object.keys(error)).toEqual(["code", "what", "next", "data"]);
  });
});
