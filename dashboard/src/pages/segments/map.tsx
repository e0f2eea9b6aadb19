import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Points, Segmentation } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { personaColour } from "../../app/theme.ts";
import { type ChartStyle, escaped, isNarrow, tooltip, useChartStyle } from "../../charts/style.ts";
import { PersonaName } from "../../parts/badges.tsx";
import { ChartBox } from "../../parts/chart-box.tsx";
import { type Box, freePlace, labelWidth, nameTag } from "./name-tag.ts";

interface RenderApi {
  value(i: number): number;
  coord(p: number[]): number[];
  getWidth(): number;
}

interface MapPoint {
  readonly id: string;
  readonly segment: number;
  readonly persona: string;
  readonly x: number;
  readonly y: number;
}

/** Every dot a customer; near means alike. A click opens the customer. */
export function CustomerMap({ segmentation }: { readonly segmentation: Segmentation }) {
  const { t } = useTranslation();
  const style = useChartStyle();
  const navigate = useNavigate();
  const { data } = useApi<Points>("segments/points");
  const points = useMemo(() => toPoints(data, segmentation), [data, segmentation]);
  const option = useMemo(() => mapOption(points, segmentation, style), [points, segmentation, style]);
  const open = useCallback(
    (index: number, series: string) => {
      const point = points.filter((p) => p.persona === series)[index];
      if (point) void navigate(`/customers/${encodeURIComponent(point.id)}`);
    },
    [points, navigate],
  );
  if (data && points.length === 0) return null;
  return (
    <ChartBox
      title={t("segments.mapTitle")}
      says={
        data && points.length < data.total
          ? t("segments.mapSays", { shown: points.length, count: data.total })
          : t("segments.mapSaysAll")
      }
      option={option}
      height={isNarrow() ? 320 : 460}
      below={<Key segmentation={segmentation} />}
      onPick={open}
      loading={!data}
      heading="h2"
      rows={points}
      file="map"
      columns={[
        { name: t("table.customer"), value: (p) => p.id },
        { name: t("table.persona"), value: (p) => p.persona },
        { name: "x", value: (p) => p.x },
        { name: "y", value: (p) => p.y },
      ]}
    />
  );
}

/** On a phone there is no room for names among the dots: they stand below, in their colours. */
function Key({ segmentation: { personas } }: { readonly segmentation: Segmentation }) {
  return (
    <ul className="map-key">
      {personas.map((p) => (
        <li key={p.segment}>
          <PersonaName persona={{ ...p, name: p.name.text }} />
        </li>
      ))}
    </ul>
  );
}

function toPoints(data: Points | undefined, { personas }: Segmentation): MapPoint[] {
  if (!data) return [];
  const names = new Map(personas.map((p) => [p.segment, p.name.text]));
  return data.customerId.map((id, i) => ({
    id,
    segment: data.segment[i]!,
    persona: names.get(data.segment[i]!) ?? "",
    x: data.x[i]!,
    y: data.y[i]!,
  }));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The span of most values: a few far-off customers must not press all others together. */
function span(values: number[]): { min: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))] ?? 0;
  const margin = 0.12 * (at(0.995) - at(0.005) || 1);
  return { min: at(0.005) - margin, max: at(0.995) + margin };
}

function within(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value));
}

function mapOption(points: readonly MapPoint[], { personas }: Segmentation, style: ChartStyle) {
  const x = span(points.map((p) => p.x));
  const y = span(points.map((p) => p.y));
  const hidden = { show: false, type: "value" };
  return {
    animation: false,
    grid: { left: 12, right: 12, top: 16, bottom: 12 },
    xAxis: { ...hidden, ...x },
    yAxis: { ...hidden, ...y },
    tooltip: tooltip(style, {
      formatter: (p: { seriesName: string; name: string }) =>
        `<b>${escaped(p.name)}</b><br>${escaped(p.seriesName)}`,
    }),
    series: [...personas.map(dots), ...(isNarrow() ? [] : [labels()])],
  };

  function dots(p: Segmentation["personas"][number]) {
    const own = points.filter((q) => q.segment === p.segment);
    return {
      type: "scatter",
      name: p.name.text,
      data: own.map((q) => ({ value: [within(q.x, x), within(q.y, y)], name: q.id })),
      symbolSize: 5,
      itemStyle: { color: personaColour(p.colour, style.dark), opacity: 0.55 },
      emphasis: { scale: 2, itemStyle: { opacity: 1 } },
    };
  }

  /** Names in the middle of their dots, moved up or down where they would cover each other. */
  function labels() {
    const middles = personas.flatMap((p) => {
      const own = points.filter((q) => q.segment === p.segment);
      return own.length > 0 ? [{ p, at: [median(own.map((q) => q.x)), median(own.map((q) => q.y))] }] : [];
    });
    const placed: Box[] = [];
    return {
      type: "custom",
      silent: true,
      z: 10,
      data: middles.map((m) => m.at),
      renderItem: ({ dataIndex }: { dataIndex: number }, api: RenderApi) => {
        if (dataIndex === 0) placed.length = 0;
        const { p } = middles[dataIndex]!;
        const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
        const box = freePlace(x, y, labelWidth(p.name.text), api.getWidth(), placed);
        placed.push(box);
        return nameTag(box, p.name.text, personaColour(p.colour, style.dark), style);
      },
    };
  }
}
