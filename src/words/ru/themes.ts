/** What reviews and posts say, and how good the tone is. */
export const themes = {
  language: {
    en: "Английский",
    zh: "Китайский",
    ru: "Русский",
    de: "Немецкий",
    fr: "Французский",
    es: "Испанский",
    it: "Итальянский",
    pt: "Португальский",
    nl: "Нидерландский",
    pl: "Польский",
    tr: "Турецкий",
    ja: "Японский",
    ko: "Корейский",
    uk: "Украинский",
    ar: "Арабский",
    sv: "Шведский",
    da: "Датский",
    fi: "Финский",
    no: "Норвежский",
    cs: "Чешский",
    hu: "Венгерский",
    ro: "Румынский",
  },
  none: "Отзывов, постов и ответов пока нет. Загрузите их: `kindred import FILE --as reviews`.",
  tone: {
    fewRated:
      "$t(themes.language.{{lang}}): тон не определяется, оценок для обучения мало (хороших {{liked, number}}, плохих {{disliked, number}}; нужно по {{least, number}}).",
    notSure:
      "$t(themes.language.{{lang}}): тон не показан, он угадывался недостаточно часто. Из хорошего и плохого текста хороший выбирается в {{auc, percent}} случаев (от {{low, percent}} до {{high, percent}}; нужно не меньше {{least, percent}}; текстов: {{reviews, number}}).",
    later:
      "$t(themes.language.{{lang}}): тон выучен по вашим оценкам. На более новых, не виденных прежде текстах из хорошего и плохого хороший выбирается в {{auc, percent}} случаев (от {{low, percent}} до {{high, percent}}; текстов: {{reviews, number}}).",
    products:
      "$t(themes.language.{{lang}}): тон выучен по вашим оценкам. На не виденных прежде текстах о других товарах из хорошего и плохого хороший выбирается в {{auc, percent}} случаев (от {{low, percent}} до {{high, percent}}; текстов: {{reviews, number}}).",
    others:
      "$t(themes.language.{{lang}}): тон выучен по вашим оценкам. На не виденных прежде случайных текстах из хорошего и плохого хороший выбирается в {{auc, percent}} случаев (от {{low, percent}} до {{high, percent}}; текстов: {{reviews, number}}).",
  },
  theme: {
    plain_one: "«{{words}}»: {{count, number}} текст ({{share, percent}} от всех на этом языке).",
    plain_few: "«{{words}}»: {{count, number}} текста ({{share, percent}} от всех на этом языке).",
    plain_many: "«{{words}}»: {{count, number}} текстов ({{share, percent}} от всех на этом языке).",
    plain_other: "«{{words}}»: {{count, number}} текста ({{share, percent}} от всех на этом языке).",
    usual_one:
      "«{{words}}»: {{count, number}} текст ({{share, percent}}), хороших {{positive, percent}}, как и в остальных.",
    usual_few:
      "«{{words}}»: {{count, number}} текста ({{share, percent}}), хороших {{positive, percent}}, как и в остальных.",
    usual_many:
      "«{{words}}»: {{count, number}} текстов ({{share, percent}}), хороших {{positive, percent}}, как и в остальных.",
    usual_other:
      "«{{words}}»: {{count, number}} текста ({{share, percent}}), хороших {{positive, percent}}, как и в остальных.",
    liked_one:
      "«{{words}}»: {{count, number}} текст ({{share, percent}}), хороших {{positive, percent}}, больше, чем в остальных.",
    liked_few:
      "«{{words}}»: {{count, number}} текста ({{share, percent}}), хороших {{positive, percent}}, больше, чем в остальных.",
    liked_many:
      "«{{words}}»: {{count, number}} текстов ({{share, percent}}), хороших {{positive, percent}}, больше, чем в остальных.",
    liked_other:
      "«{{words}}»: {{count, number}} текста ({{share, percent}}), хороших {{positive, percent}}, больше, чем в остальных.",
    disliked_one:
      "«{{words}}»: {{count, number}} текст ({{share, percent}}), хороших только {{positive, percent}}, меньше, чем в остальных.",
    disliked_few:
      "«{{words}}»: {{count, number}} текста ({{share, percent}}), хороших только {{positive, percent}}, меньше, чем в остальных.",
    disliked_many:
      "«{{words}}»: {{count, number}} текстов ({{share, percent}}), хороших только {{positive, percent}}, меньше, чем в остальных.",
    disliked_other:
      "«{{words}}»: {{count, number}} текста ({{share, percent}}), хороших только {{positive, percent}}, меньше, чем в остальных.",
  },
  notes: {
    how: "Текст относится к самой сильной теме, если она занимает две пятых его. Хороший он или плохой, говорит оценка, а без неё — тон.",
    rare_one:
      "{{count, number}} текст написан на языке, на котором меньше {{least, number}} текстов или {{share, percent}} от всех; он не разобран.",
    rare_few:
      "{{count, number}} текста написаны на языках, на которых меньше {{least, number}} текстов или {{share, percent}} от всех; они не разобраны.",
    rare_many:
      "{{count, number}} текстов написаны на языках, на которых меньше {{least, number}} текстов или {{share, percent}} от всех; они не разобраны.",
    rare_other:
      "{{count, number}} текста написаны на языках, на которых меньше {{least, number}} текстов или {{share, percent}} от всех; они не разобраны.",
    unclear_one:
      "У {{count, number}} текста язык не определить: он слишком короткий или смешанный; он разобран как текст на самом частом языке.",
    unclear_few:
      "У {{count, number}} текстов язык не определить: они слишком короткие или смешанные; они разобраны как тексты на самом частом языке.",
    unclear_many:
      "У {{count, number}} текстов язык не определить: они слишком короткие или смешанные; они разобраны как тексты на самом частом языке.",
    unclear_other:
      "У {{count, number}} текста язык не определить: он слишком короткий или смешанный; он разобран как текст на самом частом языке.",
  },
};
