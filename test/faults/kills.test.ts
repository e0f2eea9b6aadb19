// Nothing acknowledged is lost and nothing is there in part after kill -9 at any moment. 500 by `npm run faults`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { killAtRandom } from "./kills.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kindred-faults-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.concurrent.each(["import", "refresh"] as const)(
  "20 kill -9 at random moments of: %s",
  async (kind) => {
    const own = mkdtempSync(join(folder, kind));
    const report = await killAtRandom(kind, 20, 2026, own);
    expect(report).toMatchObject({ kills: 20, lost: [], half: [], unopened: [] });
    expect(report.told.events).toBeGreaterThan(20);
  },
  600_000,
);
