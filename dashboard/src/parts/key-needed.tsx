import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { ApiError } from "../api/client.ts";

const KeyPrompt = lazy(async () => ({ default: (await import("./key-prompt.tsx")).KeyPrompt }));

/** Asks for the API key once the server says it wants one. */
export function KeyNeeded() {
  const client = useQueryClient();
  const [needed, setNeeded] = useState(false);
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        if (query.state.error instanceof ApiError && query.state.error.status === 401) setNeeded(true);
      }),
    [client],
  );
  if (!needed) return null;
  return (
    <Suspense>
      <KeyPrompt close={() => setNeeded(false)} />
    </Suspense>
  );
}
