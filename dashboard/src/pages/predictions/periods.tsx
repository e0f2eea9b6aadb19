import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Proof, ProofPeriod } from "../../../../src/serve/contract.ts";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";
import { Term } from "../../parts/term.tsx";
import { metricNames, metricText } from "./metrics.ts";

interface PeriodsProps {
  readonly proof: Proof;
  readonly kind: string;
  readonly currency: string | null;
}

interface Measure {
  readonly key: string;
  readonly name: ReactNode;
  readonly model: (p: ProofPeriod) => ReactNode;
  readonly rule: (p: ProofPeriod) => ReactNode;
}

/** Both proof periods beside each other: the model, the simple rule, the gain with its interval. */
export function Periods({ proof, kind, currency }: PeriodsProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const total = (v: number) => (kind === "value" ? format.money(v) : format.number(v));
  const none = () => "";
  const measures: Measure[] = [
    { key: "n", name: t("predictions.customers"), model: (p) => format.number(p.customers), rule: none },
    { key: "expected", name: t("predictions.expected"), model: (p) => total(p.expected), rule: none },
    { key: "actual", name: t("predictions.actual"), model: (p) => total(p.actual), rule: none },
    {
      key: "gain",
      name: <Term name="gain" />,
      model: (p) => <Gain period={p} />,
      rule: none,
    },
    ...metricNames(kind, proof.metrics).map((name) => ({
      key: name,
      name: <Term name={name} />,
      model: (p: ProofPeriod) => metricText(name, p.metrics[name], kind, format),
      rule: (p: ProofPeriod) => metricText(name, p.baseline.metrics[name], kind, format),
    })),
  ];
  return (
    <Section title={t("predictions.periodsTitle")} lead={t("predictions.periodsLead")}>
      <PlainTable
        caption={t("predictions.periodsTitle")}
        rows={measures}
        keyOf={(m) => m.key}
        columns={[
          { key: "name", head: <Term name="cutOff" />, cell: (m) => m.name },
          ...proof.proofs.flatMap((p) => [
            {
              key: p.cutOff,
              head: <b>{format.date(p.cutOff)}</b>,
              figures: true,
              cell: (m: Measure) => m.model(p),
            },
            {
              key: `${p.cutOff} rule`,
              head: t("predictions.rule"),
              figures: true,
              cell: (m: Measure) => <span className="muted">{m.rule(p)}</span>,
            },
          ]),
        ]}
      />
      <p className="muted note">
        {t("predictions.periodsNote", {
          baseline: t(`model.${proof.baseline.model}`, { defaultValue: proof.baseline.model }),
        })}
      </p>
      {proof.notes.map((note) => (
        <p key={`${note.code} ${note.text}`} className="muted note">
          {note.text}
        </p>
      ))}
    </Section>
  );
}

function Gain({ period }: { readonly period: ProofPeriod }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { gain, gainInterval } = period;
  return (
    <>
      <b>{format.fixed(gain, 3)}</b>{" "}
      <span className="muted">
        {t("predictions.range", {
          low: format.fixed(gainInterval.low, 3),
          high: format.fixed(gainInterval.high, 3),
        })}
      </span>
    </>
  );
}
