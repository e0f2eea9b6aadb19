import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Segmentation } from "../../../../src/serve/contract.ts";
import { axis, type ChartStyle, endLabel, isNarrow, tooltip, useChartStyle } from "../../charts/style.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import { ChartBox } from "../../parts/chart-box.tsx";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { Term } from "../../parts/term.tsx";

/** How far to trust the grouping: are there islands or a continuum, and would the groups be found again. */
export function AreTheyReal({ segmentation }: { readonly segmentation: Segmentation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const style = useChartStyle();
  const { candidates, groups, real } = segmentation;
  const option = useMemo(
    () =>
      candidateOption(segmentation, style, {
        stability: t("terms.stability.name"),
        silhouette: t("terms.silhouette.name"),
        axis: t("segments.numberOfGroups"),
        chosen: t("segments.chosenHere"),
        number: (v) => format.number(v, 2),
      }),
    [segmentation, style, t, format],
  );
  return (
    <Section title={t("segments.realTitle")} lead={segmentation.realWhy.text}>
      <div className="grid-2">
        <div className="card">
          <StatusBadge good={real} label={t(real ? "segments.real" : "segments.convenient")} />
          <dl className="facts" style={{ marginTop: 20 }}>
            <div>
              <dt>
                <Term name="stability" />
              </dt>
              <dd>{format.number(segmentation.stability, 2)}</dd>
            </div>
            <div>
              <dt>
                <Term name="silhouette" />
              </dt>
              <dd>{format.number(segmentation.silhouette, 2)}</dd>
            </div>
          </dl>
          <p className="muted note">
            {t("segments.clusteredOn", {
              method: t(`method.${segmentation.method}`, { defaultValue: segmentation.method }),
              features: segmentation.features.map((f) => f.label).join(", "),
            })}
          </p>
        </div>
        {candidates.length > 1 && (
          <ChartBox
            title={t("segments.candidatesTitle")}
            says={t("segments.candidatesSay", { groups })}
            option={option}
            height={260}
            rows={candidates}
            file="groups"
            columns={[
              { name: t("segments.numberOfGroups"), value: (c) => c.groups },
              { name: t("terms.stability.name"), value: (c) => c.stability },
              { name: t("terms.silhouette.name"), value: (c) => c.silhouette },
              { name: t("segments.smallest"), value: (c) => c.smallest },
            ]}
          />
        )}
      </div>
    </Section>
  );
}

interface Labels {
  readonly stability: string;
  readonly silhouette: string;
  readonly axis: string;
  readonly chosen: string;
  number(v: number): string;
}

function candidateOption({ candidates, groups }: Segmentation, style: ChartStyle, labels: Labels) {
  const line = (name: string, key: "stability" | "silhouette", colour: string) => ({
    type: "line",
    name,
    data: candidates.map((c) => [c.groups, c[key]]),
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    symbolSize: 6,
    endLabel: endLabel(name, colour, isNarrow() ? { show: false } : {}),
    ...(key === "stability"
      ? {
          markLine: {
            silent: true,
            symbol: "none",
            data: [{ xAxis: groups }],
            lineStyle: { color: style.grey, type: "dashed" },
            label: { formatter: labels.chosen, color: style.muted, fontSize: 12 },
          },
        }
      : {}),
  });
  return {
    animation: false,
    grid: { left: 44, right: isNarrow() ? 16 : 110, top: 26, bottom: 44 },
    xAxis: axis(style, labels.axis, String, {
      min: Math.min(...candidates.map((c) => c.groups)),
      max: Math.max(...candidates.map((c) => c.groups)),
      minInterval: 1,
      splitLine: { show: false },
    }),
    yAxis: axis(style, "", labels.number, { min: 0, max: 1 }),
    tooltip: tooltip(style, { trigger: "axis", valueFormatter: labels.number }),
    series: [
      line(labels.stability, "stability", style.accent),
      line(labels.silhouette, "silhouette", style.grey),
    ],
  };
}
