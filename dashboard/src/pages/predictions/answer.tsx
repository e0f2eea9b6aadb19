import { Trans } from "react-i18next";
import type { GoalPage, Proof } from "../../../../src/serve/contract.ts";
import { useFormat } from "../../parts/format.ts";

interface AnswerProps {
  readonly page: GoalPage;
  readonly proof: Proof;
  readonly currency: string | null;
}

/** What the prediction is good for, in one sentence with its figure. */
export function GoalAnswer({ page, proof, currency }: AnswerProps) {
  const format = useFormat(currency);
  const components = { b: <b /> };
  const last = proof.proofs.at(-1);
  const tenth = last?.lift.find((p) => p.share >= 0.1 - 1e-9);
  if (!proof.published) return <Trans i18nKey="predictions.answerRefused" components={components} />;
  const ratio = last?.metrics.totalRatio;
  if (page.kind === "value" && tenth && typeof ratio === "number") {
    return (
      <Trans
        i18nKey="predictions.answerValue"
        values={{ caught: format.percent(tenth.caught), ratio: format.percent(ratio) }}
        components={components}
      />
    );
  }
  if (tenth && page.kind !== "value" && page.kind !== "frequency") {
    return (
      <Trans
        i18nKey={page.kind === "churn" ? "predictions.answerChurn" : "predictions.answerLift"}
        values={{
          right: Math.round(tenth.precision * 100),
          base: last ? Math.round((100 * last.actual) / Math.max(1, last.customers)) : 0,
          lift: format.number(tenth.lift, 1),
        }}
        components={components}
      />
    );
  }
  return <Trans i18nKey="predictions.answerOther" components={components} />;
}
