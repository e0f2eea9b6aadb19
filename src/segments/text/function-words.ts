/**
 * Words that say how a sentence is built, not what it is about, in the languages of the product; other languages keep
 * theirs. Own lists, made by looking at the most frequent words of reviews.
 */
const lists: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    `a about after again all also always am an and any are aren't as at back be because been before being best better but by
    came can can't cannot come could couldn't did didn't do does doesn't doing don't done each even ever every few first for
    from get gets getting give go goes going good got great had has have haven't having he her here him his how however i i'd
    i'll i'm i've if in into is isn't it it's its just know last least less let like liked likes little lot lots made make makes
    many may me might more most much must my myself need needs never new next no not nothing now of off often on once one ones
    only or other our out over own put really said same say see she should since so some something sometimes still such sure
    take than that that's the their them then there there's these they they're thing things think this those though thought
    three through to too took tried try two under until up us use used uses using very want wanted was wasn't way we well went
    were what when where which while who why will with without won't would wouldn't yet you you're your`.split(
      /\s+/,
    ),
  ),
  ru: new Set(
    `а без более больше будет будто бы был была были было быть в вам вас весь во вот все всё всего всегда всех вы где да даже
    два для до его ее её если есть еще ещё же за и из или им их к как какой когда конечно которая которого которое которой
    который которые кто ли лучше между меня мне много может можно мой моя мы на над надо наконец нас не него нее неё нет
    ни них но ну о об один однако он она они оно от очень по под после потом потому при про просто раз с сам свой своя себе
    себя сейчас со совсем так также такие такой там тебя тем теперь то тоже только том тот три тут ты у уже хорошо хоть чего
    чем через что чтоб чтобы эта эти это этой этом этот эту я`.split(/\s+/),
  ),
  zh: new Set(
    `的 了 是 我 也 都 很 在 就 和 有 没 没有 这 那 个 一个 还 还是 吧 吗 呢 啊 哦 你 他 她 它 们 我们 你们 他们 不 不是 就是 但 但是
    而 而且 因为 所以 如果 非常 比较 真的 可以 感觉 觉得 什么 怎么 这个 那个 这样 那样 一点 有点 一下 一次 已经 给 让 被 把 对 从 到 去 来
    上 下 里 用 说 看 买 要 会 能 好 太 又 再 才 只 最 更 与 及 或 之 其 等`.split(/\s+/),
  ),
};

const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;

export function isFunctionWord(word: string, lang: string): boolean {
  return lists[lang]?.has(word.toLowerCase().replaceAll("’", "'")) ?? false;
}

/** The text without its function words, where words stand apart; a Chinese one stays as it is. */
export function contentOf(text: string, lang: string): string {
  if (lang === "zh" || !Object.hasOwn(lists, lang)) return text;
  return text.replaceAll(WORD, (word) => (isFunctionWord(word, lang) ? " " : word));
}
