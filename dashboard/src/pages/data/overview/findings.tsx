import { useTranslation } from "react-i18next";
import type { DataFinding } from "../../../../../src/serve/contract.ts";
import { SeverityIcon } from "../../../parts/badges.tsx";
import { Money } from "../../../parts/figures.tsx";
import { Section } from "../../../parts/page.tsx";

interface FindingsProps {
  readonly findings: readonly DataFinding[];
  readonly currency: string | null;
}

const urgent = new Set(["error", "warning"]);

/** What is to be mended, worst first; what is only good to know stands folded beneath. */
export function Findings({ findings, currency }: FindingsProps) {
  const { t } = useTranslation();
  const first = findings.filter((f) => urgent.has(f.severity));
  const rest = findings.filter((f) => !urgent.has(f.severity));
  return (
    <Section title={t("data.findingsTitle")} lead={t("data.findingsLead")}>
      <div className="card findings">
        {first.length === 0 && <p className="none">{t("data.noFindings")}</p>}
        <FindingList findings={first} currency={currency} />
        {rest.length > 0 && (
          <details className="more-findings">
            <summary>{t("data.moreFindings", { count: rest.length })}</summary>
            <FindingList findings={rest} currency={currency} />
          </details>
        )}
      </div>
    </Section>
  );
}

function FindingList({ findings, currency }: FindingsProps) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <ul className="ruled">
      {findings.map((f) => (
        <li key={`${f.code} ${f.table} ${f.column ?? ""} ${f.what.text}`}>
          <SeverityIcon severity={f.severity} />
          <div>
            <h3>{f.what.text}</h3>
            {f.effect && <p className="muted">{f.effect.text}</p>}
            {f.severity !== "good" && <p>{t("data.todo", { todo: f.todo.text })}</p>}
          </div>
          <div className="finding-figure muted">
            {f.amountMinor !== undefined && <Money minor={f.amountMinor} currency={currency} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
