import { readThemes } from "../../segments/text/save.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Themes } from "../contract/themes.ts";
import { wordsOf } from "../language.ts";
import { worded } from "../worded.ts";

/** What reviews and posts say. */
export function themeRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/themes",
    {
      schema: {
        summary: "What reviews and posts are about, and how good each language's tone is",
        querystring: LangQuery,
        response: { 200: Themes },
      },
    },
    async (request): Promise<Themes> => {
      const report = await readThemes(store);
      if (!report) return { report: null };
      const { seconds: _, ...told } = report;
      return { report: worded(told, wordsOf(request, lang)) };
    },
  );
}
