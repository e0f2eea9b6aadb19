/** The id of the profile that a visitor has before anybody knows who it is. */
export function anonymousProfile(anonymousId: string): string {
  return `anonymous:${anonymousId}`;
}

/** SQL of the same. */
export function anonymousProfileSql(column: string): string {
  return `('anonymous:' || ${column})`;
}
