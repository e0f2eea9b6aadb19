import { KindredError } from "../../../core/errors.ts";
import type { HttpPullConfig } from "./config.ts";
import { Secrets } from "./secrets.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a setting may be: a text for people, and a test. */
interface Rule {
  readonly allowed: string;
  readonly is: (value: unknown) => boolean;
  readonly needed?: true;
}

const text = (allowed = "a text"): Rule => ({ allowed, is: (v) => typeof v === "string" && v !== "" });
const number = (min: number, max: number): Rule => ({
  allowed: `${min} … ${max}`,
  is: (v) => typeof v === "number" && v >= min && v <= max,
});
const oneOf = (...words: string[]): Rule => ({
  allowed: words.join(", "),
  is: (v) => typeof v === "string" && words.includes(v),
});
const texts: Rule = {
  allowed: '{"name": "value"}',
  is: (v) => isObject(v) && Object.values(v).every((x) => typeof x === "string"),
};
const object: Rule = { allowed: "{ … }", is: isObject };
const flag: Rule = { allowed: "true, false", is: (v) => typeof v === "boolean" };
const anything: Rule = { allowed: "JSON", is: () => true };
const need = (rule: Rule): Rule => ({ ...rule, needed: true });
const url = need({
  allowed: "https://…",
  is: (v) => typeof v === "string" && (/^https?:\/\//.test(v) || /^\$[A-Z]/.test(v)),
});
const variableName = need({
  allowed: "NAME_OF_A_VARIABLE",
  is: (v) => typeof v === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(v),
});

const settings: Readonly<Record<string, Rule>> = {
  kind: oneOf("http-pull"),
  as: need(text("customers, orders, products, …")),
  map: texts,
  dateFormat: text(),
  currency: text("EUR"),
  everySeconds: number(10, 31_536_000),
  url,
  method: oneOf("GET", "POST"),
  headers: texts,
  query: texts,
  body: anything,
  auth: object,
  paging: object,
  pageSize: object,
  items: text("data.orders"),
  lines: text("line_items"),
  key: text("id"),
  cursor: object,
  deleted: text("deleted_at"),
  compareKeys: flag,
  overlap: number(0, 31_536_000),
  requestsPerSecond: number(0.001, 1000),
  timeoutSeconds: number(1, 3600),
  maxBodyMb: number(0.001, 100),
};

const inner: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Rule>>>>>> = {
  auth: {
    bearer: { tokenEnv: variableName },
    basic: { userEnv: variableName, passwordEnv: variableName },
    "api-key": { keyEnv: variableName, header: text("x-api-key"), parameter: text("key") },
    oauth2: { tokenUrl: url, clientIdEnv: variableName, clientSecretEnv: variableName, scope: text() },
  },
  paging: {
    page: { parameter: need(text("page")), start: number(0, 1) },
    offset: { parameter: need(text("offset")) },
    cursor: { parameter: need(text("cursor")), path: need(text("meta.next")) },
    next: { path: need(text("links.next")) },
    link: {},
  },
};

/** Names of headers and parameters that hold secrets. */
const SECRET_NAME = /authori[sz]ation|^auth$|token|secret|passw|api[-_]?key|^key$|cookie|session/i;

/**
 * Checks the settings of an API, so that what is wrong is told now, and that no password stands in them.
 * @throws source-bad-config, source-secret-in-config, source-no-variable
 */
export function checkConfig(
  source: string,
  config: HttpPullConfig,
  variable: (name: string) => string | undefined,
): void {
  const all = config as unknown as Json;
  check(source, "", all, settings);
  for (const [part, kinds] of Object.entries(inner)) {
    const value = all[part] as Json | undefined;
    if (!value) continue;
    const kind = kinds[String(value.type)];
    if (!kind) throw bad(source, `${part}.type`, Object.keys(kinds).join(", "));
    check(source, `${part}.`, value, { type: oneOf(...Object.keys(kinds)), ...kind });
  }
  if (all.pageSize)
    check(source, "pageSize.", all.pageSize as Json, {
      parameter: need(text("limit")),
      value: need(number(1, 100_000)),
    });
  if (all.cursor)
    check(source, "cursor.", all.cursor as Json, {
      path: need(text("updated_at")),
      parameter: need(text("updated_since")),
    });
  if (config.compareKeys && (config.cursor || !config.key))
    throw bad(source, "compareKeys", "key, no cursor");
  if (config.deleted && !config.key) throw bad(source, "key", "id");
  requireNoSecrets(source, config);
  const secrets = new Secrets(source, variable);
  secrets.fillAll([config.url, config.headers ?? {}, config.query ?? {}, config.body ?? null]);
  for (const [name, value] of Object.entries(config.auth ?? {}))
    if (name.endsWith("Env")) secrets.value(value);
}

function check(source: string, at: string, value: Json, rules: Readonly<Record<string, Rule>>): void {
  for (const [name, v] of Object.entries(value)) {
    const rule = rules[name];
    if (!rule) throw bad(source, at + name, Object.keys(rules).join(", "));
    if (!rule.is(v)) throw bad(source, at + name, rule.allowed);
  }
  for (const [name, rule] of Object.entries(rules))
    if (rule.needed && value[name] === undefined) throw bad(source, at + name, rule.allowed);
}

function requireNoSecrets(source: string, config: HttpPullConfig): void {
  const refuse = (path: string) => {
    throw new KindredError("source-secret-in-config", { source, path });
  };
  for (const part of ["headers", "query"] as const)
    for (const [name, value] of Object.entries(config[part] ?? {}))
      if (SECRET_NAME.test(name) && !/\$[A-Z_]/.test(value)) refuse(`${part}.${name}`);
  for (const address of [config.url, config.auth?.type === "oauth2" ? config.auth.tokenUrl : ""]) {
    if (!URL.canParse(address)) continue;
    const { password, searchParams } = new URL(address);
    if (password !== "" && !/\$[A-Z_]/.test(decodeURIComponent(password))) refuse("url");
    for (const [name, value] of searchParams)
      if (SECRET_NAME.test(name) && !/\$[A-Z_]/.test(value)) refuse(`url: ${name}`);
  }
  const look = (value: unknown, path: string): void => {
    if (!isObject(value)) return;
    for (const [name, v] of Object.entries(value)) {
      if (typeof v === "string" && SECRET_NAME.test(name) && !/\$[A-Z_]/.test(v)) refuse(`${path}.${name}`);
      look(v, `${path}.${name}`);
    }
  };
  look(config.body, "body");
}

function bad(source: string, path: string, allowed: string): KindredError {
  return new KindredError("source-bad-config", { source, path, allowed });
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
