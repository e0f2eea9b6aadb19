import type { Problem } from "../../../src/serve/contract.ts";

const keyName = "kindred-api-key";

/** The key of a server others can reach, kept for this tab only. */
export const apiKey = {
  get: () => sessionStorage.getItem(keyName),
  set: (key: string) => sessionStorage.setItem(keyName, key),
};

/** What the server said is wrong, and what to do. */
export class ApiError extends Error {
  readonly problem: Problem | null;
  readonly status: number;

  constructor(status: number, problem: Problem | null) {
    super(problem?.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

export type Query = Readonly<Record<string, string | number | undefined>>;

type Sent = Pick<RequestInit, "method" | "body" | "signal"> & { readonly type?: string };

async function request(path: string, query: Query, { type, ...init }: Sent = {}): Promise<Response> {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") params.set(name, String(value));
  const key = apiKey.get();
  const response = await fetch(`/api/v1/${path}?${params}`, {
    ...init,
    headers: {
      ...(type ? { "content-type": type } : {}),
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
  });
  if (response.ok) return response;
  const problem = response.headers.get("content-type")?.startsWith("application/problem+json")
    ? ((await response.json()) as Problem)
    : null;
  throw new ApiError(response.status, problem);
}

/** A JSON answer of the API; throws `ApiError`. */
export async function get<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  return (await (await request(path, query, signal ? { signal } : {})).json()) as T;
}

/** Asks the API to do something; throws `ApiError`. */
export async function post<T>(path: string, query: Query, body: object, signal?: AbortSignal): Promise<T> {
  const sent = {
    method: "POST",
    body: JSON.stringify(body),
    type: "application/json",
    ...(signal ? { signal } : {}),
  };
  return (await (await request(path, query, sent)).json()) as T;
}

/** Sends a file as it is; throws `ApiError`. */
export async function sendFile<T>(path: string, query: Query, file: File): Promise<T> {
  const sent = { method: "POST", body: file, type: "application/octet-stream" };
  return (await (await request(path, query, sent)).json()) as T;
}

/** A file of the API, offered to the user to save. */
export async function download(path: string, query: Query, name: string): Promise<void> {
  save(await (await request(path, query)).blob(), name);
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
