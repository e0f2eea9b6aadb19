import "./segments.css";
import { Trans, useTranslation } from "react-i18next";
import type { Segments as Answer, Segmentation, Told } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { useFormat } from "../../parts/format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { PersonaCard } from "./card.tsx";
import { Changes } from "./changes.tsx";
import { CustomerMap } from "./map.tsx";
import { AreTheyReal } from "./real.tsx";

/** Which kinds of customers there are, on a map and as personas, and how far to trust the grouping. */
export function Segments() {
  const query = useApi<Answer>("segments");
  return (
    <Answered query={query}>
      {({ segmentation, without }) =>
        segmentation ? (
          <Filled segmentation={segmentation} without={without} />
        ) : (
          <Empty page="segments" command="npm run kindred -- segment" />
        )
      }
    </Answered>
  );
}

interface FilledProps {
  readonly segmentation: Segmentation;
  readonly without: number;
}

function Filled({ segmentation, without }: FilledProps) {
  const { t } = useTranslation();
  const format = useFormat(segmentation.currency);
  const best = segmentation.personas.toSorted((a, b) => b.revenueShare - a.revenueShare)[0];
  const aboutTests = segmentation.notes.filter((n) => /[.](effects|next|nextMissing)$/.test(n.code));
  return (
    <Page
      name={t("segments.asOf", { at: segmentation.asOf })}
      answer={
        <Trans
          i18nKey="segments.answer"
          count={segmentation.groups}
          values={{
            customers: segmentation.customers,
            name: best?.name.text ?? "",
            share: format.percent(best?.share ?? 0),
            revenue: format.percent(best?.revenueShare ?? 0),
          }}
          components={{ b: <b /> }}
        />
      }
      more={
        <>
          {segmentation.chosen.text} {without > 0 && t("segments.without", { count: without })}
        </>
      }
    >
      <CustomerMap segmentation={segmentation} />
      <Section title={t("segments.cardsTitle")} lead={t("segments.cardsLead")}>
        <div className="grid-2">
          {segmentation.personas.map((p) => (
            <PersonaCard key={p.segment} persona={p} currency={segmentation.currency} />
          ))}
        </div>
        <Notes notes={aboutTests} />
      </Section>
      <Changes segmentation={segmentation} />
      <AreTheyReal segmentation={segmentation} />
      <Notes notes={segmentation.notes.filter((n) => !aboutTests.includes(n))} />
    </Page>
  );
}

function Notes({ notes }: { readonly notes: readonly Told[] }) {
  return notes.map((note) => (
    <p key={note.code} className="muted note">
      {note.text}
    </p>
  ));
}
