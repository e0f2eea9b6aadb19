import type { Band } from "../../../src/serve/contract.ts";
import { BandBadge } from "./badges.tsx";
import { Share } from "./figures.tsx";

/** A probability of leaving with its band, aligned in columns. */
export function Risk({ probability, band }: { readonly probability: number | null; readonly band: Band }) {
  return (
    <span className="risk">
      <span>{probability !== null && <Share value={probability} />}</span>
      <BandBadge band={band} />
    </span>
  );
}
