import { keepPreviousData, QueryClient, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Progress } from "../../../src/serve/contract.ts";
import { currentLanguage } from "../app/language.ts";
import { ApiError, get, type Query } from "./client.ts";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      placeholderData: keepPreviousData,
      retry: (count, error) => count < 1 && !(error instanceof ApiError && error.status < 500),
    },
  },
});

/** An answer of the API in the user's language; asked again when the language changes. */
export function useApi<T>(path: string, query: Query = {}) {
  useTranslation();
  const lang = currentLanguage();
  return useQuery({
    queryKey: [path, query, lang],
    queryFn: ({ signal }) => get<T>(path, { ...query, lang }, signal),
  });
}

const WORKING_MS = 1000;
const IDLE_MS = 10_000;

/** What runs now: asked often while something runs, now and then otherwise. */
export function useProgress() {
  const lang = currentLanguage();
  return useQuery({
    queryKey: ["progress", lang],
    queryFn: ({ signal }) => get<Progress>("progress", { lang }, signal),
    refetchInterval: ({ state }) => (state.data?.running ? WORKING_MS : IDLE_MS),
    staleTime: 0,
  });
}
