import { Random } from "../../src/core/random.ts";
import type { Store } from "../../src/store/store.ts";

export interface MadeUpReview {
  readonly text: string;
  readonly rating: number | null;
  readonly day?: number;
  readonly product?: number;
}

interface Vocabulary {
  readonly themes: readonly (readonly string[])[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly rest: readonly string[];
}

const vocabularies = {
  en: {
    themes: [
      ["delivery", "courier", "parcel", "arrived", "shipping"],
      ["cushion", "sofa", "comfortable", "fabric", "seat"],
      ["assembly", "screws", "instructions", "manual", "drill"],
    ],
    good: ["wonderful", "excellent", "perfect", "lovely", "superb"],
    bad: ["terrible", "broken", "awful", "disappointing", "useless"],
    rest: ["I bought this for my house", "we ordered it last month", "my family has seen it"],
  },
  ru: {
    themes: [
      ["доставка", "курьер", "посылка", "привезли", "заказ"],
      ["подушка", "диван", "удобный", "ткань", "сиденье"],
      ["сборка", "винты", "инструкция", "детали", "отвёртка"],
    ],
    good: ["прекрасно", "отлично", "замечательно", "чудесно", "великолепно"],
    bad: ["ужасно", "сломано", "отвратительно", "разочарование", "бесполезно"],
    rest: ["мы купили это для дома", "вся семья это видела", "мы выбирали это целый месяц"],
  },
  zh: {
    themes: [
      ["快递", "物流", "包裹", "配送", "发货"],
      ["沙发", "靠垫", "舒适", "面料", "座椅"],
      ["安装", "螺丝", "说明书", "零件", "组装"],
    ],
    good: ["满意", "喜欢", "完美", "优秀", "惊喜"],
    bad: ["失望", "糟糕", "破损", "垃圾", "后悔"],
    rest: ["我们为家里购买", "家人都看过", "上个月下的单"],
  },
} as const satisfies Record<string, Vocabulary>;

export type ReviewLanguage = keyof typeof vocabularies;

/** Index of the planted theme that people complain of: the first. */
export const COMPLAINT = 0;

/** Words of each planted theme. */
export function plantedThemes(lang: ReviewLanguage): readonly (readonly string[])[] {
  return vocabularies[lang].themes;
}

/**
 * Made-up reviews in turn about three themes; the first is mostly disliked, the others mostly liked. `honest` false: the
 * ratings fall without regard to theme and words.
 */
export function makeReviews(
  lang: ReviewLanguage,
  count: number,
  seed: number,
  honest = true,
): MadeUpReview[] {
  const random = new Random(seed);
  const { themes, good, bad, rest } = vocabularies[lang];
  const pick = (list: readonly string[]) => list[random.int(list.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const theme = i % themes.length;
    const liked = random.next() < (honest ? (theme === COMPLAINT ? 0.25 : 0.8) : 0.5);
    const praise = honest ? liked : random.next() < 0.5;
    const own = random.shuffle([...themes[theme]!]).slice(0, 3);
    const space = lang === "zh" ? "，" : " ";
    const text = [pick(rest), ...own, pick(praise ? good : bad), pick(praise ? good : bad)].join(space);
    return {
      text,
      rating: liked ? 4 + random.int(2) : 1 + random.int(2),
      day: i % 300,
      product: 1 + (i % 10),
    };
  });
}

export async function loadReviews(store: Store, reviews: readonly MadeUpReview[]): Promise<void> {
  await store.tx(async (w) => {
    for (const [i, r] of reviews.entries())
      await w.run(
        `INSERT INTO reviews SELECT $1, NULL, $2, 'review', $3, NULL, $4,
           TIMESTAMP '2025-01-01' + $5::INTEGER * INTERVAL 1 DAY, TIMESTAMP '2025-01-01' + $5::INTEGER * INTERVAL 1 DAY, 1`,
        [`r${i}-${r.text.length}`, r.product ?? null, r.rating, r.text, r.day ?? null],
      );
    await w.run(
      "INSERT INTO imports SELECT 1 + count(*), 'reviews', 'f', 'h', now()::TIMESTAMP, now()::TIMESTAMP, 1, 1, 0, 0, '{}' FROM imports",
    );
  });
}
