import { useComputedColorScheme } from "@mantine/core";

/** Colours of charts in light and dark; the accent marks what matters, greys carry the rest. */
export interface ChartStyle {
  readonly dark: boolean;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly grey: string;
  readonly good: string;
  readonly bad: string;
}

const light: ChartStyle = {
  dark: false,
  text: "#1b1d23",
  muted: "#5c6170",
  line: "#e6e7eb",
  surface: "#ffffff",
  accent: "#4a4fd0",
  accentSoft: "rgba(74, 79, 208, 0.14)",
  grey: "#8b90a0",
  good: "#1f7a4d",
  bad: "#c2302b",
};
const dark: ChartStyle = {
  dark: true,
  text: "#ececf0",
  muted: "#a4a8b5",
  line: "#2e3038",
  surface: "#1a1b20",
  accent: "#8f98f5",
  accentSoft: "rgba(143, 152, 245, 0.2)",
  grey: "#858a99",
  good: "#5cc48d",
  bad: "#f0827c",
};

export function useChartStyle(): ChartStyle {
  return useComputedColorScheme("light") === "dark" ? dark : light;
}

/** True where a screen is as narrow as a phone. */
export const isNarrow = () => globalThis.innerWidth < 600;

export const font =
  '"Inter Variable", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';

/** An axis in words: its name at the end, thin lines, no box. */
export function axis(style: ChartStyle, name: string, format: (v: number) => string, extra: object = {}) {
  return {
    type: "value" as const,
    name,
    nameLocation: "middle" as const,
    nameGap: 30,
    nameTextStyle: {
      color: style.muted,
      fontFamily: font,
      fontSize: 12,
      lineHeight: 15,
      align: "center" as const,
      width: isNarrow() ? 230 : 300,
      overflow: "break" as const,
    },
    axisLabel: { color: style.muted, fontFamily: font, fontSize: 12, formatter: format, hideOverlap: true },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: style.line } },
    ...extra,
  };
}

/** The figures under the pointer. */
export function tooltip(style: ChartStyle, extra: object = {}) {
  return {
    backgroundColor: style.surface,
    borderColor: style.line,
    padding: [8, 12],
    textStyle: { color: style.text, fontFamily: font, fontSize: 13 },
    extraCssText: "box-shadow: 0 4px 16px rgba(0,0,0,.12); border-radius: 8px;",
    confine: true,
    ...extra,
  };
}

/** A label beside the end of a line instead of a legend. */
export function endLabel(text: string, colour: string, extra: object = {}) {
  return {
    show: true,
    formatter: text,
    color: colour,
    fontFamily: font,
    fontSize: 12,
    fontWeight: 600,
    ...extra,
  };
}

/** Text that goes into a tooltip's HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
