import { join } from "node:path";
import { KindredError } from "../../../core/errors.ts";
import { positionOf } from "../position.ts";
import type { Json, Pulled, PullRequest, Source } from "../source.ts";
import { Authority } from "./auth.ts";
import type { HttpPullConfig } from "./config.ts";
import { type Fetched, PageFetcher } from "./fetch-page.ts";
import { ItemPosition } from "./item-position.ts";
import type { Item, Page } from "./page.ts";
import { PageReader } from "./page-reader.ts";
import { Secrets } from "./secrets.ts";

/** Pauses before tries that follow a failure, in milliseconds. */
const PAUSES = [500, 2000, 8000, 20_000];

/** A paged JSON API. */
export function httpPullSource(
  name: string,
  config: HttpPullConfig,
  variable: (name: string) => string | undefined,
  folder: string,
): Source {
  return { kind: "http-pull", pull: (request) => pull(name, config, variable, folder, request) };
}

async function pull(
  source: string,
  config: HttpPullConfig,
  variable: (name: string) => string | undefined,
  folder: string,
  request: PullRequest,
): Promise<Pulled> {
  const { into, work } = request;
  const secrets = new Secrets(source, variable);
  const reader = new PageReader(config);
  const fetcher = new PageFetcher({
    source,
    config,
    secrets,
    authority: new Authority(source, config.auth, secrets),
    reader,
    file: join(folder, "tmp", "page.json"),
    pauses: request.pauses ?? PAUSES,
    ...(work.signal ? { signal: work.signal } : {}),
  });
  const from = positionOf(request.cursor);
  const position = config.cursor ? new ItemPosition(from, config.overlap, request.now) : null;
  const pages = new Pages(source, config, secrets, config.cursor ? from.after : null);
  const everything = config.compareKeys === true && !config.cursor;
  let items = 0;
  try {
    for (let url: URL | null = pages.first(); url; ) {
      work.signal?.throwIfAborted();
      const fetched = await fetcher.fetch(url);
      // An item may come again on a later page, when others have come before it meanwhile: its last telling counts.
      into.begin();
      into.setColumns(fetched.page.columns);
      for (const item of fetched.page.items) take(item, config, into, position, everything);
      items += fetched.page.items.length;
      work.onProgress?.("pull", items, 0);
      url = pages.next(url, fetched);
    }
  } finally {
    reader.close();
  }
  return { cursor: (position ? position.next() : null) as Json, complete: everything };
}

function take(
  item: Item,
  config: HttpPullConfig,
  into: PullRequest["into"],
  position: ItemPosition | null,
  everything: boolean,
): void {
  if (everything && item.group !== null && !item.deleted) into.present(item.group);
  if (item.broken) {
    into.refuse(item.group, item.broken);
    return;
  }
  if (config.key && item.group === null) {
    const raw = item.rows[0]?.map((v) => v ?? "").join(" | ") ?? "";
    into.refuse(null, { rule: "value-missing", column: config.key, value: null, raw });
    return;
  }
  if (position?.met(item)) return;
  if (item.deleted) {
    if (item.group !== null) into.remove(item.group);
    return;
  }
  for (const row of item.rows) into.add(item.group, row);
}

/** The addresses of one pull, page after page. */
class Pages {
  readonly #source: string;
  readonly #config: HttpPullConfig;
  readonly #secrets: Secrets;
  readonly #since: string | null;
  #count = 0;
  #items = 0;
  #lastDigest = "";

  constructor(source: string, config: HttpPullConfig, secrets: Secrets, since: string | null) {
    this.#source = source;
    this.#config = config;
    this.#secrets = secrets;
    this.#since = since;
  }

  first(): URL {
    const { url, query, pageSize, cursor, paging } = this.#config;
    const filled = this.#secrets.fill(url);
    if (!URL.canParse(filled))
      throw new KindredError("source-bad-config", {
        source: this.#source,
        path: "url",
        allowed: "https://…",
      });
    const out = new URL(filled);
    for (const [name, value] of Object.entries(query ?? {}))
      out.searchParams.set(name, this.#secrets.fill(value));
    if (pageSize) out.searchParams.set(pageSize.parameter, String(pageSize.value));
    if (cursor && this.#since !== null) out.searchParams.set(cursor.parameter, this.#since);
    if (paging?.type === "page") out.searchParams.set(paging.parameter, String(paging.start ?? 1));
    if (paging?.type === "offset") out.searchParams.set(paging.parameter, "0");
    return out;
  }

  /** The next page's address; null after the last. @throws source-paging-loop, source-page-unreadable */
  next(url: URL, { page, link }: Fetched): URL | null {
    const { paging } = this.#config;
    this.#count++;
    this.#items += page.items.length;
    if (!paging) return null;
    if (page.items.length > 0 && page.digest === this.#lastDigest)
      throw new KindredError("source-paging-loop", { source: this.#source });
    this.#lastDigest = page.digest;
    const out = new URL(url);
    switch (paging.type) {
      case "page":
        out.searchParams.set(paging.parameter, String((paging.start ?? 1) + this.#count));
        return this.#isLast(page) ? null : out;
      case "offset":
        out.searchParams.set(paging.parameter, String(this.#items));
        return this.#isLast(page) ? null : out;
      case "cursor":
        if (page.next === null) return null;
        out.searchParams.set(paging.parameter, page.next);
        return out;
      case "next":
        return page.next === null ? null : this.#elsewhere(url, page.next);
      case "link":
        return link === null ? null : this.#elsewhere(url, link);
    }
  }

  #isLast(page: Page): boolean {
    return page.items.length < (this.#config.pageSize?.value ?? 1);
  }

  /** An address that the other side names: it must be its own, since the password goes there. */
  #elsewhere(url: URL, address: string): URL {
    const out = URL.canParse(address, url) ? new URL(address, url) : null;
    if (out?.origin === url.origin) return out;
    throw new KindredError("source-page-unreadable", {
      source: this.#source,
      detail: `next: ${out?.origin ?? address.slice(0, 100)}`,
    });
  }
}
