import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";

interface DropZoneProps {
  /** The name of the file that is on its way. */
  readonly busy: string | null;
  readonly onFile: (file: File) => void;
}

/** Where a file is dropped or chosen. */
export function DropZone({ busy, onFile }: DropZoneProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && busy === null) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      className="drop"
      data-over={over || undefined}
      aria-busy={busy !== null}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileUpload size={34} stroke={1.3} className="muted" aria-hidden />
      {busy === null ? (
        <>
          <b>{t("dataImport.drop")}</b>
          <span className="muted">{t("dataImport.choose")}</span>
        </>
      ) : (
        <output>{t("dataImport.sending", { file: busy })}</output>
      )}
      <input
        type="file"
        className="visually-hidden"
        disabled={busy !== null}
        onChange={(e) => {
          take(e.currentTarget.files);
          e.currentTarget.value = "";
        }}
      />
    </label>
  );
}
