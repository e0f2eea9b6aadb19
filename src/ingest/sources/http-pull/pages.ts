import { KindredError } from "../../../core/errors.ts";
import type { HttpPullConfig } from "./config.ts";
import type { Fetched } from "./fetch-page.ts";
import type { Page } from "./page.ts";
import type { Secrets } from "./secrets.ts";

/** The addresses of one pull, page after page. */
export class Pages {
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
      detail: this.#secrets.hide(`next: ${out?.origin ?? address.slice(0, 100)}`),
    });
  }
}
