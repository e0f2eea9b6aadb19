import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CalibrationBin, ProofPeriod } from "../../../../src/serve/contract.ts";
import { axis, type ChartStyle, font, tooltip, useChartStyle } from "../../charts/style.ts";
import { ChartBox } from "../../parts/chart-box.tsx";
import { type Format, useFormat } from "../../parts/format.ts";
import { Term } from "../../parts/term.tsx";

interface CalibrationProps {
  readonly period: ProofPeriod;
  readonly kind: string;
  /** The currency where the prediction is money. */
  readonly currency: string | null;
}

/** Of those told “60 %”, how many did it: dots on the diagonal are right. */
export function Calibration({ period, kind, currency }: CalibrationProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const style = useChartStyle();
  const shares = kind !== "value" && kind !== "frequency";
  const shown = (v: number) => valueText(v, kind, format);
  const x = t(shares ? "predictions.predicted" : "predictions.predictedValue");
  const y = t(shares ? "predictions.observed" : "predictions.observedValue");
  const exact = t("predictions.exact");
  const option = useMemo(
    () => calibrationOption(period, style, { x, y, exact, shares, shown: (v) => valueText(v, kind, format) }),
    [period, style, x, y, exact, shares, kind, format],
  );
  const top = period.calibration.at(-1)!;
  return (
    <ChartBox
      title={<Term name="calibration" label={t("predictions.calibrationTitle")} />}
      says={t("predictions.calibrationSays", {
        predicted: shown(top.predicted),
        observed: shown(top.observed),
        low: shown(top.low),
        high: shown(top.high),
      })}
      option={option}
      rows={period.calibration}
      file="calibration"
      columns={[
        { name: x, value: (b) => b.predicted },
        { name: y, value: (b) => b.observed },
        { name: t("table.low"), value: (b) => b.low },
        { name: t("table.high"), value: (b) => b.high },
        { name: t("predictions.customers"), value: (b) => b.count },
      ]}
    />
  );
}

function valueText(v: number, kind: string, format: Format): string {
  if (kind === "value") return format.money(v);
  if (kind === "frequency") return format.number(v, 1);
  return format.percent(v);
}

interface Labels {
  readonly x: string;
  readonly y: string;
  readonly exact: string;
  readonly shares: boolean;
  shown(v: number): string;
}

interface RenderApi {
  value(i: number): number;
  coord(p: number[]): number[];
}

function calibrationOption({ calibration }: ProofPeriod, style: ChartStyle, labels: Labels) {
  const { scale, bottom, top } = spanOf(calibration, labels.shares);
  const span = { ...scale, min: bottom, max: top };
  const within = (v: number) => Math.max(bottom, v);
  const labelAt = labels.shares ? 0.88 : bottom * (top / bottom) ** 0.88;
  return {
    animation: false,
    grid: { left: labels.shares ? 56 : 76, right: 18, top: 16, bottom: 46 },
    xAxis: axis(style, labels.x, labels.shown, { ...span, splitLine: { show: false } }),
    yAxis: axis(style, labels.y, labels.shown, { ...span, nameGap: labels.shares ? 42 : 62 }),
    tooltip: tooltip(style, {
      formatter: ({ value }: { value: number[] }) =>
        `${labels.x}: <b>${labels.shown(value[0]!)}</b><br>${labels.y}: <b>${labels.shown(value[1]!)}</b>`,
    }),
    series: [
      {
        type: "line",
        silent: true,
        symbol: "none",
        data: [
          [bottom, bottom],
          [top, top],
        ],
        lineStyle: { color: style.grey, type: "dashed", width: 1 },
        markPoint: {
          silent: true,
          symbol: "circle",
          symbolSize: 1,
          data: [{ coord: [labelAt, labelAt] }],
          label: {
            formatter: labels.exact,
            color: style.muted,
            position: "left",
            distance: 8,
            fontFamily: font,
            fontSize: 12,
          },
        },
      },
      {
        type: "custom",
        silent: true,
        data: calibration.map((b) => [b.predicted, b.low, b.high].map(within)),
        encode: { x: 0, y: [1, 2] },
        renderItem: (_: unknown, api: RenderApi) => {
          const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)]);
          const high = api.coord([api.value(0), api.value(2)])[1] ?? 0;
          return {
            type: "line",
            shape: { x1: x, y1: low, x2: x, y2: high },
            style: { stroke: style.accent, lineWidth: 2, opacity: 0.45 },
          };
        },
      },
      {
        type: "scatter",
        data: calibration.map((b) => [b.predicted, b.observed].map(within)),
        symbolSize: 9,
        itemStyle: { color: style.accent },
      },
    ],
  };
}

/** Shares run from 0 to 1. Amounts differ by powers of ten: a logarithmic axis, where all are above zero. */
function spanOf(bins: readonly CalibrationBin[], shares: boolean) {
  if (shares) return { scale: {}, bottom: 0, top: 1 };
  const values = bins.flatMap((b) => [b.predicted, b.observed]);
  const highest = Math.max(...bins.map((b) => b.high), ...values);
  const lowest = Math.min(...values);
  if (lowest <= 0) return { scale: {}, bottom: 0, top: highest };
  return {
    scale: { type: "log" as const },
    bottom: 10 ** Math.floor(Math.log10(lowest)),
    top: 10 ** Math.ceil(Math.log10(highest)),
  };
}
