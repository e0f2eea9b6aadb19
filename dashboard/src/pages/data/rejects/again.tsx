import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rejects, RejectsReplay } from "../../../../../src/serve/contract.ts";
import { post } from "../../../api/client.ts";
import { currentLanguage } from "../../../app/language.ts";
import { useFilters } from "../../../parts/search-params.ts";
import { ProblemNotice } from "../problem-notice.tsx";

/** Reads rejected rows again, with another way to write dates where that was the trouble. */
export function Again({ groups }: { readonly groups: Rejects["groups"] }) {
  const { t } = useTranslation();
  const { get } = useFilters();
  const client = useQueryClient();
  const [dateFormat, setDateFormat] = useState("");
  const [historical, setHistorical] = useState(false);
  const importId = get("import");
  const source = get("source");
  const chosen = groups.filter(
    (g) =>
      (importId === undefined || String(g.importId) === importId) &&
      (source === undefined || g.source === source),
  );
  const again = useMutation({
    mutationFn: () =>
      post<RejectsReplay>(
        "rejects/replay",
        { lang: currentLanguage() },
        {
          ...(importId === undefined ? {} : { import: Number(importId) }),
          ...(source === undefined ? {} : { source }),
          ...(dateFormat.trim() === "" ? {} : { dateFormat: dateFormat.trim() }),
          ...(historical ? { historical } : {}),
        },
      ),
    onSuccess: () => client.invalidateQueries(),
  });
  const scope = importId === undefined && source === undefined ? undefined : chosen[0]?.from;
  return (
    <section className="card store-box" aria-label={t("dataRejects.again")} style={{ marginTop: 20 }}>
      <p>
        {t("dataRejects.againWhat")}{" "}
        <span className="muted">
          {scope === undefined
            ? t("dataRejects.againScopeAll")
            : t("dataRejects.againScopeImport", { from: scope })}
        </span>
      </p>
      {chosen.some((g) => g.rule === "date-unreadable") && (
        <TextInput
          label={t("dataRejects.dateFormat")}
          description={t("dataRejects.dateFormatHint")}
          value={dateFormat}
          onChange={(e) => setDateFormat(e.currentTarget.value)}
        />
      )}
      {chosen.some((g) => g.rule === "too-late") && (
        <label>
          <input
            type="checkbox"
            checked={historical}
            onChange={(e) => setHistorical(e.currentTarget.checked)}
          />{" "}
          {t("dataRejects.historical")}
        </label>
      )}
      <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
        {t("dataRejects.again")}
      </Button>
      {again.isError && <ProblemNotice error={again.error} />}
      {again.data && (
        <output className="notice quiet">
          {t("dataRejects.done", { ...counted(again.data), still: again.data.stillRejected })}
        </output>
      )}
    </section>
  );
}

const counted = ({ tried, stored, duplicates }: RejectsReplay) => ({ tried, stored, duplicates });
