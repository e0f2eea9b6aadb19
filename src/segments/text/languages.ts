/** Languages that texts of customers are expected in; what looks like any other is short or broken. ISO 639-1. */
export const expectedLanguages: ReadonlySet<string> = new Set(
  "en zh ru de fr es it pt nl pl tr ja ko uk ar sv da fi no cs hu ro".split(" "),
);
