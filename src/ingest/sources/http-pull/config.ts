import type { TableConfig } from "../source.ts";

/** How an API is told who asks. Every value is the name of a variable of the environment. */
export type HttpAuth =
  | { readonly type: "bearer"; readonly tokenEnv: string }
  | { readonly type: "basic"; readonly userEnv: string; readonly passwordEnv: string }
  | {
      readonly type: "api-key";
      readonly header?: string;
      readonly parameter?: string;
      readonly keyEnv: string;
    }
  | {
      readonly type: "oauth2";
      readonly tokenUrl: string;
      readonly clientIdEnv: string;
      readonly clientSecretEnv: string;
      readonly scope?: string;
    };

/** How an API tells the next page. `parameter`: of the query; `path`: where in the body. */
type HttpPaging =
  | { readonly type: "page"; readonly parameter: string; readonly start?: number }
  | { readonly type: "offset"; readonly parameter: string }
  | { readonly type: "cursor"; readonly parameter: string; readonly path: string }
  | { readonly type: "next"; readonly path: string }
  | { readonly type: "link" };

/** A paged JSON API. `$NAME` in url, headers, query and body is a variable of the environment. */
export interface HttpPullConfig extends TableConfig {
  readonly kind: "http-pull";
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON with POST. */
  readonly body?: unknown;
  readonly auth?: HttpAuth;
  readonly paging?: HttpPaging;
  /** Items a page has when it is full: fewer mean the last page. Where not told, an empty page is the last. */
  readonly pageSize?: { readonly parameter: string; readonly value: number };
  /** Where in the body the list of items stands, e.g. `data.orders`; the body itself where not told. */
  readonly items?: string;
  /** Where in an item its lines stand, e.g. `line_items`: one row a line then. */
  readonly lines?: string;
  /** Path of the item's key: an item told again takes the place of its earlier telling. */
  readonly key?: string;
  /** What grows with each change of an item, and the parameter that asks for later ones. */
  readonly cursor?: { readonly path: string; readonly parameter: string };
  /** Path of what marks a deleted item: a time, or true. */
  readonly deleted?: string;
  /** Every sync reads everything (no cursor): what is not there any more was deleted. */
  readonly compareKeys?: boolean;
  /** Seconds (for numbers: values) before the last value that are asked for again. 300 where not told. */
  readonly overlap?: number;
  readonly requestsPerSecond?: number;
  readonly timeoutSeconds?: number;
  /** Largest body of one page. 20 where not told. */
  readonly maxBodyMb?: number;
}
