/**
 * A sentence for people as data: a code of the catalogues in `src/words` and what fills it in.
 * Rooms return these; only commands, serve and the dashboard word them. Amounts of money are given as
 * `{{x, money}}` with minor units in `x` and the currency in `currency`.
 */
export interface Sentence {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}
