import { KindredError } from "../../../core/errors.ts";

/** What an error is told with. */
export interface FailureContext {
  readonly source: string;
  /** host:port/database, without user and password. */
  readonly place: string;
  readonly user: string;
  readonly variable: string;
  /** What must not stand in any message. */
  readonly secret: string;
}

/** SQLSTATE classes and Node's codes of a connection that is gone: worth another try. */
const DROPPED =
  /^(08\w{3}|57P0[123]|25P03|40001|40P01|ECONNRESET|EPIPE|ETIMEDOUT|ENETDOWN|ENETUNREACH|53300)$/;
const DROPPED_MESSAGE = /connection terminated|connection ended|socket hang up|client was closed/i;
const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|ENOENT)$/;
const TLS =
  /SSL|TLS|certificate|self.signed|unable to verify|CERT_|ERR_TLS|DEPTH_ZERO|pg_hba.conf.*no encryption/i;

/** Whether the connection was lost, so that going on from where it was makes sense. */
export function isDropped(error: unknown): boolean {
  return DROPPED.test(codeOf(error)) || DROPPED_MESSAGE.test(messageOf(error));
}

/** Whether nobody answers at the address. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.test(codeOf(error)) || /timeout expired/.test(messageOf(error));
}

/** An error of PostgreSQL as one of ours, with what to do next; one of ours as it is. */
export function postgresFailure(error: unknown, context: FailureContext): unknown {
  if (error instanceof KindredError) return error;
  const { source, place, user, variable } = context;
  const code = codeOf(error);
  const detail = withoutSecret(messageOf(error), context.secret).slice(0, 300);
  const cause = { cause: new Error(detail) };
  if (code === "28P01" || code === "28000")
    return TLS.test(detail)
      ? new KindredError("source-tls", { source, place, detail, variable }, cause)
      : new KindredError("source-auth", { source, place, user, variable }, cause);
  if (code === "3D000") return new KindredError("source-no-database", { source, place, variable }, cause);
  if (code === "42P01" || code === "3F000")
    return new KindredError("source-no-table", { source, place, detail }, cause);
  if (code === "42501") return new KindredError("source-no-rights", { source, user, detail }, cause);
  if (code === "57014" || code === "55P03")
    return new KindredError("source-too-slow", { source, detail }, cause);
  if (/^(42|22|0A)/.test(code)) return new KindredError("source-bad-query", { source, detail }, cause);
  if (isUnreachable(error)) return new KindredError("source-unreachable", { source, place, detail }, cause);
  if (TLS.test(detail) || TLS.test(code))
    return new KindredError("source-tls", { source, place, detail, variable }, cause);
  if (isDropped(error)) return new KindredError("source-dropped", { source, place, detail }, cause);
  return new KindredError("source-failed", { source, detail }, cause);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  // Several addresses of one host failed: the first tells.
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first ? codeOf(first) : "";
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "")
    return error.errors.map((e) => messageOf(e)).join("; ");
  return error instanceof Error ? error.message : String(error);
}

function withoutSecret(text: string, secret: string): string {
  return secret === "" ? text : text.replaceAll(secret, "…").replaceAll(encodeURIComponent(secret), "…");
}
