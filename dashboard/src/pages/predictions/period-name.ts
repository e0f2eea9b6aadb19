import { useTranslation } from "react-i18next";
import type { ProofPeriod } from "../../../../src/serve/contract.ts";
import { useFormat } from "../../parts/format.ts";

/** How a test is called: by its day, or by its number where customers were predicted by the others. */
export function usePeriodName(): (p: ProofPeriod) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (p) => (p.repeat ? t("predictions.repeat", { number: p.repeat }) : format.date(p.cutOff));
}
