import { Progress as Bar } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useProgress } from "../../../api/queries.ts";

/** A file on its way into the store. */
export function Storing({ file }: { readonly file: string }) {
  const { t } = useTranslation();
  const progress = useProgress();
  const step = progress.data?.steps.findLast((s) => s.task === "import");
  const percent = step && step.of > 0 ? (100 * step.done) / step.of : 0;
  return (
    <div className="page state" aria-busy="true">
      <h1 className="wrap">{t("dataImport.storing", { file })}</h1>
      <p>{t("dataImport.storingWhat")}</p>
      <Bar value={percent} w={280} aria-label={t("dataImport.storing", { file })} />
    </div>
  );
}
