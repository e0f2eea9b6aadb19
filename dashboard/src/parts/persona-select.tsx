import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PersonaBadge } from "../../../src/serve/contract.ts";
import { PersonaMark } from "./badges.tsx";

interface PersonaSelectProps {
  readonly personas: readonly PersonaBadge[];
  readonly value: string | undefined;
  readonly onChange: (segment: string | undefined) => void;
}

/** Choosing one kind of customer. */
export function PersonaSelect({ personas, value, onChange }: PersonaSelectProps) {
  const { t } = useTranslation();
  const chosen = personas.find((p) => String(p.segment) === value);
  return (
    <Select
      label={t("table.persona")}
      placeholder={t("table.all")}
      clearable
      clearButtonProps={{ "aria-label": t("table.clear") }}
      value={value ?? null}
      onChange={(v) => onChange(v ?? undefined)}
      data={personas.map((p) => ({ value: String(p.segment), label: p.name }))}
      leftSection={chosen ? <PersonaMark icon={chosen.icon} colour={chosen.colour} size={20} /> : null}
      w={{ base: "100%", xs: 240 }}
    />
  );
}
