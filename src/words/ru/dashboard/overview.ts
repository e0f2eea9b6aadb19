/** The overview. */
export const overview = {
  asOf: "Обзор · данные до {{at, date}}",
  answerRisk_one:
    "<b>{{count, number}} клиент</b>, приносящий <b>{{worth}}</b> в год, может уйти за {{days, number}} дн.",
  answerRisk_few:
    "<b>{{count, number}} клиента</b>, приносящие <b>{{worth}}</b> в год, могут уйти за {{days, number}} дн.",
  answerRisk_many:
    "<b>{{count, number}} клиентов</b>, приносящих <b>{{worth}}</b> в год, могут уйти за {{days, number}} дн.",
  answerRisk_other:
    "<b>{{count, number}} клиента</b>, приносящие <b>{{worth}}</b> в год, могут уйти за {{days, number}} дн.",
  answerRisk_recorded_one: "<b>{{count, number}} клиент</b> может уйти.",
  answerRisk_recorded_few: "<b>{{count, number}} клиента</b> могут уйти.",
  answerRisk_recorded_many: "<b>{{count, number}} клиентов</b> могут уйти.",
  answerRisk_recorded_other: "<b>{{count, number}} клиента</b> могут уйти.",
  answerKinds_one:
    "У вас <b>{{count, number}} клиент</b> (типов: {{kinds, number}}), который потратил <b>{{revenue}}</b>.",
  answerKinds_few:
    "У вас <b>{{count, number}} клиента</b> (типов: {{kinds, number}}), которые потратили <b>{{revenue}}</b>.",
  answerKinds_many:
    "У вас <b>{{count, number}} клиентов</b> (типов: {{kinds, number}}), которые потратили <b>{{revenue}}</b>.",
  answerKinds_other:
    "У вас <b>{{count, number}} клиента</b> (типов: {{kinds, number}}), которые потратили <b>{{revenue}}</b>.",
  evidence:
    "В последней проверке ({{from, date}} – {{until, date}}) сбылись <b>{{right, number}} из 100</b> таких предупреждений. Среди всех клиентов уходили {{base, number}} из 100.",
  evidence_recorded:
    "Среди клиентов, которых модель не видела, сбывалось <b>{{right, number}} из 100</b> таких предупреждений. Из всех клиентов уходит {{base, number}} из 100.",
  evidenceNone:
    "Как часто такие предупреждения сбываются, станет видно после первой проверки на поздних данных.",
  notProven: "Предупреждений об уходе нет: {{why}}",
  notTrained: "Прогнозов пока нет.",
  whatToDo: "Что делать",
  whoTheyAre: "Кто эти клиенты",
  customers: "Клиенты",
  orders: "Заказы",
  revenue: "Выручка",
  revenueWhat: "товары за вычетом возвратов",
  history: "История",
  days_one: "{{count, number}} день",
  days_few: "{{count, number}} дня",
  days_many: "{{count, number}} дней",
  days_other: "{{count, number}} дня",
  kindsTitle: "Какие у вас бывают клиенты",
  kindsLead: "Доля среди клиентов и доля в выручке.",
  kindsAll: "Подробно о сегментах",
  ofCustomers: "клиентов",
  ofRevenue: "выручки",
  atRisk_one: "может уйти",
  atRisk_few: "могут уйти",
  atRisk_many: "могут уйти",
  atRisk_other: "могут уйти",
  provenTitle: "Что доказано",
  provenLead:
    "Каждый прогноз проверен на более позднем времени, которого он не видел, рядом с лучшим простым правилом.",
  actionsTitle: "Что сделать в первую очередь",
  actionsLead_one: "Для {{count, number}} клиента; сначала то, что принесёт больше.",
  actionsLead_few: "Для {{count, number}} клиентов; сначала то, что принесёт больше.",
  actionsLead_many: "Для {{count, number}} клиентов; сначала то, что принесёт больше.",
  actionsLead_other: "Для {{count, number}} клиента; сначала то, что принесёт больше.",
  actionsAll: "Все действия",
  dataTitle: "Прежде чем полагаться",
  dataWarnings_one: "{{count, number}} место в данных требует внимания. <a>Что исправить</a>",
  dataWarnings_few: "{{count, number}} места в данных требуют внимания. <a>Что исправить</a>",
  dataWarnings_many: "{{count, number}} мест в данных требуют внимания. <a>Что исправить</a>",
  dataWarnings_other: "{{count, number}} места в данных требуют внимания. <a>Что исправить</a>",
};
