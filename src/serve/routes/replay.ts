import { Type } from "typebox";
import { KindredError } from "../../core/errors.ts";
import type { Tracking } from "../../ingest/events/tracking.ts";
import { replayRejects } from "../../ingest/replay.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { RejectsReplay, RejectsReplayRequest } from "../contract/replay.ts";
import { Replayed, ReplayRequest } from "../contract/tracking.ts";
import { wordsOf } from "../language.ts";
import { worded } from "../worded.ts";

/** Rejected rows and refused events tried again, after what refused them was mended. */
export function replayRoutes(tracking: Tracking) {
  return (app: App, { store, clock, lang }: ServeContext): void => {
    app.post(
      "/api/v1/rejects/replay",
      {
        schema: {
          summary:
            "Read rejected rows and refused events again; those that are good now are stored, none twice",
          querystring: LangQuery,
          body: RejectsReplayRequest,
          response: { 200: RejectsReplay },
        },
      },
      async (request): Promise<RejectsReplay> => {
        const words = wordsOf(request, lang);
        const { import: importId, ...rest } = request.body;
        const report = await replayRejects(store, {
          ...rest,
          ...(importId === undefined ? {} : { importId }),
          clock,
          tell: words.tell,
        });
        return {
          ...report,
          events: [...report.events],
          imports: report.imports.map(({ report: now, at: _at, ...one }) => ({
            ...one,
            account: {
              received: now.received,
              stored: now.stored,
              duplicates: now.duplicates,
              rejected: now.rejected,
            },
            rejected: now.dispositions
              .filter((d) => d.what.code.startsWith("ingest.rejected."))
              .map((d) => ({ rows: d.rows, what: worded(d.what, words) })),
          })),
        };
      },
    );

    app.post(
      "/api/v1/sources/:source/replay",
      {
        schema: {
          summary: "Try the refused events of a source again; none is stored twice",
          params: Type.Object({ source: Type.String({ maxLength: 100 }) }),
          querystring: LangQuery,
          body: ReplayRequest,
          response: { 200: Replayed },
        },
      },
      async (request): Promise<Replayed> => {
        const { source } = request.params;
        const sources = await store.rows<{ name: string }>(
          "SELECT name FROM sources WHERE kind = 'http' ORDER BY name",
        );
        if (!sources.some((s) => s.name === source))
          throw new KindredError("source-unknown", {
            source,
            sources: sources.map((s) => s.name).join(", "),
          });
        return tracking.replay({ source, historical: request.body.historical === true });
      },
    );
  };
}
