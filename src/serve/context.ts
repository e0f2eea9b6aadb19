import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { Clock } from "../core/clock.ts";
import type { Bus } from "../core/events.ts";
import type { Store } from "../store/store.ts";
import type { Language } from "../words/index.ts";
import type { CommandCall } from "./contract/commands.ts";
import type { Progress } from "./progress.ts";

/** Runs a verb that the command line hands over; resolves to its exit code. */
export type CommandCalls = (
  call: CommandCall,
  io: {
    write(text: string): void;
    onProgress(step: string, done: number, of: number): void;
    readonly signal: AbortSignal;
  },
) => Promise<number>;

/** The server with schemas that type its requests and answers. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What every route works with. */
export interface ServeContext {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  /** The language where the request asks for none we have. */
  readonly lang: Language;
  readonly progress: Progress;
  /** Without it the server runs no verbs. */
  readonly commands?: CommandCalls;
}
