import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { GoalPage, Proof } from "../../../../src/serve/contract.ts";
import { Section } from "../../parts/page.tsx";
import { Calibration } from "./calibration.tsx";
import { Challengers } from "./challengers.tsx";
import { Drivers } from "./drivers.tsx";
import { Gate } from "./gate.tsx";
import { LiftCurve } from "./lift.tsx";
import { usePeriodName } from "./period-name.ts";
import { Periods } from "./periods.tsx";
import { Threshold } from "./threshold.tsx";
import { Today } from "./today.tsx";

interface ProofProps {
  readonly page: GoalPage;
  readonly proof: Proof;
  readonly currency: string | null;
}

/** The evidence of one goal: the test on later data, where it errs, what drives it. */
export function ProofView({ page, proof, currency }: ProofProps) {
  const { t } = useTranslation();
  const nameOf = usePeriodName();
  const { proofs } = proof;
  const [shown, setShown] = useState(proofs.length - 1);
  const period = proofs[shown];
  const money = page.kind === "value" ? currency : null;
  return (
    <>
      <Gate proof={proof} />
      {proof.published && page.scored > 0 && <Today page={page} />}
      {period && (
        <Section
          title={t("predictions.evidenceTitle")}
          lead={t("predictions.evidenceLead", {
            at: period.cutOff,
            until: period.outcomeUntil,
            context: period.repeat ? "recorded" : "",
          })}
          aside={
            proofs.length > 1 && (
              <Select
                label={t("predictions.period")}
                value={String(shown)}
                allowDeselect={false}
                onChange={(v) => setShown(Number(v))}
                data={proofs.map((p, i) => ({ value: String(i), label: nameOf(p) }))}
                w={190}
              />
            )
          }
        >
          <div className="grid-2">
            {period.lift.length > 1 && (
              <LiftCurve
                period={period}
                champion={proof.model}
                baseline={period.baseline.model}
                money={money}
              />
            )}
            {period.calibration.length > 1 && (
              <Calibration period={period} kind={page.kind} currency={money} />
            )}
          </div>
        </Section>
      )}
      {period && period.lift.length > 1 && page.kind !== "value" && <Threshold page={page} period={period} />}
      {proof.drivers.length > 0 && <Drivers drivers={proof.drivers} currency={currency} />}
      {proofs.length > 0 && <Periods proof={proof} kind={page.kind} currency={currency} />}
      <Challengers proof={proof} kind={page.kind} currency={currency} />
    </>
  );
}
