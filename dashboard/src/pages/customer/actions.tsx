import { useTranslation } from "react-i18next";
import type { ActionRow } from "../../../../src/serve/contract.ts";
import { Money } from "../../parts/figures.tsx";
import { Section } from "../../parts/page.tsx";
import { Term } from "../../parts/term.tsx";

interface ActionListProps {
  readonly actions: readonly ActionRow[];
  readonly currency: string | null;
}

/** What to do about this customer, with the words to say. */
export function ActionList({ actions, currency }: ActionListProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("customer.actionsTitle")}>
      <div className="grid-2">
        {actions.map((a) => (
          <article key={a.action} className="card">
            <h3>{a.what.text}</h3>
            <p className="muted">{a.because.text}</p>
            <p className="message">{a.message.text}</p>
            <p className="muted small-note">
              {a.control && <>{t("actions.control")} · </>}
              {a.channelText}
              {a.expectedMarginMinor !== null && (
                <>
                  {" · "}
                  <Term name="expectedMargin" />: <Money minor={a.expectedMarginMinor} currency={currency} />
                </>
              )}
            </p>
          </article>
        ))}
      </div>
    </Section>
  );
}
