import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileImported, SentFile } from "../../../../../src/serve/contract.ts";
import { post, sendFile } from "../../../api/client.ts";
import { currentLanguage } from "../../../app/language.ts";
import { Page } from "../../../parts/page.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { Done } from "./done.tsx";
import { DropZone } from "./drop-zone.tsx";
import { Looked } from "./looked.tsx";
import type { StoreRequest } from "./reading.ts";
import { Storing } from "./storing.tsx";

/** A file from dropping it to its report: sent, looked at, mapped, stored. */
export function DataImportPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sent, setSent] = useState<SentFile | null>(null);
  const send = useMutation({
    mutationFn: (file: File) =>
      sendFile<SentFile>("files", { name: file.name, lang: currentLanguage() }, file),
    onSuccess: setSent,
  });
  const store = useMutation({
    mutationFn: ({ upload, ...request }: StoreRequest & { readonly upload: string }) =>
      post<FileImported>(`files/${upload}/import`, { lang: currentLanguage() }, request),
    onSuccess: () => client.invalidateQueries(),
  });
  const again = () => {
    setSent(null);
    send.reset();
    store.reset();
  };
  if (store.data) return <Done done={store.data} again={again} />;
  if (store.isPending && sent) return <Storing file={sent.file} />;
  if (sent)
    return (
      <Looked
        key={sent.upload}
        sent={sent}
        again={again}
        store={(request) => store.mutate({ ...request, upload: sent.upload })}
        error={store.error}
      />
    );
  return (
    <Page name={t("data.pages.import")} answer={t("dataImport.answer")} more={t("dataImport.more")}>
      {send.isError && <ProblemNotice error={send.error} />}
      <DropZone busy={send.isPending ? send.variables.name : null} onFile={send.mutate} />
    </Page>
  );
}
