import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../../../parts/page.tsx";

interface StoreBoxProps {
  readonly table: string;
  readonly disabled: boolean;
  readonly store: (mode: "append" | "replace") => void;
}

/** The one button that stores something. */
export function StoreBox({ table, disabled, store }: StoreBoxProps) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<"append" | "replace">("append");
  return (
    <Section title={t("dataImport.storeTitle")}>
      <div className="card store-box">
        <SegmentedControl
          aria-label={t("dataImport.storeTitle")}
          value={mode}
          onChange={(value) => setMode(value as typeof mode)}
          data={(["append", "replace"] as const).map((value) => ({ value, label: t(`dataImport.${value}`) }))}
        />
        {mode === "replace" && (
          <p className="bad">{t("dataImport.replaceWarning", { table: t(`tableName.${table}`) })}</p>
        )}
        <Button disabled={disabled} onClick={() => store(mode)}>
          {t("dataImport.store")}
        </Button>
      </div>
    </Section>
  );
}
