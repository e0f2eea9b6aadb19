import { join } from "node:path";
import type { Work } from "../../../core/progress.ts";
import { positionOf } from "../position.ts";
import type { Json, Pulled, PullRequest, Source } from "../source.ts";
import { Authority } from "./auth.ts";
import type { HttpPullConfig } from "./config.ts";
import { PageFetcher } from "./fetch-page.ts";
import { ItemPosition } from "./item-position.ts";
import type { Item, Page } from "./page.ts";
import { PageReader } from "./page-reader.ts";
import { Pages } from "./pages.ts";
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
  return { pull: (request) => pull(name, config, variable, folder, request) };
}

/** The first page as it is now. @throws source-… */
export async function firstPage(
  source: string,
  config: HttpPullConfig,
  variable: (name: string) => string | undefined,
  folder: string,
): Promise<Page> {
  const secrets = new Secrets(source, variable);
  const reader = new PageReader(config);
  try {
    const fetcher = fetcherOf(source, config, secrets, reader, folder, [], {});
    return (await fetcher.fetch(new Pages(source, config, secrets, null).first())).page;
  } finally {
    reader.close();
  }
}

function fetcherOf(
  source: string,
  config: HttpPullConfig,
  secrets: Secrets,
  reader: PageReader,
  folder: string,
  pauses: readonly number[],
  { signal }: Work,
): PageFetcher {
  return new PageFetcher({
    source,
    config,
    secrets,
    authority: new Authority(source, config.auth, secrets),
    reader,
    file: join(folder, "page.json"),
    pauses,
    ...(signal ? { signal } : {}),
  });
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
  const pauses = request.pauses ?? PAUSES;
  const fetcher = fetcherOf(source, config, secrets, reader, join(folder, "tmp"), pauses, work);
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
