import { IconLoader2 } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useProgress } from "../api/queries.ts";

/** What the pipeline is doing, above every page; after each finished step the pages are asked for anew. */
export function Working() {
  const client = useQueryClient();
  const { data } = useProgress();
  const finished = data?.steps.filter((s) => s.finished).length ?? 0;
  const state = data && `${data.running} ${data.startedAt} ${finished}`;
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== state)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "progress" });
    seen.current = state;
  }, [client, state]);
  const now = data?.running ? data.steps.findLast((s) => !s.finished) : undefined;
  return (
    <output className={now ? "working" : "visually-hidden"}>
      {now && (
        <>
          <IconLoader2 size={16} stroke={1.8} className="spin" aria-hidden /> {now.text} …
        </>
      )}
    </output>
  );
}
