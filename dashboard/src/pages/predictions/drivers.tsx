import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Driver } from "../../../../src/serve/contract.ts";
import { axis, type ChartStyle, escaped, tooltip, useChartStyle } from "../../charts/style.ts";
import { ChartBox } from "../../parts/chart-box.tsx";
import { type Format, useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { Term } from "../../parts/term.tsx";

const SHOWN = 8;

interface DriversProps {
  readonly drivers: readonly Driver[];
  readonly currency: string | null;
}

/** What the prediction rests on most, and which way each of them pushes. */
export function Drivers({ drivers, currency }: DriversProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const style = useChartStyle();
  const top = drivers.toSorted((a, b) => b.importance - a.importance).slice(0, SHOWN);
  const [chosen, setChosen] = useState(top[0]?.feature);
  const driver = top.find((d) => d.feature === chosen) ?? top[0];
  const most = top[0]?.importance ?? 1;
  const option = useMemo(
    () =>
      driver
        ? shapeOption(driver, style, {
            y: t("predictions.pushes"),
            number: (v) => format.number(v, 2),
            value: (v) => inUnit(v, driver.unit, format),
          })
        : {},
    [driver, style, t, format],
  );
  if (!driver) return null;
  const first = driver.shape[0];
  const last = driver.shape.at(-1);
  const rises = first && last ? last.effect > first.effect : true;
  return (
    <Section title={t("predictions.driversTitle")} lead={t("predictions.driversLead")}>
      <div className="grid-2">
        <ul className="card drivers">
          {top.map((d) => (
            <li key={d.feature}>
              <button
                type="button"
                aria-pressed={d.feature === driver.feature}
                onClick={() => setChosen(d.feature)}
              >
                <span>{d.label}</span>
                <span className="bar" aria-hidden>
                  <span style={{ width: `${(100 * d.importance) / most}%` }} />
                </span>
                <span className="figure muted">{format.number(d.importance, 2)}</span>
              </button>
            </li>
          ))}
        </ul>
        {driver.shape.length > 1 && (
          <ChartBox
            title={<Term name="driver" label={driver.label} />}
            says={t(rises ? "predictions.shapeRises" : "predictions.shapeFalls", { feature: driver.label })}
            option={option}
            height={280}
            rows={driver.shape}
            file={`driver-${driver.feature}`}
            columns={[
              {
                name: driver.label,
                value: (p) => (driver.unit === "money" ? format.major(p.at) : p.at),
              },
              { name: t("predictions.pushes"), value: (p) => p.effect },
              { name: t("predictions.customers"), value: (p) => p.count },
            ]}
          />
        )}
      </div>
    </Section>
  );
}

interface Labels {
  readonly y: string;
  number(v: number): string;
  /** A value of the feature in its own unit. */
  value(v: number): string;
}

function inUnit(value: number, unit: Driver["unit"], format: Format): string {
  if (unit === "money") return format.money(value);
  if (unit === "share") return format.percent(value);
  return format.number(value, 2);
}

function shapeOption(driver: Driver, style: ChartStyle, labels: Labels) {
  return {
    animation: false,
    grid: { left: 58, right: 18, top: 14, bottom: 46 },
    xAxis: axis(style, driver.label, labels.value, { scale: true, splitLine: { show: false } }),
    yAxis: axis(style, labels.y, labels.number, { nameGap: 42 }),
    tooltip: tooltip(style, {
      trigger: "axis",
      formatter: ([point]: { value: [number, number] }[]) =>
        point
          ? `${escaped(driver.label)}: <b>${labels.value(point.value[0])}</b><br>${escaped(labels.y)}: <b>${labels.number(point.value[1])}</b>`
          : "",
    }),
    series: [
      {
        type: "line",
        name: labels.y,
        data: driver.shape.map((p) => [p.at, p.effect]),
        symbolSize: 6,
        lineStyle: { color: style.accent, width: 2 },
        itemStyle: { color: style.accent },
        areaStyle: { color: style.accentSoft },
        markLine: {
          silent: true,
          symbol: "none",
          data: [{ yAxis: 0 }],
          lineStyle: { color: style.grey, type: "solid", width: 1 },
          label: { show: false },
        },
      },
    ],
  };
}
