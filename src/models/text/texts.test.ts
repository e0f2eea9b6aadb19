import { describe, expect, test } from "vitest";
import { sentiment } from "../sentiment/sentiment.ts";
import { fitTransform, tfIdf } from "../tf-idf/tf-idf.ts";
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
  const stems = (lang: string | null, text: string) => {
    const splitter = new Splitter(lang);
    return Array.from(splitter.words(text), (word) => splitter.stems[splitter.stemOf[word]!]);
  };
  test("lose their endings, case and punctuation, and keep how they were written", () => {
    expect(stems("en", "Deliveries, DELIVERY!")).toEqual(["deliveri", "deliveri"]);
    expect(stems("ru", "доставки доставкой")).toEqual(["доставк", "доставк"]);
    const splitter = new Splitter("en");
    expect(Array.from(splitter.words("Boxes, boxes. Box"))).toEqual([0, 0, 1]);
    expect(splitter.written).toEqual(["boxes", "box"]);
  });
  test("with an apostrophe are one, whichever it is; quotes are none", () => {
    expect(stems(null, "don’t 'DON'T' o'")).toEqual(["don't", "don't"]);
  });
  test("are found where nothing stands between them, in any text", () => {
    expect(stems("zh", "快递太慢了")).toContain("快递");
    expect(stems("ja", "配送が遅い")).toContain("配送");
    expect(stems("en", "broken 快递 quickly")).toEqual(["broken", "快递", "quick"]);
    expect(stems("hi", "अच्छी कुर्सी")).toEqual(["अच्छी", "कुर्सी"]);
  });
  test("of an unknown language stay as they are; full-width letters are letters", () => {
    expect(stems(null, "Guten Tag")).toEqual(["guten", "tag"]);
    expect(stems(null, "ＳＯＦＡ")).toEqual(["sofa"]);
  });
  test("pictures are words, whatever their skin; empty and huge texts do no harm", () => {
    expect(stems("en", "good👍🏽🎉")).toEqual(["good", "👍", "🎉"]);
    expect(stems("en", "")).toEqual([]);
    expect(stems("en", " .,!?… — ")).toEqual([]);
    expect(stems("en", "word ".repeat(250_000))).toHaveLength(20_000);
    expect(stems("en", "x".repeat(1_000_000))).toEqual(["x".repeat(64)]);
    expect(stems("zh", "慢".repeat(1000)).join("")).toBe("慢".repeat(1000));
  });
  test("as many as there are, each with its own number", () => {
    const splitter = new Splitter(null);
    const text = Array.from({ length: 15_000 }, (_, i) => `w${i}`).join(" ");
    const first = splitter.words(text);
    expect(new Set(first).size).toBe(first.length);
    expect(splitter.words(text)).toEqual(first);
    expect(splitter.written[first[777]!]).toBe("w777");
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
  test("fitting and transforming give the same rows, with runs of any length", async () => {
    const texts = ["aa bb cc dd", "bb cc dd aa bb cc", "cc dd aa", "", "aa bb cc x dd"];
    const p = tfIdf.check({ maxWords: 3, minDf: 2, minCharacters: 2, maxCharacters: 3 });
    const { model, x } = await fitTransform({ texts, lang: null }, p, ctx);
    expect(model.transform(texts)).toEqual(x);
    const runs = model.features.filter((f) => /^\w/.test(f)).map((f) => f.replaceAll(/(.)\1/g, "$1"));
    expect(runs).toEqual(["a", "a b", "a b c", "b", "b c", "b c d", "c", "c d", "c d a", "d", "d a"]);
  });
  test("only the terms that most texts have, the first by name among equals", async () => {
    const texts = ["bb cc dd ee", "aa bb cc dd", "bb cc"];
    const keep = (maxFeatures: number) =>
      tfIdf.fit({ texts, lang: null }, tfIdf.check({ maxWords: 1, minDf: 1, maxFeatures }), ctx);
    expect((await keep(4)).features).toEqual(["aa", "bb", "cc", "dd"]);
    expect((await keep(1)).features).toEqual(["bb"]);
    await expect(tfIdf.fit({ texts: [], lang: null }, tfIdf.check({}), ctx)).rejects.toMatchObject({
      code: "no-rows",
    });
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
    expect(model.written).toEqual(["so…", "…fa", "…ofa…", "…sof…", "sofa"]);
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
  test.each([
    [
      "zh",
      ["质量很好", "非常喜欢，质量好", "很满意，物流快"],
      ["质量太差", "物流太慢，很失望", "差评，太差了"],
      "太差了",
      "质量好，很满意",
    ],
    [
      "ru",
      ["отличный диван", "отличное качество", "диван очень понравился"],
      ["ужасное качество", "диван сломан", "ужасная доставка"],
      "ужасный магазин",
      "отличная доставка",
    ],
  ])("in %s", async (lang, liked, disliked, worse, better) => {
    const all = [...liked, ...disliked];
    const model = await sentiment.fit(
      { texts: all, y: all.map((_, i) => (i < liked.length ? 1 : 0)), lang },
      sentiment.check({ tfIdf: tfIdf.check({ minDf: 1 }) }),
      ctx,
    );
    const { probability } = model.tone([worse, better]);
    expect(probability[0]).toBeLessThan(0.45);
    expect(probability[1]).toBeGreaterThan(0.55);
  });
  test("odd texts: known only by words the ratings had, never NaN", async () => {
    const rated = [...texts, "👍 great", "👍👍 lovely", "👎 broken", "👎"];
    const labels = [...y, 1, 1, 0, 0];
    const model = await sentiment.fit({ texts: rated, y: labels, lang: "en" }, sentiment.check({}), ctx);
    const odd = ["👍", "👎👎", "🦄", "", "доставка 快递", "great 快递", "terrible ".repeat(120_000)];
    const { probability, known } = model.tone(odd);
    expect(known).toEqual([true, true, false, false, false, true, true]);
    expect(probability.every((p) => p > 0 && p < 1)).toBe(true);
    expect(probability[0]).toBeGreaterThan(probability[1]!);
    expect(new Set([probability[2], probability[3], probability[4]]).size).toBe(1);
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
