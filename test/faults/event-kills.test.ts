// A server killed at any moment while events come in: none acknowledged is lost, none is stored or counted twice.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { killServers } from "./event-kills.ts";

test("20 kill -9 at random moments of a server that takes events", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kindred-event-faults-"));
  try {
    const report = await killServers(20, 2026, folder);
    expect(report).toMatchObject({ kills: 20, lost: [], half: [], unopened: [] });
    expect(report.told.events).toBeGreaterThan(500);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 600_000);
