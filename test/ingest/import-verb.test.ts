import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixture } from "./workspace.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kindred-verb-"));
  mkdirSync(join(folder, "files", "year=2024"), { recursive: true });
  copyFileSync(fixture("orders.xlsx"), join(folder, "files", "year=2024", "orders.xlsx"));
  copyFileSync(fixture("exports/shopify-orders.csv"), join(folder, "files", "shop.csv"));
  writeFileSync(join(folder, "files", "bad.csv"), "<html></html>");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kindred(...args: string[]) {
  const all = [main, ...args, "--workspace", join(folder, "ws")];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("kindred import", () => {
  test("of a folder: a report for each file, what failed with its sentence, the sum, exit code 3", () => {
    const { status, stdout } = kindred("import", "files", "--as", "orders", "--json");
    expect(status).toBe(3);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      table: "orders",
      received: 12,
      stored: 10,
      duplicates: 0,
      rejected: 2,
      known: [],
      skipped: [],
      failed: [{ file: "bad.csv", code: "file-foreign" }],
    });
    expect(report.failed[0].what).toContain("a web page");
    expect(report.imports.map((r: { file: string }) => r.file)).toEqual([
      "shop.csv",
      join("year=2024", "orders.xlsx"),
    ]);
  });

  test("of a pattern, again, for people: known files, the notes and the sum", () => {
    const { status, stdout } = kindred("import", "files/**/*.{xlsx,csv}", "--as", "orders");
    expect(status).toBe(3);
    expect(stdout).toContain("shop.csv: known, nothing stored twice.");
    expect(stdout).toContain("Recognised as a Shopify export of orders.");
    expect(stdout).toContain("orders: 12 rows received = 0 stored + 10 duplicates + 2 rejected.");
  });

  test("--sheet, --preset, and a preview of a folder", () => {
    const sheet = kindred(
      "import",
      "files/year=2024/orders.xlsx",
      "--as",
      "products",
      "--sheet",
      "Prices",
      "--json",
    );
    expect(JSON.parse(sheet.stdout)).toMatchObject({
      received: 1,
      format: { type: "xlsx", sheet: "Prices" },
    });
    const preset = kindred("import", "files/shop.csv", "--as", "orders", "--preset", "no-such");
    expect(preset).toMatchObject({ status: 2 });
    expect(preset.stderr).toContain("shopify-orders, shopify-orders-json, woocommerce-orders");
    const preview = kindred("import", "files", "--as", "orders", "--preview", "--json");
    expect(preview.status).toBe(1);
    expect(kindred("import", "nothing/*.csv", "--as", "orders").stderr).toContain("nothing/*.csv");
  });
});
