import { useSearchParams } from "react-router";

/** Filters of a table kept in the address, so that a view can be shared and goes back with the back button. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const get = (name: string) => params.get(name) ?? undefined;
  /** Sets filters; undefined or empty removes one. Any change but of the page goes back to page 1. */
  const set = (changes: Readonly<Record<string, string | undefined>>) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (!("page" in changes)) next.delete("page");
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined || value === "") next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return { get, set, page: Math.max(1, Number(params.get("page")) || 1) };
}
