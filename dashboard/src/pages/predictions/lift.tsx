import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ProofPeriod } from "../../../../src/serve/contract.ts";
import { axis, type ChartStyle, font, tooltip, useChartStyle } from "../../charts/style.ts";
import { ChartBox } from "../../parts/chart-box.tsx";
import { useFormat } from "../../parts/format.ts";
import { Term } from "../../parts/term.tsx";

interface LiftProps {
  readonly period: ProofPeriod;
  readonly champion: string;
  readonly baseline: string;
  /** The currency where what is caught is money. */
  readonly money: string | null;
}

/** How much of what happened is reached by contacting the best scores first; the baseline beside it. */
export function LiftCurve({ period, champion, baseline, money }: LiftProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const style = useChartStyle();
  const name = (model: string) => t(`model.${model}`, { defaultValue: model });
  const labels = {
    x: t("predictions.contacted"),
    y: t(money ? "predictions.moneyReached" : "predictions.caught", {
      context: period.repeat ? "recorded" : "",
    }),
    champion: t("predictions.model"),
    baseline: t("predictions.rule"),
    random: t("predictions.random"),
    percent: (v: number) => format.percent(v),
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels follow from the language in `t`
  const option = useMemo(() => liftOption(period, style, labels), [period, style, t]);
  const fifth = period.lift.find((p) => p.share >= 0.2 - 1e-9) ?? period.lift[0]!;
  return (
    <ChartBox
      title={<Term name="lift" label={t("predictions.liftTitle")} />}
      says={t(money ? "predictions.liftSaysMoney" : "predictions.liftSays", {
        share: format.percent(fifth.share),
        caught: format.percent(fifth.caught),
        baseline: format.percent(fifth.baselineCaught),
      })}
      option={option}
      rows={period.lift}
      file="lift"
      columns={[
        { name: t("predictions.contacted"), value: (p) => p.share },
        { name: t("predictions.customers"), value: (p) => p.contacted },
        { name: `${labels.y}: ${name(champion)}`, value: (p) => p.caught },
        { name: `${labels.y}: ${name(baseline)}`, value: (p) => p.baselineCaught },
        { name: t("terms.precision.name"), value: (p) => p.precision },
        { name: t("terms.lift.name"), value: (p) => p.lift },
      ]}
    />
  );
}

interface Labels {
  readonly x: string;
  readonly y: string;
  readonly champion: string;
  readonly baseline: string;
  readonly random: string;
  percent(v: number): string;
}

function liftOption({ lift }: ProofPeriod, style: ChartStyle, labels: Labels) {
  const line = (name: string, data: [number, number][], colour: string, extra: object) => ({
    type: "line",
    name,
    data: [[0, 0], ...data],
    symbol: "none",
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    ...extra,
  });
  const at = (share: number, key: "caught" | "baselineCaught") =>
    lift.find((p) => p.share >= share - 1e-9)?.[key] ?? 0;
  const label = (text: string, x: number, y: number, colour: string, position: string) => ({
    silent: true,
    symbol: "circle",
    symbolSize: 1,
    data: [{ coord: [x, y] }],
    label: { formatter: text, color: colour, position, fontFamily: font, fontSize: 12, fontWeight: 600 },
  });
  return {
    animation: false,
    grid: { left: 56, right: 18, top: 16, bottom: 46 },
    xAxis: axis(style, labels.x, labels.percent, { min: 0, max: 1, splitLine: { show: false } }),
    yAxis: axis(style, labels.y, labels.percent, { min: 0, max: 1, nameGap: 42 }),
    tooltip: tooltip(style, {
      trigger: "axis",
      axisPointer: { label: { formatter: ({ value }: { value: number }) => labels.percent(value) } },
      valueFormatter: (v: number) => labels.percent(v),
    }),
    series: [
      line(labels.random, [[1, 1]], style.line, {
        lineStyle: { color: style.grey, type: "dashed", width: 1 },
        tooltip: { show: false },
        markPoint: label(labels.random, 0.78, 0.74, style.muted, "right"),
      }),
      line(
        labels.baseline,
        lift.map((p) => [p.share, p.baselineCaught]),
        style.grey,
        {
          markPoint: label(
            labels.baseline,
            0.4,
            at(0.4, "baselineCaught") - 0.03,
            style.muted,
            "insideTopLeft",
          ),
        },
      ),
      line(
        labels.champion,
        lift.map((p) => [p.share, p.caught]),
        style.accent,
        {
          lineStyle: { color: style.accent, width: 3 },
          markPoint: label(labels.champion, 0.3, at(0.3, "caught") + 0.04, style.accent, "left"),
        },
      ),
    ],
  };
}
