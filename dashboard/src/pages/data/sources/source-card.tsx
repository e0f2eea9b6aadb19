import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sources } from "../../../../../src/serve/contract.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Count } from "../../../parts/figures.tsx";
import { useFormat } from "../../../parts/format.ts";
import { Term } from "../../../parts/term.tsx";
import { CopyLine } from "./copy-line.tsx";
import { useDuration } from "./duration.ts";
import { SourceRuns } from "./runs.tsx";

type Source = Sources["sources"][number];
const figures = ["received", "stored", "duplicates", "rejected"] as const;

/** One source: whether it works, how fresh it is, what it brought, and what went wrong. */
export function SourceCard({ source }: { readonly source: Source }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const [open, setOpen] = useState(false);
  const state = source.lastStatus ?? (source.received > 0 ? "done" : "never");
  const table = source.table && t(`tableName.${source.table}`, { defaultValue: source.table });
  return (
    <article className="card source-card" data-source={source.name}>
      <div className="source-head">
        <h2>{source.name}</h2>
        <StatusBadge good={state === "done"} label={t(`dataSources.state.${state}`)} />
        <span className="muted">
          {[
            t(`dataSources.kind.${source.kind}`, { defaultValue: source.kind }),
            ...(table ? [t("dataSources.fills", { table })] : []),
            ...(source.everySeconds ? [t("dataSources.every", { time: duration(source.everySeconds) })] : []),
          ].join(" · ")}
        </span>
      </div>
      <dl className="facts">
        <div>
          <dt>{t("dataSources.asOf")}</dt>
          <dd className="plain">
            {source.asOf === null || source.lagSeconds === null ? (
              t("dataSources.never")
            ) : (
              <>
                {t("dataSources.lag", { time: duration(source.lagSeconds) })}
                <small>{format.date(source.asOf)}</small>
              </>
            )}
          </dd>
        </div>
        {figures.map((f) => (
          <div key={f} data-fact={f}>
            <dt>{t(`dataSources.${f}`)}</dt>
            <dd>
              <Count value={source[f]} />
            </dd>
          </div>
        ))}
      </dl>
      {source.lastError && (
        <div className="notice bad-tone">
          <b>{source.lastError.what.text}</b>
          <span>{t("dataSources.fix", { todo: source.lastError.next.text })}</span>
        </div>
      )}
      {source.kind === "http" && <Snippet />}
      <details className="source-more" onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary>{t("dataSources.showRuns")}</summary>
        {open && <SourceRuns name={source.name} />}
      </details>
    </article>
  );
}

function Snippet() {
  const { t } = useTranslation();
  const text = `<script>window.kindred = window.kindred || []</script>\n<script async src="${location.origin}/v1/kindred.js" data-write-key="YOUR_KEY"></script>`;
  return (
    <details className="source-more">
      <summary>{t("dataSources.snippetTitle")}</summary>
      <p className="note">
        {t("dataSources.snippetWhat")} <Term name="writeKey" />
      </p>
      <CopyLine text={text} />
    </details>
  );
}
