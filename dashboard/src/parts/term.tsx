import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A term of the trade, explained in one sentence on hover, focus and touch. */
export function Term({ name, label }: { readonly name: string; readonly label?: string }) {
  const { t } = useTranslation();
  return (
    <Tooltip
      label={t(`terms.${name}.what`)}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={320}
      withArrow
    >
      <button type="button" className="term">
        {label ?? t(`terms.${name}.name`)}
      </button>
    </Tooltip>
  );
}
