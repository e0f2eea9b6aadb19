/**
 * The one catalogue of errors: code → HTTP status. The sentences (what happened, what to do next) stand in
 * `src/words/<lang>/errors.ts` under the same code; a test holds the two and `docs/reference/errors.md` together.
 */
export const errorStatus = {
  "bad-request": 400,
  "bad-option": 400,
  "unknown-option": 400,
  "unknown-setting": 400,
  "bad-setting": 400,
  "bad-goal": 400,
  "bad-predicate": 400,
  "not-found": 404,
  internal: 500,
  "bad-parameter": 400,
  "no-rows": 400,
  "one-class": 422,
  "one-arm": 422,
  "bad-target": 422,
  "bad-weight": 422,
  "wrong-columns": 422,
  "wrong-column": 422,
  "no-repeat-purchases": 422,
  "series-too-short": 422,
  "bad-value": 422,
  "model-version": 409,
  "memory-limit": 413,
  "unknown-customer": 404,
  "unknown-goal": 404,
  "goal-kind-not-yet": 422,
  "not-published": 409,
  "not-scored": 404,
  "route-not-found": 404,
  "too-deep": 400,
  "body-too-large": 413,
  "media-type": 415,
  "batch-too-large": 413,
  "write-key-unknown": 401,
  "origin-not-listed": 403,
  "events-refused": 400,
  "too-many-events": 429,
  overloaded: 503,
  "host-refused": 403,
  "origin-refused": 403,
  unauthorised: 401,
  "api-key-needed": 400,
  "port-taken": 409,
  "dashboard-not-built": 503,
  "feature-invalid": 422,
  "no-orders": 422,
  "too-few-customers": 422,
  "nothing-varies": 422,
  "unknown-feature": 400,
  "unknown-table": 404,
  "not-built": 409,
  "file-format": 400,
  "workspace-locked": 409,
  "workspace-served": 409,
  "server-stopped": 502,
  "workspace-newer": 409,
  "workspace-damaged": 500,
  "workspace-unusable": 400,
  "disk-full": 507,
  "memory-exceeded": 503,
  "statement-time-limit": 504,
  interrupted: 503,
  "file-missing": 404,
  "file-is-folder": 400,
  "file-unreadable": 403,
  "file-empty": 422,
  "file-no-rows": 422,
  "file-foreign": 415,
  "file-encoding-broken": 422,
  "file-damaged": 422,
  "file-inflates": 413,
  "file-too-wide": 422,
  "file-time-limit": 422,
  "file-memory-limit": 413,
  "file-password": 422,
  "sheet-unknown": 400,
  "json-broken": 422,
  "json-no-table": 422,
  "no-files": 404,
  "map-unknown-field": 400,
  "map-unknown-column": 400,
  "field-unmapped": 422,
  "no-date-column": 422,
  "date-unreadable": 422,
  "source-unknown": 404,
  "source-exists": 409,
  "source-not-pulled": 422,
  "source-busy": 409,
  "source-no-variable": 400,
  "source-bad-url": 400,
  "source-unreachable": 502,
  "source-auth": 502,
  "source-tls": 502,
  "source-no-database": 404,
  "source-no-table": 404,
  "source-no-column": 400,
  "source-no-rights": 403,
  "source-too-slow": 504,
  "source-bad-query": 400,
  "source-dropped": 502,
  "source-failed": 502,
  "source-many-gone": 409,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** An error a person can act on. `code` names the sentence, `data` fills it in, `cause` keeps what lay beneath. */
export class KindredError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(data)}`, options);
    this.name = "KindredError";
    this.code = code;
    this.data = data;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
