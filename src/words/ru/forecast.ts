/** Что ожидается в ближайшие недели. */
export const forecast = {
  of: { revenue: "Выручка", orders: "Заказы", customers: "Клиенты с заказом" },
  none: "Заказов пока нет, прогнозировать нечего. Загрузите их: `kindred import FILE --as orders`.",
  short:
    "Для прогноза, который можно проверить, данных мало: полных недель — {{weeks, number}}, нужно {{needed, number}}. Запросите меньше недель вперёд или загрузите более старые заказы.",
  summary: {
    money_one:
      "$t(forecast.of.{{of}}): на {{count, number}} неделю вперёд ожидается {{total, money}}; за столько же прошедших — {{before, money}}.",
    money_few:
      "$t(forecast.of.{{of}}): на {{count, number}} недели вперёд ожидается {{total, money}}; за столько же прошедших — {{before, money}}.",
    money_many:
      "$t(forecast.of.{{of}}): на {{count, number}} недель вперёд ожидается {{total, money}}; за столько же прошедших — {{before, money}}.",
    money_other:
      "$t(forecast.of.{{of}}): на {{count, number}} недели вперёд ожидается {{total, money}}; за столько же прошедших — {{before, money}}.",
    count_one:
      "$t(forecast.of.{{of}}): на {{count, number}} неделю вперёд ожидается {{total, number}}; за столько же прошедших — {{before, number}}.",
    count_few:
      "$t(forecast.of.{{of}}): на {{count, number}} недели вперёд ожидается {{total, number}}; за столько же прошедших — {{before, number}} (сумма по неделям).",
    count_many:
      "$t(forecast.of.{{of}}): на {{count, number}} недель вперёд ожидается {{total, number}}; за столько же прошедших — {{before, number}} (сумма по неделям).",
    count_other:
      "$t(forecast.of.{{of}}): на {{count, number}} недели вперёд ожидается {{total, number}}; за столько же прошедших — {{before, number}} (сумма по неделям).",
  },
  proven: {
    last: "Проверено. Моментов в прошлом: {{count, number}}; ошибка на {{gain, percent}} меньше, чем если повторять последнюю неделю (от {{low, percent}} до {{high, percent}}).",
    year: "Проверено. Моментов в прошлом: {{count, number}}; ошибка на {{gain, percent}} меньше, чем если повторять ту же неделю прошлого года (от {{low, percent}} до {{high, percent}}).",
  },
  notBetter: {
    last: "Не доказано, поэтому повторяется последняя неделя. Моментов в прошлом: {{count, number}}; ошибка модели составила {{share, percent}} от ошибки такого повторения (может быть от {{low, percent}} до {{high, percent}}) — это не уверенно меньше.",
    year: "Не доказано, поэтому повторяются те же недели прошлого года. Моментов в прошлом: {{count, number}}; ошибка модели составила {{share, percent}} от ошибки такого повторения (может быть от {{low, percent}} до {{high, percent}}) — это не уверенно меньше.",
  },
  change: {
    money: "Новый уровень с {{from, date}}: {{after, money}} в неделю, раньше {{before, money}}.",
    count: "Новый уровень с {{from, date}}: {{after, number}} в неделю, раньше {{before, number}}.",
  },
  notes: {
    bounds: "Границы должны вмещать {{level, percent}} недель; при проверке вместили {{coverage, percent}}.",
    noYear:
      "По данным за {{weeks, number}} нед. годовой ритм не виден: Рождество и другие сезоны не предвидеть, пока нет двух лет.",
    segment:
      "Это клиенты, которые входят в группу сегодня. Группа составлена по тому, что они делали до сих пор, поэтому их прошлое похоже на неё по построению: читайте прогноз с осторожностью.",
  },
};
