import { useTranslation } from "react-i18next";
import type { DataFinding } from "../../../../src/serve/contract.ts";
import { SeverityIcon } from "../../parts/badges.tsx";
import { Money } from "../../parts/figures.tsx";
import { Section } from "../../parts/page.tsx";

const order = ["error", "warning", "info", "good"] as const;

/** What is so with the data, worst first, and what to do about it. */
export function Findings({
  findings,
  currency,
}: {
  readonly findings: readonly DataFinding[];
  readonly currency: string | null;
}) {
  const { t } = useTranslation();
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <Section title={t("data.findingsTitle")} lead={t("data.findingsLead")}>
      {sorted.length === 0 ? (
        <p className="card muted">{t("data.noFindings")}</p>
      ) : (
        <ul className="card findings ruled">
          {sorted.map((f) => (
            <li key={`${f.code} ${f.table} ${f.column ?? ""}`}>
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
      )}
    </Section>
  );
}
