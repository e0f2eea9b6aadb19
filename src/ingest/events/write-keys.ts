import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";

/** A source of kind http: who may send events, and from which sites. */
export interface HttpSource {
  readonly name: string;
  /** Sites whose pages may send, such as `https://shop.example`; `*` for all. Servers need no site. */
  readonly origins: readonly string[];
  /** Most events a second; none where it is absent. */
  readonly eventsPerSecond?: number;
}

/** Keys are looked up anew after this long, so that a removed source ends soon. */
const KEEP_MS = 2000;

/** Of a random key of 144 bits a plain hash is enough: there is nothing to guess. */
function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/**
 * Makes a source that events may be sent to; returns its write key, which is shown this once and not stored.
 * @throws bad-option where the name or a site is none, source-exists
 */
export async function addHttpSource(store: Store, source: HttpSource, now: Date): Promise<string> {
  const { name, origins, eventsPerSecond } = source;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}$/u.test(name) || name === "file")
    throw new KindredError("bad-option", { option: "NAME", value: name, allowed: "shop-web" });
  for (const origin of origins)
    if (origin !== "*" && !(URL.canParse(origin) && new URL(origin).origin === origin))
      throw new KindredError("bad-option", {
        option: "--origin",
        value: origin,
        allowed: "https://shop.example, *",
      });
  const key = `kindred_${randomBytes(18).toString("base64url")}`;
  await store.tx(async (w) => {
    const [taken] = await w.rows("SELECT name FROM sources WHERE name = $1", [name]);
    if (taken) throw new KindredError("source-exists", { source: name });
    const config = JSON.stringify({ origins, ...(eventsPerSecond ? { eventsPerSecond } : {}) });
    await w.run(
      "INSERT INTO sources (name, kind, config, created_at, updated_at) VALUES ($1, 'http', $2, $3, $3)",
      [name, config, now],
    );
    await w.run("INSERT INTO source_keys VALUES ($1, $2, $3)", [name, keyHash(key), now]);
  });
  return key;
}

/** The sources of kind http by their keys; read anew every other second. */
export class WriteKeys {
  readonly #store: Store;
  readonly #clock: Clock;
  #sources: Promise<ReadonlyMap<string, HttpSource>> | undefined;
  #missed: Promise<ReadonlyMap<string, HttpSource>> | undefined;
  #readMs = 0;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The source of a write key; undefined where there is none. */
  async source(key: string): Promise<HttpSource | undefined> {
    const hash = keyHash(key);
    const known = (await this.#current()).get(hash);
    if (known) return known;
    // It may have been made just now.
    this.#missed ??= this.#renew().finally(() => {
      this.#missed = undefined;
    });
    return (await this.#missed).get(hash);
  }

  /** Whether pages of a site may send events to any source. */
  async allows(origin: string): Promise<boolean> {
    return [...(await this.#current()).values()].some((s) => listsOrigin(s, origin));
  }

  #current(): Promise<ReadonlyMap<string, HttpSource>> {
    const age = Math.abs(this.#clock.now().getTime() - this.#readMs);
    return this.#sources && age <= KEEP_MS ? this.#sources : this.#renew();
  }

  #renew(): Promise<ReadonlyMap<string, HttpSource>> {
    this.#readMs = this.#clock.now().getTime();
    const sources = this.#read();
    this.#sources = sources;
    sources.catch(() => {
      if (this.#sources === sources) this.#sources = undefined;
    });
    return sources;
  }

  async #read(): Promise<ReadonlyMap<string, HttpSource>> {
    const rows = await this.#store.rows<{ key_hash: string; name: string; config: string | null }>(
      "SELECT key_hash, name, config FROM source_keys k JOIN sources s ON s.name = k.source WHERE s.kind = 'http'",
    );
    return new Map(rows.map((row) => [row.key_hash, sourceOf(row.name, row.config)]));
  }
}

export function listsOrigin({ origins }: HttpSource, origin: string): boolean {
  return origins.includes("*") || origins.includes(origin);
}

function sourceOf(name: string, config: string | null): HttpSource {
  const told = JSON.parse(config ?? "{}") as { origins?: unknown; eventsPerSecond?: unknown };
  return {
    name,
    origins: Array.isArray(told.origins) ? told.origins.map(String) : [],
    ...(typeof told.eventsPerSecond === "number" ? { eventsPerSecond: told.eventsPerSecond } : {}),
  };
}
