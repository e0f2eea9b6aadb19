import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { themes } from "../../src/flows/themes.ts";
import { contentOf } from "../../src/segments/text/function-words.ts";
import { likedBy } from "../../src/segments/text/read-reviews.ts";
import type { ThemesReport } from "../../src/segments/text/report.ts";
import type { Store } from "../../src/store/store.ts";
import { languages, words } from "../../src/words/index.ts";
import { openStore } from "../store/folder.ts";
import { COMPLAINT, loadReviews, type MadeUpReview, makeReviews, plantedThemes } from "./reviews.ts";

const options = { seed: 1, threads: 1, clock: systemClock };

async function read(reviews: readonly MadeUpReview[]): Promise<{ store: Store; report: ThemesReport }> {
  const store = await openStore();
  await loadReviews(store, reviews);
  return { store, report: (await themes(store, options))! };
}

describe("what reviews say", () => {
  test.each(["en", "ru", "zh"] as const)(
    "%s: planted themes are found, what people complain of is told, the tone is right on later texts",
    async (lang) => {
      const { store, report } = await read(makeReviews(lang, 420, 1));
      expect(report.tones).toHaveLength(1);
      const [tone] = report.tones;
      expect([tone!.lang, tone!.published, tone!.test!.on]).toEqual([lang, true, "later"]);
      expect(tone!.test!.auc).toBeGreaterThan(0.95);
      const planted = plantedThemes(lang);
      for (const own of planted) {
        const about = report.themes.filter((t) => t.words.some((w) => own.includes(w)));
        expect(about.length, own[0]).toBeGreaterThan(0);
      }
      const complaint = report.themes.filter((t) => planted[COMPLAINT]!.some((w) => t.words.includes(w)));
      expect(complaint[0]!.positive!).toBeLessThan(0.4);
      expect(complaint[0]!.difference!).toBeLessThan(0);
      expect(complaint[0]!.what.code).toBe("themes.theme.disliked");
      const stored = await store.one<{ rows: number; told: number; versions: number }>(
        "SELECT count(*) AS rows, count(tone) AS told, count(DISTINCT version) AS versions FROM review_texts",
      );
      expect(stored).toEqual({ rows: 420, told: tone!.scored, versions: 1 });
      for (const l of languages)
        for (const s of [...report.themes.map((t) => t.what), tone!.reason, ...report.notes])
          expect(words(l).tell(s)).not.toMatch(/themes\.|\{\{|\$t\(|NaN|null/);
    },
  );

  test("the tone of unrated texts agrees with what they say", async () => {
    const rated = makeReviews("en", 400, 2);
    const unrated = makeReviews("en", 60, 3).map((r) => ({
      ...r,
      text: `${r.text} indeed`,
      rating: null,
      truth: r.rating! >= 4,
    }));
    const { store } = await read([...rated, ...unrated]);
    const rows = await store.rows<{ text: string; tone: number }>(
      "SELECT text, tone FROM reviews JOIN review_texts ON review = review_id WHERE rating IS NULL",
    );
    const right = rows.filter(
      ({ text, tone }) => unrated.find((u) => u.text === text)!.truth === tone >= 0.5,
    );
    expect(rows).toHaveLength(60);
    expect(right.length).toBeGreaterThan(54);
  });

  test("ratings that fall without regard to the words give no tone, and that is said", async () => {
    const { store, report } = await read(makeReviews("en", 400, 4, false));
    expect(report.tones[0]!.published).toBe(false);
    expect(report.tones[0]!.reason.code).toBe("themes.tone.notSure");
    expect(await store.one("SELECT count(tone) AS n FROM review_texts")).toEqual({ n: 0 });
    expect(report.themes.length).toBeGreaterThan(0);
  });

  test("two languages are read apart; one without ratings has themes and no tone", async () => {
    const unrated = makeReviews("ru", 120, 5).map((r) => ({ ...r, rating: null }));
    const { report } = await read([...makeReviews("en", 300, 6), ...unrated]);
    const [en, ru] = report.tones;
    expect([en!.lang, en!.published, ru!.lang, ru!.published]).toEqual(["en", true, "ru", false]);
    expect(ru!.reason.code).toBe("themes.tone.fewRated");
    expect(report.themes.filter((t) => t.lang === "ru").every((t) => t.positive === null)).toBe(true);
    expect(new Set(report.themes.map((t) => t.theme)).size).toBe(report.themes.length);
  });

  test("emoji, blanks, numbers, a megabyte, a language nobody expects: read or left aside, never lost", async () => {
    const odd = ["🦄🦄🦄", "   ", "12345", "ok", "x".repeat(1_000_000), "mixed смешанный 混合 text"].map(
      (text): MadeUpReview => ({ text, rating: 5, day: 1 }),
    );
    const { store, report } = await read([...makeReviews("en", 200, 7), ...odd]);
    expect(report.reviews).toBe(205);
    expect(report.unclear).toBeGreaterThan(0);
    expect(await store.one("SELECT count(*) AS n FROM review_texts")).toEqual({ n: 205 });
  });

  test("the same texts give the same; they are read anew only when some have come; none is an answer too", async () => {
    const store = await openStore();
    expect(await themes(store, options)).toBeNull();
    await loadReviews(store, makeReviews("en", 150, 8));
    const first = (await themes(store, options))!;
    expect((await themes(store, options))!.version).toBe(first.version);
    await loadReviews(store, [
      { text: "the courier lost my parcel, terrible delivery", rating: 1, day: 310 },
    ]);
    const second = (await themes(store, options))!;
    expect(second.version).not.toBe(first.version);
    expect(second.reviews).toBe(first.reviews + 1);
    const { report } = await read(makeReviews("en", 150, 8));
    expect({ ...report, seconds: 0 }).toEqual({
      ...first,
      seconds: 0,
      version: report.version,
      asOf: report.asOf,
    });
  });
});

test("ratings are read by their scale", () => {
  expect([10, 9, 8, 7, 6, 0].map((r) => likedBy(r, "nps", 10))).toEqual([1, 1, null, null, 0, 0]);
  expect([5, 4, 3, 2, 1].map((r) => likedBy(r, "review", 5))).toEqual([1, 1, null, 0, 0]);
  expect([1, 0, Number.NaN].map((r) => likedBy(r, "review", 1))).toEqual([1, 0, null]);
  expect([95, 50, 10].map((r) => likedBy(r, "csat", 100))).toEqual([1, null, 0]);
});

test("function words go, others stay, whatever the apostrophe", () => {
  expect(contentOf("I don’t like the courier", "en").trim().split(/\s+/)).toEqual(["courier"]);
  expect(contentOf("quelle table", "fr")).toBe("quelle table");
});
