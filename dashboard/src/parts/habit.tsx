import { useTranslation } from "react-i18next";
import type { Told } from "../../../src/serve/contract.ts";
import { useFormat } from "./format.ts";

/** What is usual for a kind of customer, in a few words; the whole summary where habits are not known. */
export function Habit({ summary }: { readonly summary: Told }) {
  const { t } = useTranslation();
  const { orders, basket, recencyDays, currency } = summary.data;
  const format = useFormat(typeof currency === "string" ? currency : null);
  if (typeof orders !== "number" || typeof basket !== "number" || typeof recencyDays !== "number")
    return <>{summary.text}</>;
  return (
    <>
      {t("segments.habit", {
        count: Math.round(orders),
        basket: format.money(basket),
        days: Math.round(recencyDays),
      })}
    </>
  );
}
