import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface BandSelectProps {
  readonly value: string | undefined;
  readonly onChange: (band: string | undefined) => void;
}

/** Choosing how likely customers are to leave. */
export function BandSelect({ value, onChange }: BandSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("table.risk")}
      placeholder={t("table.all")}
      clearable
      clearButtonProps={{ "aria-label": t("table.clear") }}
      value={value ?? null}
      onChange={(v) => onChange(v ?? undefined)}
      data={(["high", "medium", "low"] as const).map((band) => ({ value: band, label: t(`band.${band}`) }))}
      w={{ base: "100%", xs: 160 }}
    />
  );
}
