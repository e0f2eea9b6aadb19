import type { ReactNode } from "react";

interface PageProps {
  /** The page's name, small, above the answer. */
  readonly name: ReactNode;
  /** The answer as a sentence with its figure. */
  readonly answer: ReactNode;
  readonly more?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: first the answer, then the evidence. */
export function Page({ name, answer, more, actions, children }: PageProps) {
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-name">{name}</div>
        <h1>{answer}</h1>
        {more && <p className="more">{more}</p>}
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One question of a page with its evidence. */
export function Section({ title, lead, aside, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head">
        <div>
          <h2>{title}</h2>
          {lead && <p className="muted">{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
