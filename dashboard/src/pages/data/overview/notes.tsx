import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Told } from "../../../../../src/serve/contract.ts";
import { dateLetters } from "../date-letters.ts";

/** What the reader of a file decided, or what one should know; what can be done about it is told as for this page. */
export function Notes({ notes }: { readonly notes: readonly Told[] }) {
  const { t } = useTranslation();
  const told = ({ code, data, text }: Told) =>
    t(`data.noteHere.${code.split(".").at(-1)}`, {
      ...data,
      ...(typeof data.format === "string" ? { format: dateLetters(data.format) } : {}),
      defaultValue: text,
    });
  return (
    <ul className="notes">
      {notes.map((n) => (
        <li key={`${n.code} ${n.text}`}>
          <IconInfoCircle size={17} stroke={1.7} className="muted" aria-hidden />
          <span>{told(n)}</span>
        </li>
      ))}
    </ul>
  );
}
