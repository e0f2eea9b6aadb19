import { KindredError } from "../../../core/errors.ts";

const VARIABLE = /\$([A-Z_][A-Z0-9_]*)/g;

/** Passwords and tokens of a source, from the environment; knows them, so that no message has them. */
export class Secrets {
  readonly #source: string;
  readonly #variable: (name: string) => string | undefined;
  readonly #known = new Set<string>();

  constructor(source: string, variable: (name: string) => string | undefined) {
    this.#source = source;
    this.#variable = variable;
  }

  /** @throws source-no-variable */
  value(name: string): string {
    const value = this.#variable(name);
    if (!value) throw new KindredError("source-no-variable", { source: this.#source, variable: name });
    this.keep(value);
    return value;
  }

  /** A token that came from the other side is a secret, too. */
  keep(value: string): void {
    this.#known.add(value);
  }

  /** A text with the values of the variables it names as `$NAME`. */
  fill(text: string): string {
    return text.replace(VARIABLE, (_, name: string) => this.value(name));
  }

  /** The same for every text in a JSON value. */
  fillAll(value: unknown): unknown {
    if (typeof value === "string") return this.fill(value);
    if (Array.isArray(value)) return value.map((v) => this.fillAll(v));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, this.fillAll(v)]));
  }

  /** A message without any of them. */
  hide(text: string): string {
    let out = text;
    for (const secret of this.#known)
      out = out.replaceAll(secret, "…").replaceAll(encodeURIComponent(secret), "…");
    return out;
  }
}
