import { acceptMerge, refuseMerge, undoMerge } from "../../ingest/identity/decide.ts";
import { readApart, readMerges } from "../../ingest/identity/merges.ts";
import { proposeMerges } from "../../ingest/identity/proposals.ts";
import type { Words } from "../../words/index.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Identity, IdentityDecision } from "../contract/identity.ts";
import { wordsOf } from "../language.ts";
import { worded } from "../worded.ts";

/** Merges and pairs shown at most. */
const SHOWN = 100;

/** Which profiles are one person, and why; a person may decide otherwise. */
export function identityRoutes(app: App, { store, clock, lang }: ServeContext): void {
  const answer = async (words: Words): Promise<Identity> => {
    const [merges, apart, proposals, counts] = await Promise.all([
      readMerges(store, SHOWN),
      readApart(store, SHOWN),
      proposeMerges(store, clock.now()),
      store.one<{ profiles: number; joined: number }>(
        `SELECT (SELECT count(*) FROM customers) AS profiles,
           (SELECT count(DISTINCT from_customer) FROM merges WHERE undone_at IS NULL) AS joined`,
      ),
    ]);
    const why = (reason: string) => worded({ code: `identity.why.${reason}`, data: {} }, words);
    return {
      ...counts,
      merges: merges.map((m) => ({
        ...m,
        knownAt: m.knownAt.toISOString(),
        undoneAt: m.undoneAt?.toISOString() ?? null,
        why: why(m.reason),
      })),
      apart: apart.map((a) => ({ ...a, knownAt: a.knownAt.toISOString(), why: why(a.reason) })),
      proposals: worded(proposals, words),
    };
  };

  app.get(
    "/api/v1/identity",
    {
      schema: {
        summary: "Which profiles are one person, which may be, with points and reasons",
        querystring: LangQuery,
        response: { 200: Identity },
      },
    },
    async (request) => answer(wordsOf(request, lang)),
  );

  app.post(
    "/api/v1/identity",
    {
      schema: {
        summary: "Merge two profiles, keep them apart, or take a merge apart; known from now on",
        querystring: LangQuery,
        body: IdentityDecision,
        response: { 200: Identity },
      },
    },
    async (request) => {
      const { body } = request;
      const now = clock.now();
      if (body.decision === "undo") await undoMerge(store, body.mergeId, now);
      else if (body.decision === "merge") await acceptMerge(store, body, { by: "api" }, now);
      else await refuseMerge(store, body, now);
      return answer(wordsOf(request, lang));
    },
  );
}
