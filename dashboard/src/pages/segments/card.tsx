import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SegmentPersona, SegmentTrait } from "../../../../src/serve/contract.ts";
import { PersonaMark } from "../../parts/badges.tsx";
import { Count, Money, Share } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Habit } from "../../parts/habit.tsx";
import { Term } from "../../parts/term.tsx";

interface CardProps {
  readonly persona: SegmentPersona;
  readonly currency: string | null;
}

/** One kind of customer: who they are, how many, what they bring, what sets them apart, what they did next. */
export function PersonaCard({ persona, currency }: CardProps) {
  const { t } = useTranslation();
  const { size, share, revenueMinor, revenueShare, medianOrderMinor, next } = persona;
  return (
    <article className="card persona-card">
      <header>
        <PersonaMark icon={persona.icon} colour={persona.colour} size={44} />
        <div>
          <h3>{persona.name.text}</h3>
          <Link to={`/customers?segment=${persona.segment}`}>{t("segments.members")}</Link>
        </div>
      </header>
      <p>
        <Habit summary={persona.summary} />
      </p>
      <dl className="facts small">
        <div>
          <dt>{t("segments.size")}</dt>
          <dd>
            <Count value={size} />{" "}
            <small>
              {t("segments.ofAll")} <Share value={share} />
            </small>
          </dd>
        </div>
        <div>
          <dt>{t("segments.revenue")}</dt>
          <dd>
            <Money minor={revenueMinor} currency={currency} />{" "}
            <small>
              {t("segments.ofAll")} <Share value={revenueShare} />
            </small>
          </dd>
        </div>
        {medianOrderMinor !== null && (
          <div>
            <dt>
              <Term name="medianOrder" />
            </dt>
            <dd>
              <Money minor={medianOrderMinor} currency={currency} />
            </dd>
          </div>
        )}
      </dl>
      <h4>
        <Term name="effect" label={t("segments.apart")} />
      </h4>
      <ul className="traits">
        {persona.traits.slice(0, 4).map((trait) => (
          <Trait key={trait.feature} trait={trait} />
        ))}
      </ul>
      {next && <Next next={next} />}
    </article>
  );
}

/** Effect sizes beyond this fill the bar. */
const FULL = 2;

function Trait({ trait }: { readonly trait: SegmentTrait }) {
  const format = useFormat();
  const width = Math.min(50, (50 * Math.abs(trait.effect)) / FULL);
  const sign = trait.effect > 0 ? "+" : "−";
  return (
    <li>
      <span>{trait.what.text}</span>
      <span className="effect" aria-hidden>
        <i style={{ width: `${width}%`, left: trait.effect < 0 ? `${50 - width}%` : "50%" }} />
      </span>
      <span className="figure muted">
        {sign}
        {format.number(Math.abs(trait.effect), 1)}
        {trait.pValue !== undefined && <PValue value={trait.pValue} />}
      </span>
    </li>
  );
}

function PValue({ value }: { readonly value: number }) {
  const format = useFormat();
  return (
    <small className="p-value">
      <Term
        name="pValue"
        label={value < 0.001 ? `p < ${format.number(0.001, 3)}` : `p = ${format.number(value, 3)}`}
      />
    </small>
  );
}

function Next({ next }: { readonly next: NonNullable<SegmentPersona["next"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="next muted">
      {t("segments.next", {
        share: format.percent(next.orderedShare),
        low: format.percent(next.low),
        high: format.percent(next.high),
      })}
      <PValue value={next.pValue} />
    </p>
  );
}
