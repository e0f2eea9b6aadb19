import { useTranslation } from "react-i18next";

const units = [
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** A time in its largest whole unit: 3 hours, 2 days. */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation();
  return (seconds) => {
    const [unit, length] = units.find(([name, s]) => seconds >= (name === "seconds" ? 0 : s)) ?? units[3];
    return t(`dataSources.unit.${unit}`, { count: Math.floor(seconds / length) });
  };
}
