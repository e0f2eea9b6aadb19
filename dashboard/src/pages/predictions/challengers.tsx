import { useTranslation } from "react-i18next";
import type { Proof } from "../../../../src/serve/contract.ts";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";
import { Term } from "../../parts/term.tsx";
import { metricNames, metricText } from "./metrics.ts";

interface ChallengersProps {
  readonly proof: Proof;
  readonly kind: string;
  readonly currency: string | null;
}

/** The models that were tried and why this one was taken; columns left out because they know the answer. */
export function Challengers({ proof, kind, currency }: ChallengersProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const names = metricNames(kind, proof.metrics).slice(0, 2);
  const rows = [
    {
      model: proof.model,
      metrics: proof.earlier.champion,
      why: t("predictions.champion"),
      champion: true,
    },
    ...proof.challengers.map((c) => ({
      model: c.model,
      metrics: c.metrics,
      why: c.why.text,
      champion: false,
    })),
    {
      model: proof.baseline.model,
      metrics: proof.earlier.baseline,
      why: t("predictions.isBaseline"),
      champion: false,
    },
  ];
  const leaks = proof.leaks.filter((l) => l.verdict !== "fine");
  const figures = leaks.find((l) => l.verdict === "ask" && "withAsked" in l.why.data);
  const context = proof.proofs[0]?.repeat ? "recorded" : "";
  return (
    <Section title={t("predictions.modelsTitle")} lead={t("predictions.modelsLead", { context })}>
      <PlainTable
        caption={t("predictions.modelsTitle")}
        rows={rows}
        keyOf={(r, i) => `${r.model} ${i}`}
        file={`models-${proof.goal}`}
        stacked
        columns={[
          {
            key: "model",
            head: t("predictions.model"),
            value: (r) => t(`model.${r.model}`, { defaultValue: r.model }),
            cell: (r) => (
              <span style={{ fontWeight: r.champion ? 600 : 400 }}>
                {t(`model.${r.model}`, { defaultValue: r.model })}
              </span>
            ),
          },
          ...names.map((name) => ({
            key: name,
            head: <Term name={name} />,
            label: t(`terms.${name}.name`),
            figures: true,
            value: (r: (typeof rows)[number]) => r.metrics[name] ?? null,
            cell: (r: (typeof rows)[number]) => metricText(name, r.metrics[name], kind, format),
          })),
          {
            key: "why",
            head: t("predictions.why"),
            cell: (r) => <span className="muted">{r.why}</span>,
            value: (r) => r.why,
          },
        ]}
      />
      {leaks.length > 0 && (
        <>
          <h3>{t("predictions.leaksTitle")}</h3>
          <ul className="note">
            {leaks.map((l) => (
              <li key={l.column}>
                <code>{l.column}</code> – {l.why.text}
              </li>
            ))}
          </ul>
          {figures && <p className="muted note">{t("predictions.leaksFigures", { ...figures.why.data })}</p>}
        </>
      )}
      <p className="muted note">
        {t("predictions.version", {
          version: proof.version,
          at: proof.asOf,
          features: proof.features.length,
        })}
      </p>
    </Section>
  );
}
