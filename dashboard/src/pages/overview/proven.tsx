import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Overview } from "../../../../src/serve/contract.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import { Section } from "../../parts/page.tsx";

/** Which predictions passed the test on later data. */
export function Proven({ data }: { readonly data: Overview }) {
  const { t } = useTranslation();
  return (
    <Section title={t("overview.provenTitle")} lead={t("overview.provenLead")}>
      <div className="grid-2">
        {data.goals.map((g) => (
          <article key={g.goal} className="card">
            <div className="chart-head">
              <h3>
                <Link to={`/predictions/${encodeURIComponent(g.goal)}`}>
                  {t(`goal.${g.kind}`, {
                    days: g.horizonDays,
                    context: g.horizonDays === 0 ? "recorded" : "",
                  })}
                </Link>
              </h3>
              <StatusBadge good={g.published} label={t(g.published ? "proof.published" : "proof.refused")} />
            </div>
            <p className="muted">{g.reason.text}</p>
          </article>
        ))}
      </div>
    </Section>
  );
}
