import type { FastifyBaseLogger } from "fastify";
import { type Clock, systemClock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import { Bus } from "../core/events.ts";
import type { Store } from "../store/store.ts";
import type { Language } from "../words/index.ts";
import { buildApp } from "./app.ts";
import type { CommandCalls } from "./context.ts";
import { requireKeyElsewhere } from "./guard.ts";

export interface ServerOptions {
  readonly store: Store;
  /** Where the running pipeline tells its progress. */
  readonly bus?: Bus;
  readonly clock?: Clock;
  /** 0 = any free port. */
  readonly port: number;
  /** Elsewhere than on this machine an `apiKey` is needed. */
  readonly host: string;
  readonly apiKey?: string;
  readonly lang?: Language;
  /** Runs the verbs that the command line hands over. */
  readonly commands?: CommandCalls;
  readonly log?: FastifyBaseLogger;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the API and the dashboard. Throws `api-key-needed`, `port-taken`. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, apiKey } = options;
  requireKeyElsewhere(host, apiKey);
  const app = await buildApp({
    store: options.store,
    bus: options.bus ?? new Bus(),
    clock: options.clock ?? systemClock,
    lang: options.lang ?? "en",
    ...(apiKey ? { apiKey } : {}),
    ...(options.commands ? { commands: options.commands } : {}),
    ...(options.log ? { log: options.log } : {}),
  });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code === "EADDRINUSE")
      throw new KindredError("port-taken", { port, host }, { cause: error });
    throw error;
  }
  const address = app.server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return { url: `http://${shown}:${bound}`, close: () => app.close() };
}
