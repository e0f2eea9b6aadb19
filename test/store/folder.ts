import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Store, type StoreOptions } from "../../src/store/store.ts";

/** An empty folder that goes when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kindred-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a new workspace, or in the one given; closed when the test ends. */
export async function openStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await Store.open({
    workspace: join(newFolder(), "ws"),
    memoryLimitMb: 200,
    minFreeDiskMb: 0,
    ...options,
  });
  onTestFinished(() => store.close());
  return store;
}
