import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Proof, ProofPeriod } from "../../../../src/serve/contract.ts";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";
import { Term } from "../../parts/term.tsx";
import { metricNames, metricText } from "./metrics.ts";
import { usePeriodName } from "./period-name.ts";

interface PeriodsProps {
  readonly proof: Proof;
  readonly kind: string;
  readonly currency: string | null;
}

interface Measure {
  readonly key: string;
  readonly name: string;
  readonly head: ReactNode;
  readonly model: (p: ProofPeriod) => ReactNode;
  readonly rule: (p: ProofPeriod) => ReactNode;
  readonly modelValue: (p: ProofPeriod) => number | null;
  readonly ruleValue: (p: ProofPeriod) => number | null;
}

/** Both proof periods beside each other: the model, the simple rule, the gain with its interval. */
export function Periods({ proof, kind, currency }: PeriodsProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const nameOf = usePeriodName();
  const context = proof.proofs[0]?.repeat ? "recorded" : "";
  const total = (v: number) => (kind === "value" ? format.money(v) : format.number(v));
  const plain = (key: "customers" | "expected" | "actual", shown: (v: number) => string): Measure => ({
    key,
    name: t(`predictions.${key}`),
    head: t(`predictions.${key}`),
    model: (p) => shown(p[key]),
    rule: () => "",
    modelValue: (p) => p[key],
    ruleValue: () => null,
  });
  const measures: Measure[] = [
    plain("customers", (v) => format.number(v)),
    plain("expected", total),
    plain("actual", total),
    {
      key: "gain",
      name: t("terms.gain.name"),
      head: <Term name="gain" />,
      model: (p) => <Gain period={p} />,
      rule: () => "",
      modelValue: (p) => p.gain,
      ruleValue: () => null,
    },
    ...metricNames(kind, proof.metrics).map((name) => ({
      key: name,
      name: t(`terms.${name}.name`),
      head: <Term name={name} />,
      model: (p: ProofPeriod) => metricText(name, p.metrics[name], kind, format),
      rule: (p: ProofPeriod) => metricText(name, p.baseline.metrics[name], kind, format),
      modelValue: (p: ProofPeriod) => p.metrics[name] ?? null,
      ruleValue: (p: ProofPeriod) => p.baseline.metrics[name] ?? null,
    })),
  ];
  return (
    <Section
      title={t("predictions.periodsTitle", { context })}
      lead={t("predictions.periodsLead", { context })}
    >
      <PlainTable
        caption={t("predictions.periodsTitle", { context })}
        rows={measures}
        keyOf={(m) => m.key}
        file={`test-${proof.goal}`}
        columns={[
          {
            key: "name",
            head: context ? "" : <Term name="cutOff" />,
            label: context ? "" : t("terms.cutOff.name"),
            cell: (m) => m.head,
            value: (m) => m.name,
          },
          ...proof.proofs.flatMap((p) => [
            {
              key: nameOf(p),
              head: <b>{nameOf(p)}</b>,
              label: nameOf(p),
              figures: true,
              value: (m: Measure) => m.modelValue(p),
              cell: (m: Measure) => m.model(p),
            },
            {
              key: `${nameOf(p)} rule`,
              head: t("predictions.rule"),
              label: `${t("predictions.rule")}, ${nameOf(p)}`,
              figures: true,
              value: (m: Measure) => m.ruleValue(p),
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
