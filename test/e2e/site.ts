import type { Browser, Page } from "playwright-core";
import { type RunningServer, startServer } from "../../src/serve/server.ts";
import { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { filledWorkspace } from "../serve/filled.ts";
import { type Look, openWindow } from "./visit.ts";

/** A running server on a filled workspace and one on an empty one, and windows to look at them. */
export interface Site {
  readonly store: Store;
  readonly url: string;
  readonly emptyUrl: string;
  /** A window in English, light, at a desk, unless told otherwise. */
  window(look?: Partial<Look>): Promise<Page>;
  /** What pages wrote to the console or threw since last asked. */
  complaints(): string[];
  /** Closes the windows of the test before. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** A site on the planted shop, or on a workspace that is there already. */
export async function openSite(browser: Browser, workspace?: string): Promise<Site> {
  const filled = workspace ? await opened(workspace) : await filledWorkspace();
  const empty = await freshWorkspace();
  const server = await serve(filled.store);
  const emptyServer = await serve(empty.store);
  const errors: string[] = [];
  const open: (() => Promise<void>)[] = [];
  return {
    store: filled.store,
    url: server.url,
    emptyUrl: emptyServer.url,
    async window(look = {}) {
      const whole = { lang: "en", scheme: "light", width: 1440, ...look } as const;
      const { context, page } = await openWindow(browser, whole, errors);
      open.push(() => context.close());
      return page;
    },
    complaints: () => errors.splice(0),
    async tidy() {
      for (const shut of open.splice(0)) await shut();
    },
    async close() {
      await server.close();
      await emptyServer.close();
      await filled.close();
      await empty.close();
    },
  };
}

async function opened(workspace: string): Promise<{ store: Store; close(): Promise<void> }> {
  const store = await Store.open({ workspace });
  return { store, close: () => store.close() };
}

function serve(store: Store): Promise<RunningServer> {
  return startServer({ store, port: 0, host: "127.0.0.1" });
}
