import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerPage, TimelineOrder } from "../../../../src/serve/contract.ts";
import { type ChartStyle, font, tooltip, useChartStyle } from "../../charts/style.ts";
import { ChartBox } from "../../parts/chart-box.tsx";
import { type Format, useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";

/** When and for how much the customer bought. */
export function Orders({ data }: { readonly data: CustomerPage }) {
  const { t } = useTranslation();
  const format = useFormat(data.currency);
  const style = useChartStyle();
  const bought = t("customer.bought");
  const reversed = t("customer.takenBack");
  const option = useMemo(
    () => timelineOption(data.timeline, style, format, bought, reversed),
    [data.timeline, style, format, bought, reversed],
  );
  const gap = usualGap(data.timeline);
  const says =
    gap === null
      ? t("customer.timelineOne")
      : t("customer.timelineSays", { count: Math.max(1, Math.round(gap)), orders: data.orders });
  return (
    <Section title={t("customer.timelineTitle")}>
      <ChartBox
        title={t("customer.ordersTitle")}
        says={data.reversedMinor > 0 ? `${says} ${t("customer.greyIsBack")}` : says}
        option={option}
        height={260}
        rows={data.timeline}
        file={`orders-${data.customerId}`}
        columns={[
          { name: t("customer.order"), value: (o) => o.orderId },
          { name: t("customer.when"), value: (o) => format.date(o.at) },
          { name: t("customer.lines"), value: (o) => o.lines },
          { name: bought, value: (o) => format.major(o.amountMinor) },
          { name: reversed, value: (o) => format.major(o.reversedMinor) },
        ]}
      />
    </Section>
  );
}

/** Median days between days with an order; null with one day only. */
function usualGap(orders: readonly TimelineOrder[]): number | null {
  const days = [...new Set(orders.map((o) => Math.floor(Date.parse(o.at) / 86_400_000)))].sort(
    (a, b) => a - b,
  );
  const gaps = days.slice(1).map((d, i) => d - days[i]!);
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}

function timelineOption(
  orders: readonly TimelineOrder[],
  style: ChartStyle,
  format: Format,
  bought: string,
  reversed: string,
) {
  const label = { color: style.muted, fontFamily: font, fontSize: 12, hideOverlap: true };
  const bar = { type: "bar", barMaxWidth: 10, barMinWidth: 3, barGap: "-100%" };
  return {
    animation: false,
    grid: { left: 76, right: 18, top: 16, bottom: 30 },
    xAxis: {
      type: "time",
      axisLabel: { ...label, formatter: (v: number) => format.date(v) },
      axisLine: { lineStyle: { color: style.line } },
      axisTick: { show: false },
      splitNumber: 4,
    },
    yAxis: {
      type: "value",
      axisLabel: { ...label, formatter: (v: number) => format.money(v) },
      splitLine: { lineStyle: { color: style.line } },
    },
    tooltip: tooltip(style, {
      trigger: "item",
      formatter: ({ value, seriesName }: { value: [number, number]; seriesName: string }) =>
        `${format.date(value[0])}<br>${seriesName}: <b>${format.exactMoney(value[1])}</b>`,
    }),
    series: [
      {
        ...bar,
        name: bought,
        data: orders.map((o) => [Date.parse(o.at), o.amountMinor]),
        itemStyle: { color: style.accent, borderRadius: [3, 3, 0, 0] },
      },
      {
        ...bar,
        name: reversed,
        data: orders.filter((o) => o.reversedMinor > 0).map((o) => [Date.parse(o.at), o.reversedMinor]),
        itemStyle: { color: style.grey, borderRadius: [3, 3, 0, 0] },
      },
    ],
  };
}
