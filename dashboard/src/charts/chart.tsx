import { useEffect, useRef } from "react";
import { type ChartOption, init } from "./echarts.ts";

interface ChartProps {
  readonly option: ChartOption;
  readonly height: number;
  readonly label: string;
  readonly onPick?: (dataIndex: number, seriesName: string) => void;
}

type Drawn = ReturnType<typeof init>;

/** One ECharts picture that fills its width and follows its size. */
export function Chart({ option, height, label, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Drawn>(null);
  useEffect(() => {
    const drawn = init(box.current!);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  useEffect(() => {
    const drawn = chart.current;
    if (!drawn || !onPick) return;
    const pick = (event: { dataIndex: number; seriesName?: string }) =>
      onPick(event.dataIndex, event.seriesName ?? "");
    drawn.on("click", pick as (event: unknown) => void);
    return () => {
      if (!drawn.isDisposed()) drawn.off("click", pick as (event: unknown) => void);
    };
  }, [onPick]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}
