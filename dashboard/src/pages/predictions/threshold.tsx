import { Slider } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { GoalPage, LiftPoint, ProofPeriod } from "../../../../src/serve/contract.ts";
import { Count } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";

/** How far down the list to go: whom that reaches, and whom it contacts in vain. */
export function Threshold({ page, period }: { readonly page: GoalPage; readonly period: ProofPeriod }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [share, setShare] = useState(0.2);
  const at = atShare(period, share);
  const today = Math.round(share * page.scored);
  return (
    <Section title={t("predictions.thresholdTitle")} lead={t("predictions.thresholdLead")}>
      <div className="card">
        <Slider
          value={share * 100}
          onChange={(v) => setShare(v / 100)}
          min={1}
          max={100}
          label={(v) => format.percent(v / 100)}
          thumbLabel={t("predictions.thresholdSlider")}
          thumbValueText={format.percent(share)}
        />
        <dl className="facts" style={{ marginTop: 24 }}>
          <div>
            <dt>{t("predictions.thresholdContact", { share: format.percent(share) })}</dt>
            <dd>
              <Count value={at.contacted} />
              <small>{t("predictions.thresholdToday", { count: today })}</small>
            </dd>
          </div>
          <div>
            <dt>{t("predictions.thresholdCaught")}</dt>
            <dd>
              <Count value={at.right} />
              <small>{t("predictions.thresholdOf", { share: format.percent(at.caught) })}</small>
            </dd>
          </div>
          <div>
            <dt>{t("predictions.thresholdWrong")}</dt>
            <dd>
              <Count value={at.contacted - at.right} />
              <small>
                {t("predictions.thresholdMissed", { count: Math.round(period.actual) - at.right })}
              </small>
            </dd>
          </div>
        </dl>
      </div>
    </Section>
  );
}

/** Counts at a share of the list, straight between the measured points. */
function atShare(period: ProofPeriod, share: number) {
  let before: Pick<LiftPoint, "share" | "caught"> = { share: 0, caught: 0 };
  let caught = period.lift.at(-1)?.caught ?? 0;
  for (const point of period.lift) {
    if (point.share >= share) {
      const width = point.share - before.share;
      const part = width > 0 ? (share - before.share) / width : 1;
      caught = before.caught + part * (point.caught - before.caught);
      break;
    }
    before = point;
  }
  const contacted = Math.round(share * period.customers);
  return { contacted, caught, right: Math.min(contacted, Math.round(caught * period.actual)) };
}
