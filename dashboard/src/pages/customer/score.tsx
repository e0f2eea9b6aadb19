import { useTranslation } from "react-i18next";
import type { CustomerScore } from "../../../../src/serve/contract.ts";
import { BandBadge } from "../../parts/badges.tsx";
import { useFormat } from "../../parts/format.ts";
import { Term } from "../../parts/term.tsx";

interface ScoreProps {
  readonly score: CustomerScore;
  readonly currency: string | null;
}

/** One prediction with its interval and the strongest reasons, as sentences and as pushes up or down. */
export function ScoreCard({ score, currency }: ScoreProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const { low, high, reasons } = score;
  const text = (v: number) =>
    score.unit === "minor"
      ? format.money(v)
      : score.unit === "probability"
        ? format.percent(v)
        : format.number(v, 1);
  const most = Math.max(...reasons.map((r) => Math.abs(r.effect)), 1e-9);
  return (
    <article className="card score">
      <div className="chart-head">
        <h3>
          {t(`goal.${score.kind}`, {
            days: score.horizonDays,
            context: score.horizonDays === 0 ? "recorded" : "",
          })}
        </h3>
        {score.proven ? (
          <BandBadge band={score.band} risk={score.kind === "churn" || score.kind === "overdue"} />
        ) : (
          <Term name="extrapolated" />
        )}
      </div>
      <p className="score-value" title={score.unit === "minor" ? format.exactMoney(score.value) : undefined}>
        {text(score.value)}
        {low !== null && high !== null && (
          <span className="muted">
            {" "}
            <Term name="interval80" label={t("customer.interval", { low: text(low), high: text(high) })} />
          </span>
        )}
      </p>
      {reasons.length > 0 && (
        <>
          <h4>{t("customer.why")}</h4>
          <ul className="reasons ruled">
            {reasons.map((r) => (
              <li key={r.feature}>
                <span>{r.text}</span>
                <span className="effect" aria-hidden>
                  <i
                    className={r.effect > 0 ? "up" : "down"}
                    style={{
                      width: `${(50 * Math.abs(r.effect)) / most}%`,
                      left: r.effect < 0 ? `${50 - (50 * Math.abs(r.effect)) / most}%` : "50%",
                    }}
                  />
                </span>
                <span className="figure muted">
                  {r.effect > 0 ? "+" : "−"}
                  {format.number(Math.abs(r.effect), 2)}
                </span>
              </li>
            ))}
          </ul>
          <p className="muted small-note">
            <Term name="reasons" label={t("customer.reasonsNote")} />
          </p>
        </>
      )}
    </article>
  );
}
