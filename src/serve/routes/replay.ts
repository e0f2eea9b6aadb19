import { Type } from "typebox";
import { KindredError } from "../../core/errors.ts";
import type { Tracking } from "../../ingest/events/tracking.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Replayed, ReplayRequest } from "../contract/tracking.ts";

/** Refused events tried again, after what refused them was mended. */
export function replayRoutes(tracking: Tracking) {
  return (app: App, { store }: ServeContext): void => {
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
