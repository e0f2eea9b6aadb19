import type { Band } from "../../../src/serve/contract.ts";
import { BandBadge } from "./badges.tsx";
import { Share } from "./figures.tsx";
import { Term } from "./term.tsx";

/** A probability of leaving with its band, aligned in columns; where there is none, what the band is read from. */
export function Risk({ probability, band }: { readonly probability: number | null; readonly band: Band }) {
  return (
    <span className="risk">
      {probability === null ? <Term name="rfmRisk" /> : <Share value={probability} />}
      <BandBadge band={band} />
    </span>
  );
}
