import { IconInfoCircle } from "@tabler/icons-react";
import type { Told } from "../../../../../src/serve/contract.ts";

/** What the reader of a file decided, or what one should know. */
export function Notes({ notes }: { readonly notes: readonly Told[] }) {
  return (
    <ul className="notes">
      {notes.map((n) => (
        <li key={`${n.code} ${n.text}`}>
          <IconInfoCircle size={17} stroke={1.7} className="muted" aria-hidden />
          <span>{n.text}</span>
        </li>
      ))}
    </ul>
  );
}
