import { Type } from "typebox";
import { listSources, type SourceState, sourceAccount } from "../../ingest/sources/list.ts";
import { unknownSource } from "../../ingest/sources/stored.ts";
import type { Words } from "../../words/index.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { SourcePage, Sources } from "../contract/sources.ts";
import { wordsOf } from "../language.ts";
import { worded } from "../worded.ts";

/** Batches and days of an account that are shown. */
const MOST = 100;

/** Where data come from again and again, and how that is going. */
export function sourceRoutes(app: App, { store, lang, clock }: ServeContext): void {
  app.get(
    "/api/v1/sources",
    {
      schema: {
        summary: "Sources that are synced or send events: as of when, what they brought, what went wrong",
        querystring: LangQuery,
        response: { 200: Sources },
      },
    },
    async (request): Promise<Sources> => {
      const words = wordsOf(request, lang);
      const now = clock.now();
      return { sources: (await listSources(store)).map((s) => stateOf(s, now, words)) };
    },
  );
  app.get(
    "/api/v1/sources/:source",
    {
      schema: {
        summary: "One source with its account, by run and by day",
        params: Type.Object({ source: Type.String() }),
        querystring: LangQuery,
        response: { 200: SourcePage },
      },
    },
    async (request): Promise<SourcePage> => {
      const name = request.params.source;
      const found = (await listSources(store)).find((s) => s.name === name);
      if (!found) throw await unknownSource(store, name);
      const { batches, days } = await sourceAccount(store, name, MOST);
      return {
        source: stateOf(found, clock.now(), wordsOf(request, lang)),
        batches: batches.map((b) => ({
          ...b,
          startedAt: b.startedAt.toISOString(),
          finishedAt: b.finishedAt.toISOString(),
        })),
        days: days.map((d) => ({ ...d, day: d.day.toISOString() })),
      };
    },
  );
}

function stateOf(state: SourceState, now: Date, words: Words): Sources["sources"][number] {
  const { lastError, lastRunAt, asOf } = state;
  return {
    ...state,
    lastRunAt: lastRunAt?.toISOString() ?? null,
    asOf: asOf?.toISOString() ?? null,
    lagSeconds: asOf ? Math.max(0, Math.round((now.getTime() - asOf.getTime()) / 1000)) : null,
    lastError: lastError
      ? worded(
          {
            what: { code: `errors.${lastError.code}.what`, data: lastError.data },
            next: { code: `errors.${lastError.code}.next`, data: lastError.data },
          },
          words,
        )
      : null,
  };
}
