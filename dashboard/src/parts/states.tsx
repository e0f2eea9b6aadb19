import { Progress as Bar, Button, Code, Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";
import { ApiError } from "../api/client.ts";
import { useProgress } from "../api/queries.ts";

/** The page while its answer is on the way: the shape of what will come. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="page" aria-busy="true">
      <output className="visually-hidden">{t("state.loading")}</output>
      <Skeleton height={14} width={90} mb={18} />
      <Skeleton height={34} width="70%" mb={12} />
      <Skeleton height={16} width="45%" mb={44} />
      <Skeleton height={220} mb={28} />
      <Skeleton height={220} />
    </div>
  );
}

/** What went wrong, in the server's words, and what to do. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <div className="page state" role="alert">
      <IconAlertTriangle size={28} stroke={1.5} className="bad" aria-hidden />
      <h1>{problem?.title ?? t("state.failed")}</h1>
      <p>{problem?.next ?? t("state.failedNext")}</p>
      {retry && (
        <Button variant="default" onClick={retry}>
          {t("state.retry")}
        </Button>
      )}
    </div>
  );
}

/** Renders `children` when the answer is there; loading and error states before. */
export function Answered<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined)
    return query.isPlaceholderData ? (
      <div className="updating" aria-busy="true">
        {children(query.data)}
      </div>
    ) : (
      <div>{children(query.data)}</div>
    );
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}

/** A page with nothing to show yet: what will stand here, and the command that fills it; progress while it runs. */
export function Empty({ page, command }: { readonly page: string; readonly command: string }) {
  const { t } = useTranslation();
  const progress = useProgress();
  if (progress.data?.running) return <Running steps={progress.data.steps} />;
  return (
    <div className="page state">
      <h1>{t(`empty.${page}.title`)}</h1>
      <p>{t(`empty.${page}.what`)}</p>
      <p className="muted">{t("empty.run")}</p>
      <Code block className="command">
        {command}
      </Code>
    </div>
  );
}

interface Step {
  readonly step: string;
  readonly text: string;
  readonly done: number;
  readonly of: number;
  readonly finished: boolean;
}

/** What the pipeline has done and is doing. */
function Running({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation();
  return (
    <div className="page state">
      <h1>{t("running.title")}</h1>
      <p>{t("running.what")}</p>
      <ol className="steps" aria-live="polite">
        {steps.map((s) => (
          <li key={s.step} className={s.finished ? "done" : "doing"}>
            {s.finished ? (
              <IconCircleCheck size={18} stroke={1.6} className="good" aria-hidden />
            ) : (
              <IconLoader2 size={18} stroke={1.6} className="spin" aria-hidden />
            )}
            <span>{s.text}</span>
            {!s.finished && s.of > 1 && (
              <Bar value={(100 * s.done) / s.of} size="sm" w={120} aria-label={s.text} />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** An address that leads nowhere. */
export function Lost() {
  const { t } = useTranslation();
  return (
    <div className="page state">
      <h1>{t("state.lost")}</h1>
      <p>{t("state.lostNext")}</p>
      <Button component={Link} to="/" variant="default">
        {t("nav.overview")}
      </Button>
    </div>
  );
}

/** The last resort: a mistake in the dashboard itself. */
export function Broken() {
  return <Failed error={useRouteError()} retry={() => location.reload()} />;
}
