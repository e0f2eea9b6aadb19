/** Segments and how they were found. */
export const segments = {
  segments: {
    asOf: "Сегменты · {{at, date}}",
    answer_one: "Все ваши клиенты ({{customers, number}}) — <b>одного типа</b>.",
    answer_few:
      "Ваши клиенты ({{customers, number}}) делятся на <b>{{count, number}} типа</b>. «{{name}}» — это {{share}} из них, и они приносят <b>{{revenue}}</b> выручки.",
    answer_many:
      "Ваши клиенты ({{customers, number}}) делятся на <b>{{count, number}} типов</b>. «{{name}}» — это {{share}} из них, и они приносят <b>{{revenue}}</b> выручки.",
    answer_other:
      "Ваши клиенты ({{customers, number}}) делятся на <b>{{count, number}} типа</b>. «{{name}}» — это {{share}} из них, и они приносят <b>{{revenue}}</b> выручки.",
    mapTitle: "Ваши клиенты на карте",
    mapSays:
      "Каждая точка — клиент; кто покупает похоже, лежит рядом. Показаны {{shown, number}} из {{count, number}}, взяты равномерно. Нажмите на точку, чтобы открыть клиента.",
    mapSaysAll:
      "Каждая точка — ваш клиент; кто покупает похоже, лежит рядом. Нажмите на точку, чтобы открыть клиента.",
    cardsTitle: "Кто они",
    cardsLead: "Каждая группа — как человек, с которым можно говорить.",
    members: "Показать клиентов",
    size: "Клиенты",
    revenue: "Выручка",
    ofAll: "от всех:",
    apart: "Чем отличаются",
    habit_one: "Обычно {{count, number}} заказ на {{basket}}, последний {{days, number}} дн. назад.",
    habit_few: "Обычно {{count, number}} заказа по {{basket}}, последний {{days, number}} дн. назад.",
    habit_many: "Обычно {{count, number}} заказов по {{basket}}, последний {{days, number}} дн. назад.",
    habit_other: "Обычно {{count, number}} заказа по {{basket}}, последний {{days, number}} дн. назад.",
    without_one: "Ещё {{count, number}} клиент без засчитанных заказов не входит ни в один тип.",
    without_few: "Ещё {{count, number}} клиента без засчитанных заказов не входят ни в один тип.",
    without_many: "Ещё {{count, number}} клиентов без засчитанных заказов не входят ни в один тип.",
    without_other: "Ещё {{count, number}} клиента без засчитанных заказов не входят ни в один тип.",
    next: "В следующем периоде {{share}} из них заказали снова (от {{low}} до {{high}}).",
    changesTitle: "Что изменилось с прошлого раза",
    changesLead: "Какие группы появились или исчезли и кто перешёл из одного типа в другой.",
    from: "Было",
    to: "Стало",
    newCustomers: "Новый клиент",
    formerGroup: "Группы больше нет",
    realTitle: "Настоящие ли это группы?",
    real: "Самостоятельные группы",
    convenient: "Удобное деление сплошного облака",
    numberOfGroups: "Число групп",
    chosenHere: "выбрано",
    clusteredOn: "{{method}} по признакам: {{features}}.",
    candidatesTitle: "Почему столько групп",
    candidatesSay:
      "Удачное число групп находится снова, если взять клиентов заново, и хорошо разделяет группы. Выбрано: {{groups, number}}.",
    smallest: "Наименьшая группа",
  },
  method: { "k-means": "K-средних", ward: "Метод Уорда", dbscan: "DBSCAN", hdbscan: "HDBSCAN" },
};
