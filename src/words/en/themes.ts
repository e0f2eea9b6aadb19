/** What reviews and posts say, and how good the tone is. */
export const themes = {
  language: {
    en: "English",
    zh: "Chinese",
    ru: "Russian",
    de: "German",
    fr: "French",
    es: "Spanish",
    it: "Italian",
    pt: "Portuguese",
    nl: "Dutch",
    pl: "Polish",
    tr: "Turkish",
    ja: "Japanese",
    ko: "Korean",
    uk: "Ukrainian",
    ar: "Arabic",
    sv: "Swedish",
    da: "Danish",
    fi: "Finnish",
    no: "Norwegian",
    cs: "Czech",
    hu: "Hungarian",
    ro: "Romanian",
  },
  none: "There are no reviews, posts or answers yet. Import them with `kindred import FILE --as reviews`.",
  tone: {
    fewRated:
      "$t(themes.language.{{lang}}): no tone, because ratings are too few to learn it from ({{liked, number}} good and {{disliked, number}} bad ones; {{least, number}} of each are needed).",
    notSure:
      "$t(themes.language.{{lang}}): no tone is shown, because it was not right often enough. Of two texts, one good and one bad, it picks the good one in {{auc, percent}} of cases ({{low, percent}} to {{high, percent}}; at least {{least, percent}} is asked for; {{reviews, number}} texts).",
    later:
      "$t(themes.language.{{lang}}): the tone is learned from your ratings. On newer texts, which it had not seen, it picks the good one of a good and a bad one in {{auc, percent}} of cases ({{low, percent}} to {{high, percent}}; {{reviews, number}} texts).",
    products:
      "$t(themes.language.{{lang}}): the tone is learned from your ratings. On texts about other products, which it had not seen, it picks the good one of a good and a bad one in {{auc, percent}} of cases ({{low, percent}} to {{high, percent}}; {{reviews, number}} texts).",
    others:
      "$t(themes.language.{{lang}}): the tone is learned from your ratings. On texts drawn at random, which it had not seen, it picks the good one of a good and a bad one in {{auc, percent}} of cases ({{low, percent}} to {{high, percent}}; {{reviews, number}} texts).",
  },
  theme: {
    plain_one: "“{{words}}”: {{count, number}} text ({{share, percent}} of all in this language).",
    plain_other: "“{{words}}”: {{count, number}} texts ({{share, percent}} of all in this language).",
    usual_one:
      "“{{words}}”: {{count, number}} text ({{share, percent}}), {{positive, percent}} of them good, as elsewhere.",
    usual_other:
      "“{{words}}”: {{count, number}} texts ({{share, percent}}), {{positive, percent}} of them good, as elsewhere.",
    liked_one:
      "“{{words}}”: {{count, number}} text ({{share, percent}}), {{positive, percent}} of them good, more than elsewhere.",
    liked_other:
      "“{{words}}”: {{count, number}} texts ({{share, percent}}), {{positive, percent}} of them good, more than elsewhere.",
    disliked_one:
      "“{{words}}”: {{count, number}} text ({{share, percent}}), only {{positive, percent}} of them good, less than elsewhere.",
    disliked_other:
      "“{{words}}”: {{count, number}} texts ({{share, percent}}), only {{positive, percent}} of them good, less than elsewhere.",
  },
  notes: {
    how: "A text counts for its strongest theme where that makes up two fifths of it. Good or bad is what the rating says; where there is none, the tone.",
    rare_one:
      "{{count, number}} text is in a language of fewer than {{least, number}} texts or under {{share, percent}} of all and is not read.",
    rare_other:
      "{{count, number}} texts are in languages of fewer than {{least, number}} texts or under {{share, percent}} of all and are not read.",
    unclear_one:
      "{{count, number}} text is too short or too mixed to tell its language; it is read as the most frequent one.",
    unclear_other:
      "{{count, number}} texts are too short or too mixed to tell their language; they are read as the most frequent one.",
  },
};
