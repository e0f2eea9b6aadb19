/** What reviews and posts say, and how good the tone is. */
export const themes = {
  language: {
    en: "英语",
    zh: "中文",
    ru: "俄语",
    de: "德语",
    fr: "法语",
    es: "西班牙语",
    it: "意大利语",
    pt: "葡萄牙语",
    nl: "荷兰语",
    pl: "波兰语",
    tr: "土耳其语",
    ja: "日语",
    ko: "韩语",
    uk: "乌克兰语",
    ar: "阿拉伯语",
    sv: "瑞典语",
    da: "丹麦语",
    fi: "芬兰语",
    no: "挪威语",
    cs: "捷克语",
    hu: "匈牙利语",
    ro: "罗马尼亚语",
  },
  none: "还没有评论、帖子或问卷回答。请用 `kindred import FILE --as reviews` 导入。",
  tone: {
    fewRated:
      "$t(themes.language.{{lang}})：没有情感判断，因为可供学习的评分太少（好评 {{liked, number}} 条，差评 {{disliked, number}} 条；各需 {{least, number}} 条）。",
    notSure:
      "$t(themes.language.{{lang}})：不显示情感判断，因为准确率不够。在一条好评与一条差评之间，它选对好评的比例为 {{auc, percent}}（{{low, percent}} 至 {{high, percent}}；至少需要 {{least, percent}}；{{reviews, number}} 条文本）。",
    later:
      "$t(themes.language.{{lang}})：情感判断学自您的评分。在未见过的较新文本上，从一条好评与一条差评中选对好评的比例为 {{auc, percent}}（{{low, percent}} 至 {{high, percent}}；{{reviews, number}} 条文本）。",
    products:
      "$t(themes.language.{{lang}})：情感判断学自您的评分。在未见过的其他商品的文本上，从一条好评与一条差评中选对好评的比例为 {{auc, percent}}（{{low, percent}} 至 {{high, percent}}；{{reviews, number}} 条文本）。",
    others:
      "$t(themes.language.{{lang}})：情感判断学自您的评分。在未见过的随机抽取的文本上，从一条好评与一条差评中选对好评的比例为 {{auc, percent}}（{{low, percent}} 至 {{high, percent}}；{{reviews, number}} 条文本）。",
  },
  theme: {
    plain_other: "“{{words}}”：{{count, number}} 条文本（占该语言的 {{share, percent}}）。",
    usual_other:
      "“{{words}}”：{{count, number}} 条文本（{{share, percent}}），其中 {{positive, percent}} 为好评，与其他主题相当。",
    liked_other:
      "“{{words}}”：{{count, number}} 条文本（{{share, percent}}），其中 {{positive, percent}} 为好评，高于其他主题。",
    disliked_other:
      "“{{words}}”：{{count, number}} 条文本（{{share, percent}}），其中只有 {{positive, percent}} 为好评，低于其他主题。",
  },
  notes: {
    how: "某一主题占一条文本五分之二以上时，该文本计入其最突出的主题。好坏以评分为准；没有评分时以情感判断为准。",
    rare_other:
      "有 {{count, number}} 条文本所用的语言各不足 {{least, number}} 条或不到全部的 {{share, percent}}，未作分析。",
    unclear_other: "有 {{count, number}} 条文本太短或语言混杂，无法判断语言，按最常见的语言处理。",
  },
};
