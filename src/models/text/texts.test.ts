import { describe, expect, test } from "vitest";
import { sentiment } from "../sentiment/sentiment.ts";
import { tfIdf } from "../tf-idf/tf-idf.ts";
import { topics } from "../topics/topics.ts";
import { languageOf, mainLanguage } from "./language.ts";
import { Splitter } from "./words.ts";

const ctx = { seed: 1 };

describe("the language of a text", () => {
  test.each([
    ["The delivery was late and the box was broken", "en"],
    ["Доставка опоздала, коробка была повреждена", "ru"],
    ["快递太慢了，包装也坏了", "zh"],
    ["Die Lieferung kam zu spät und war beschädigt", "de"],
  ])("%s", (text, lang) => {
    expect(languageOf(text)).toBe(lang);
  });

  test("is unknown where nothing tells", () => {
    for (const text of ["", "👍👍👍", "12345", "ok"]) expect(languageOf(text)).toBeNull();
    expect(mainLanguage(["👍", ""])).toBeNull();
    expect(
      mainLanguage(["It arrived broken and late", "Очень хороший магазин", "Great quality of sound"]),
    ).toEqual({ lang: "en", share: 2 / 3 });
  });
});

describe("words", () => {
  const stems = (lang: string | null, text: string) => new Splitter(lang).words(text).map(({ stem }) => stem);
  test("lose their endings, case and punctuation, and keep how they were written", () => {
    expect(stems("en", "Deliveries, DELIVERY!")).toEqual(["deliveri", "deliveri"]);
    expect(stems("ru", "доставки доставкой")).toEqual(["доставк", "доставк"]);
    expect(new Splitter("en").words("Boxes")[0]).toEqual({ stem: "box", written: "boxes" });
  });
  test("are found in Chinese, where nothing stands between them", () => {
    expect(stems("zh", "快递太慢了")).toContain("快递");
  });
  test("of an unknown language, emoji, empty and huge texts do no harm", () => {
    expect(stems(null, "Guten Tag")).toEqual(["guten", "tag"]);
    expect(stems("en", "👍🎉")).toEqual([]);
    expect(stems("en", "")).toEqual([]);
    expect(stems("en", "word ".repeat(250_000)).length).toBeLessThanOrEqual(20_000);
  });
});

describe("tf-idf", () => {
  test("by hand: smooth idf, length 1, as scikit-learn", async () => {
    const texts = ["red sofa", "red chair", "blue sofa blue"];
    const model = await tfIdf.fit(
      { texts, lang: null },
      tfIdf.check({ maxWords: 1, minDf: 1, sublinearTf: false }),
      ctx,
    );
    expect(model.features).toEqual(["blue", "chair", "red", "sofa"]);
    const idf = (n: number) => Math.log(4 / (1 + n)) + 1;
    const length = Math.hypot(2 * idf(1), idf(2));
    const x = model.transform(["blue sofa blue", "unknown"]);
    expect([...x.start]).toEqual([0, 2, 2]);
    expect(x.value[0]).toBeCloseTo((2 * idf(1)) / length, 6);
    expect(tfIdf.load(structuredClone(model.save())).transform(texts)).toEqual(model.transform(texts));
  });
  test("characters within words, marked as parts", async () => {
    const p = tfIdf.check({ maxWords: 1, minCharacters: 3, maxCharacters: 3, minDf: 1 });
    const model = await tfIdf.fit({ texts: ["sofa"], lang: null }, p, ctx);
    expect(model.features.map((f) => f.replace("\u0001", "·"))).toEqual([
      "· so",
      "·fa ",
      "·ofa",
      "·sof",
      "sofa",
    ]);
  });
});

describe("sentiment", () => {
  const good = ["lovely sofa", "great quality", "lovely colour, great service", "great sofa"];
  const bad = ["broken leg", "terrible delivery", "broken and terrible", "terrible quality"];
  const texts = [...good, ...bad];
  const y = texts.map((_, i) => (i < good.length ? 1 : 0));

  test("learns from the company's own ratings and says which words speak", async () => {
    const model = await sentiment.fit({ texts, y, lang: "en" }, sentiment.check({}), ctx);
    const { probability, known } = model.tone(["a lovely great chair", "terrible, broken", "👍"]);
    expect(probability[0]).toBeGreaterThan(0.6);
    expect(probability[1]).toBeLessThan(0.4);
    expect(known).toEqual([true, true, false]);
    expect(model.reasons("terrible chair")[0]).toMatchObject({ word: "terrible" });
    const back = sentiment.load(structuredClone(model.save()));
    expect(back.tone(texts).probability).toEqual(model.tone(texts).probability);
  });
  test("refuses what it cannot learn from", async () => {
    const attempt = (labels: number[]) =>
      sentiment.fit({ texts, y: labels, lang: "en" }, sentiment.check({}), ctx);
    await expect(attempt(texts.map(() => 1))).rejects.toMatchObject({ code: "one-class" });
    await expect(attempt([1])).rejects.toMatchObject({ code: "bad-target", data: { row: 2 } });
    await expect(attempt(texts.map((_, i) => i))).rejects.toMatchObject({
      code: "bad-target",
      data: { row: 3 },
    });
  });
});

describe("topics", () => {
  const about = {
    delivery: ["delivery late courier", "courier delivery parcel late", "parcel courier delivery"],
    comfort: ["cushion soft comfortable seat", "comfortable seat cushion", "soft seat cushion comfortable"],
  };
  const texts = [...about.delivery, ...about.comfort].flatMap((t) => [t, `${t} really`, t]);

  test("two planted topics are found, with their words", async () => {
    const model = await topics.fit({ texts, lang: "en" }, topics.check({ nTopics: 2 }), ctx);
    const words = model.topics(3).map((t) => t.words.join(" "));
    expect(words.some((w) => /courier|delivery|parcel/.test(w) && !/cushion|seat/.test(w))).toBe(true);
    expect(words.some((w) => /cushion|seat|soft/.test(w) && !/courier|delivery/.test(w))).toBe(true);
    const shares = model.shares(["the courier was late", "soft cushion", "zzz"]);
    expect(Math.abs(shares[0]! - shares[2]!)).toBeGreaterThan(0.8);
    expect([shares[4], shares[5]]).toEqual([0, 0]);
    expect(topics.load(structuredClone(model.save())).shares(texts)).toEqual(model.shares(texts));
  });
  test("more topics than words is an error that says how many there may be", async () => {
    await expect(
      topics.fit({ texts, lang: "en" }, topics.check({ nTopics: 500 }), ctx),
    ).rejects.toMatchObject({
      code: "bad-parameter",
      data: { name: "nTopics" },
    });
  });
});
