import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { GateCheck, Proof } from "../../../../src/serve/contract.ts";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";

/** The conditions a prediction must meet before anybody sees it. */
export function Gate({ proof }: { readonly proof: Proof }) {
  const { t } = useTranslation();
  if (proof.gate.length === 0) return null;
  return (
    <Section title={t("predictions.gateTitle")} lead={t("predictions.gateLead")}>
      <ul className="card gate ruled">
        {proof.gate.map((check) => (
          <Check key={check.check} check={check} />
        ))}
      </ul>
    </Section>
  );
}

function Check({ check }: { readonly check: GateCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { passed, value, low, high } = check;
  const number = (v: number) => (check.check === "coverage" ? format.percent(v) : format.number(v, 3));
  const range =
    typeof low === "number" && typeof high === "number"
      ? t("predictions.range", { low: number(low), high: number(high) })
      : "";
  const Icon = passed ? IconCircleCheck : IconCircleX;
  return (
    <li>
      <Icon
        size={20}
        stroke={1.7}
        className={passed ? "good" : "bad"}
        role="img"
        aria-label={t(passed ? "predictions.passed" : "predictions.failed")}
      />
      <span>{check.text}</span>
      <span className="figure">
        {value === null ? "–" : number(value)} {range && <span className="muted">{range}</span>}
      </span>
    </li>
  );
}
