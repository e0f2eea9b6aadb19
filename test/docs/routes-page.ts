import { systemClock } from "../../src/core/clock.ts";
import { Bus } from "../../src/core/events.ts";
import { buildApp } from "../../src/serve/app.ts";
import type { Store } from "../../src/store/store.ts";

interface Schema {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
}

const intro = `# Routes of the API

Made from the code by \`node bin/run.mjs node test/docs/write.ts\`; the same as OpenAPI 3.1 stands at \`/api/v1/openapi.json\` of a running server.

- The server listens on 127.0.0.1 only; elsewhere it needs \`KINDRED_API_KEY\`, and then every call under \`/api\` needs \`Authorization: Bearer <key>\`.
- Answers are JSON. Money is in minor units of the answer's \`currency\`, shares are 0–1, moments are ISO 8601 in UTC. A field that is not known is \`null\`.
- Sentences come as \`{code, data, text}\`: \`text\` is in the language of \`?lang=\` (\`en\`, \`zh\`, \`ru\`), else of \`Accept-Language\`.
- Errors are \`application/problem+json\` (RFC 9457) with \`code\`, \`title\`, \`next\` (what to do) and \`data\`; the codes stand in [errors.md](errors.md).
- Requests with a foreign \`Host\` or \`Origin\` are refused.
`;

/** `docs/reference/routes.md`, from the server's own description of itself. */
export async function routesPage(): Promise<string> {
  // No request is made, so no store is needed to ask the server what it serves.
  const app = await buildApp({ store: {} as Store, bus: new Bus(), clock: systemClock, lang: "en" });
  const { paths = {} } = app.swagger() as unknown as { paths?: Record<string, Record<string, Operation>> };
  await app.close();
  const sections = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => section(method, path, operation)),
  );
  return [intro, ...sections].join("\n");
}

function section(method: string, path: string, { summary, parameters = [] }: Operation): string {
  const shown = parameters.filter((p) => p.name !== "lang");
  const lines = shown.map(
    (p) =>
      `| \`${p.name}\` | ${p.in} | ${allowed(p.schema)} | ${p.schema.default ?? (p.required ? "needed" : "")} |`,
  );
  const table = lines.length
    ? ["", "| parameter | in | allowed | default |", "|---|---|---|---|", ...lines]
    : [];
  return [`## \`${method.toUpperCase()} ${path}\``, `${summary}.`, ...table, ""].join("\n");
}

function allowed(schema: Schema): string {
  if (schema.enum) return schema.enum.map((v) => `\`${v}\``).join(", ");
  if (schema.anyOf) return schema.anyOf.map(allowed).join(", ");
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    return `${schema.minimum} to ${schema.maximum}`;
  if (schema.maxLength !== undefined) return `text, at most ${schema.maxLength} characters`;
  return schema.type === "integer" ? "a whole number" : "text";
}
