/** Every name of a persona with each ending that sets two like ones apart. */
function withEndings<K extends string>(names: Record<K, string>) {
  const endings = (name: string) => ({
    plain: name,
    bigBasket: `${name}, крупные чеки`,
    smallBasket: `${name}, небольшие чеки`,
    moreOrders: `${name}, заказывают чаще`,
    fewerOrders: `${name}, заказывают реже`,
    seenLater: `${name}, были недавно`,
    seenEarlier: `${name}, давно не появлялись`,
    knownLonger: `${name}, знакомы давно`,
    knownShorter: `${name}, знакомы недавно`,
    numbered: `${name} {{n}}`,
  });
  return Object.fromEntries(
    Object.entries<string>(names).map(([key, name]) => [key, endings(name)]),
  ) as Record<K, ReturnType<typeof endings>>;
}

export const segments = {
  rfm: {
    champions: "Чемпионы",
    loyal: "Лояльные клиенты",
    "potential-loyal": "Потенциально лояльные",
    "new": "Новые клиенты",
    promising: "Многообещающие",
    "need-attention": "Требуют внимания",
    "about-to-sleep": "Засыпающие",
    "at-risk": "Под угрозой ухода",
    "cant-lose": "Нельзя потерять",
    hibernating: "Спящие",
  },
  rfmRule:
    "Каждая оценка — это пятая часть, в которую клиент попадает среди всех клиентов (5 — лучшая); одинаковые клиенты получают одинаковые оценки, а единственный заказ всегда даёт оценку частоты 1.",
  persona: {
    new: withEndings({
      once: "Новички с первой покупкой",
      some: "Новички, которые вернулись",
      regular: "Увлечённые новички",
    }),
    active: withEndings({
      once: "Недавние разовые покупатели",
      some: "Активные, но нечастые покупатели",
      regular: "Верные постоянные клиенты",
    }),
    slowing: withEndings({
      once: "Затихающие разовые покупатели",
      some: "Затихающие нечастые покупатели",
      regular: "Затихающие постоянные клиенты",
    }),
    sleeping: withEndings({
      once: "Спящие разовые покупатели",
      some: "Спящие нечастые покупатели",
      regular: "Спящие бывшие постоянные клиенты",
    }),
  },
  noClearGroup: "Без явной группы",
  traits: {
    high: "Высокое значение: {{first}}",
    low: "Низкое значение: {{first}}",
    highHigh: "Высокие значения: {{first}}, {{second}}",
    highLow: "Высокое: {{first}}, низкое: {{second}}",
    lowHigh: "Низкое: {{first}}, высокое: {{second}}",
    lowLow: "Низкие значения: {{first}}, {{second}}",
    average: "Обычные клиенты",
    numbered: "Группа {{n}}",
  },
  labelled: {
    high: "Высокое значение: $t({{first}})",
    low: "Низкое значение: $t({{first}})",
    highHigh: "Высокие значения: $t({{first}}), $t({{second}})",
    highLow: "Высокое: $t({{first}}); низкое: $t({{second}})",
    lowHigh: "Низкое: $t({{first}}); высокое: $t({{second}})",
    lowLow: "Низкие значения: $t({{first}}), $t({{second}})",
  },
  trait: {
    higher: {
      number:
        "Выше среднего: $t({{label}}) (обычно {{median, number(maximumFractionDigits: 1)}}; у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}})",
      money: "Выше среднего: $t({{label}}) (обычно {{median, money}}; у всех клиентов {{medianAll, money}})",
      percent:
        "Выше среднего: $t({{label}}) (обычно {{median, percent}}; у всех клиентов {{medianAll, percent}})",
      named:
        "Выше среднего: {{name}} (обычно {{median, number(maximumFractionDigits: 2)}}; у всех клиентов {{medianAll, number(maximumFractionDigits: 2)}})",
      namedMean:
        "Выше среднего: {{name}} (в среднем {{mean, number(maximumFractionDigits: 2)}}; у всех клиентов {{meanAll, number(maximumFractionDigits: 2)}})",
    },
    lower: {
      number:
        "Ниже среднего: $t({{label}}) (обычно {{median, number(maximumFractionDigits: 1)}}; у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}})",
      money: "Ниже среднего: $t({{label}}) (обычно {{median, money}}; у всех клиентов {{medianAll, money}})",
      percent:
        "Ниже среднего: $t({{label}}) (обычно {{median, percent}}; у всех клиентов {{medianAll, percent}})",
      named:
        "Ниже среднего: {{name}} (обычно {{median, number(maximumFractionDigits: 2)}}; у всех клиентов {{medianAll, number(maximumFractionDigits: 2)}})",
      namedMean:
        "Ниже среднего: {{name}} (в среднем {{mean, number(maximumFractionDigits: 2)}}; у всех клиентов {{meanAll, number(maximumFractionDigits: 2)}})",
    },
    daysSinceLastOrder: {
      more: "Дольше не заказывали: обычно {{median, number(maximumFractionDigits: 0)}} дн., все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Заказывали недавно: обычно {{median, number(maximumFractionDigits: 0)}} дн. назад, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    daysSinceFirstOrder: {
      more: "Дольше остаются клиентами: обычно {{median, number(maximumFractionDigits: 0)}} дн., все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Стали клиентами позже: обычно {{median, number(maximumFractionDigits: 0)}} дн. назад, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    orderDays: {
      times_one:
        "Покупают в {{count, number}} раз чаще: дней с заказом обычно {{median, number(maximumFractionDigits: 1)}}, у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}}",
      times_few:
        "Покупают в {{count, number}} раза чаще: дней с заказом обычно {{median, number(maximumFractionDigits: 1)}}, у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}}",
      times_many:
        "Покупают в {{count, number}} раз чаще: дней с заказом обычно {{median, number(maximumFractionDigits: 1)}}, у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}}",
      times_other:
        "Покупают в {{count, number}} раза чаще: дней с заказом обычно {{median, number(maximumFractionDigits: 1)}}, у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}}",
      more: "Покупают чаще: дней с заказом обычно {{median, number(maximumFractionDigits: 1)}}, у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}}",
      less: "Покупают реже: дней с заказом обычно {{median, number(maximumFractionDigits: 1)}}, у всех клиентов {{medianAll, number(maximumFractionDigits: 1)}}",
    },
    averageBasket: {
      times_one:
        "Тратят за заказ в {{count, number}} раз больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      times_few:
        "Тратят за заказ в {{count, number}} раза больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      times_many:
        "Тратят за заказ в {{count, number}} раз больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      times_other:
        "Тратят за заказ в {{count, number}} раза больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      more: "Тратят за заказ больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      less: "Тратят за заказ меньше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
    },
    linesPerOrder: {
      times_one:
        "Берут за заказ в {{count, number}} раз больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      times_few:
        "Берут за заказ в {{count, number}} раза больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      times_many:
        "Берут за заказ в {{count, number}} раз больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      times_other:
        "Берут за заказ в {{count, number}} раза больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      more: "Берут за заказ больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Берут за заказ меньше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    revenue: {
      times_one:
        "Потратили всего в {{count, number}} раз больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      times_few:
        "Потратили всего в {{count, number}} раза больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      times_many:
        "Потратили всего в {{count, number}} раз больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      times_other:
        "Потратили всего в {{count, number}} раза больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      more: "Потратили всего больше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
      less: "Потратили всего меньше: обычно {{median, money}}, все клиенты — {{medianAll, money}}",
    },
    products: {
      times_one:
        "Купили в {{count, number}} раз больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      times_few:
        "Купили в {{count, number}} раза больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      times_many:
        "Купили в {{count, number}} раз больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      times_other:
        "Купили в {{count, number}} раза больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      more: "Купили больше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Купили меньше разных товаров: обычно {{median, number(maximumFractionDigits: 0)}}, все клиенты — {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    repeatProductShare: {
      more: "Покупают то же самое снова: обычно {{median, percent}} покупок, у всех клиентов {{medianAll, percent}}",
      less: "Редко покупают то же самое снова: обычно {{median, percent}} покупок, у всех клиентов {{medianAll, percent}}",
    },
    cancelledShare: {
      more: "Больше возвращают: обычно {{median, percent}} потраченного, у всех клиентов {{medianAll, percent}}",
      less: "Меньше возвращают: обычно {{median, percent}} потраченного, у всех клиентов {{medianAll, percent}}",
    },
    weekendShare: {
      more: "Чаще заказывают в выходные: обычно {{median, percent}} заказов, у всех клиентов {{medianAll, percent}}",
      less: "Реже заказывают в выходные: обычно {{median, percent}} заказов, у всех клиентов {{medianAll, percent}}",
    },
    meanGapDays: {
      more: "Между заказами проходит больше времени: обычно {{median, number(maximumFractionDigits: 0)}} дн., у всех клиентов {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Между заказами проходит меньше времени: обычно {{median, number(maximumFractionDigits: 0)}} дн., у всех клиентов {{medianAll, number(maximumFractionDigits: 0)}}",
    },
  },
  event: {
    new: "Появился новый тип клиентов: «$t({{name}})», клиентов: {{customers, number}} ({{share, percent}} от всех).",
    split:
      "Часть прежней группы теперь стоит отдельно: «$t({{name}})», клиентов: {{customers, number}} ({{share, percent}} от всех).",
    splitFrom:
      "Часть группы «$t({{source}})» теперь стоит отдельно: «$t({{name}})», клиентов: {{customers, number}} ({{share, percent}} от всех).",
    merged:
      "Прежние группы слились в одну (было групп: {{groups, number}}): «$t({{name}})», клиентов: {{customers, number}} ({{share, percent}} от всех).",
    vanished:
      "Группы «$t({{name}})» больше нет: её клиенты ({{customers, number}}, тогда {{share, percent}} от всех) теперь в других группах.",
    dissolved:
      "Группы «$t({{name}})» больше нет: большинство её клиентов ({{customers, number}}, тогда {{share, percent}} от всех) теперь не входит ни в одну явную группу.",
  },
  chosen: {
    given: "Вы запросили число групп: {{groups, number}}.",
    advised:
      "Советуем число групп {{groups, number}}: при таком делении они отличаются сильнее всего от того, что дало бы облако без групп (силуэт {{silhouette, number(maximumFractionDigits: 2)}} против {{byChance, number(maximumFractionDigits: 2)}}), в повторных выборках находится {{stability, percent}} каждой группы, в самой маленькой клиентов: {{smallest, number}}.",
    convenient:
      "Предлагаем число групп {{groups, number}} как удобное деление: в повторных выборках находится {{stability, percent}} каждой группы, в самой маленькой клиентов: {{smallest, number}}.",
    dbscan_one:
      "Клиенты плотно собираются в {{count, number}} группу: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на расстоянии до {{eps, number(maximumFractionDigits: 2)}}. Это расстояние советуем мы: дальше путь до ближайших соседей круто растёт. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscan_few:
      "Клиенты плотно собираются в {{count, number}} группы: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на расстоянии до {{eps, number(maximumFractionDigits: 2)}}. Это расстояние советуем мы: дальше путь до ближайших соседей круто растёт. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscan_many:
      "Клиенты плотно собираются в {{count, number}} групп: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на расстоянии до {{eps, number(maximumFractionDigits: 2)}}. Это расстояние советуем мы: дальше путь до ближайших соседей круто растёт. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscan_other:
      "Клиенты плотно собираются в {{count, number}} группы: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на расстоянии до {{eps, number(maximumFractionDigits: 2)}}. Это расстояние советуем мы: дальше путь до ближайших соседей круто растёт. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscanGiven_one:
      "При вашем расстоянии {{eps, number(maximumFractionDigits: 2)}} клиенты плотно собираются в {{count, number}} группу: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на таком расстоянии. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscanGiven_few:
      "При вашем расстоянии {{eps, number(maximumFractionDigits: 2)}} клиенты плотно собираются в {{count, number}} группы: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на таком расстоянии. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscanGiven_many:
      "При вашем расстоянии {{eps, number(maximumFractionDigits: 2)}} клиенты плотно собираются в {{count, number}} групп: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на таком расстоянии. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    dbscanGiven_other:
      "При вашем расстоянии {{eps, number(maximumFractionDigits: 2)}} клиенты плотно собираются в {{count, number}} группы: у каждого не меньше {{minSamples, number}} клиентов (считая его самого) на таком расстоянии. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscan_one:
      "Клиенты плотно собираются в {{count, number}} группу; в каждой не меньше {{minClusterSize, number}} клиентов. Этот размер советуем мы: меньшая группа редко стоит отдельного сообщения. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscan_few:
      "Клиенты плотно собираются в {{count, number}} группы; в каждой не меньше {{minClusterSize, number}} клиентов. Этот размер советуем мы: меньшая группа редко стоит отдельного сообщения. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscan_many:
      "Клиенты плотно собираются в {{count, number}} групп; в каждой не меньше {{minClusterSize, number}} клиентов. Этот размер советуем мы: меньшая группа редко стоит отдельного сообщения. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscan_other:
      "Клиенты плотно собираются в {{count, number}} группы; в каждой не меньше {{minClusterSize, number}} клиентов. Этот размер советуем мы: меньшая группа редко стоит отдельного сообщения. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscanGiven_one:
      "Клиенты плотно собираются в {{count, number}} группу; в каждой не меньше {{minClusterSize, number}} клиентов, как вы указали. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscanGiven_few:
      "Клиенты плотно собираются в {{count, number}} группы; в каждой не меньше {{minClusterSize, number}} клиентов, как вы указали. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscanGiven_many:
      "Клиенты плотно собираются в {{count, number}} групп; в каждой не меньше {{minClusterSize, number}} клиентов, как вы указали. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    hdbscanGiven_other:
      "Клиенты плотно собираются в {{count, number}} группы; в каждой не меньше {{minClusterSize, number}} клиентов, как вы указали. {{outside, percent}} клиентов не входят ни в одну явную группу.",
    denseNone: "Нигде клиенты не стоят так близко, чтобы образовать группу: все остались без явной группы.",
  },
  reality: {
    real: "Группы настоящие: между любыми двумя лежит полоса, где клиентов мало, и они отделены друг от друга заметнее (силуэт {{silhouette, number(maximumFractionDigits: 2)}}), чем при делении облаков того же разброса без групп (не больше {{byChance, number(maximumFractionDigits: 2)}}).",
    notReal:
      "Настоящих групп здесь нет, это удобное деление: клиенты постепенно переходят из одной группы в другую (силуэт {{silhouette, number(maximumFractionDigits: 2)}}; деление облака без групп даёт {{byChance, number(maximumFractionDigits: 2)}}). Пользуйтесь им, чтобы по-разному обращаться к людям, но не ждите резких границ.",
    dense: {
      real: "Группы настоящие: вне самой большой группы стоит {{apart, percent}} клиентов, а в облаках того же размаха без групп — не больше {{byChance, percent}}; по половине клиентов каждая группа находится снова на {{stability, percent}}.",
      one: "Настоящих групп здесь нет: клиенты не собираются в двух или более местах, между которыми пусто. Чтобы говорить с людьми по-разному, удобное деление дадут k-means или ward.",
      chance:
        "Эти группы не доказаны: вне самой большой группы стоит {{apart, percent}} клиентов, но и в облаках того же размаха без групп бывает {{byChance, percent}}.",
      unsteady:
        "Эти группы не доказаны: по половине клиентов каждая группа находится снова только на {{stability, percent}}. При следующем обновлении они могут исчезнуть.",
      steps:
        "Настоящих групп здесь нет: их разделяют только ступени целых чисел, как между 1 и 2 заказами, где никого быть не может. Так удобно говорить с людьми по-разному, но большего от них не ждите.",
    },
  },
  notes: {
    effects:
      "Группы построены по этим признакам, поэтому для них показан только размер отличия: проверка значимости всегда нашла бы разницу. P-значение стоит лишь там, где данные не участвовали в построении групп: у дальнейшего поведения клиентов.",
    choice:
      "Использованные признаки: сильно скошенные выпрямлены, все приведены к одной шкале, а из двух почти одинаковых учитывается только первый.",
    sampled:
      "Число групп и проверка рассчитаны по случайной выборке (клиентов: {{rows, number}}); затем в группу определён каждый клиент.",
    next: "Что такие клиенты делали дальше: все, кто был известен за {{days, number}} дн. до конца данных, распределены по этим группам по тому, что было известно в тот день, а затем мы посмотрели, кто сделал заказ за эти {{days, number}} дн. P-значения сравнивают каждую группу со всеми остальными и поправлены на число групп (Холм).",
    nextMissing:
      "Дальнейшее поведение не показано: данных мало, чтобы вернуться на {{days, number}} дн. назад.",
    cutHeight:
      "Дерево групп разрезано между высотами {{joined, number(maximumFractionDigits: 2)}} (последнее объединение внутри группы) и {{next, number(maximumFractionDigits: 2)}} (выше две группы стали бы одной). Высота показывает, насколько непохожи объединяемые части.",
    denseSampled: "Настоящие ли группы, проверено на случайной выборке; клиентов в ней: {{rows, number}}.",
    dropped_one:
      "Найдена ещё {{count, number}} маленькая группа (меньше 2 % клиентов); её клиенты считаются оставшимися без явной группы.",
    dropped_few:
      "Найдены ещё {{count, number}} маленькие группы (в каждой меньше 2 % клиентов); их клиенты считаются оставшимися без явной группы.",
    dropped_many:
      "Найдено ещё {{count, number}} маленьких групп (в каждой меньше 2 % клиентов); их клиенты считаются оставшимися без явной группы.",
    dropped_other:
      "Найдено ещё {{count, number}} маленькой группы (в каждой меньше 2 % клиентов); их клиенты считаются оставшимися без явной группы.",
    askedGone:
      "Сегодняшние данные уже не позволяют разбить клиентов так, как было задано в прошлый раз, поэтому показаны рекомендованные группы.",
  },
  summary: {
    bought:
      "Клиентов: {{size, number}} ({{share, percent}} от всех), они приносят {{revenueShare, percent}} выручки. Обычное число заказов: {{orders, number(maximumFractionDigits: 1)}}; обычный чек: {{basket, money}}; дней с последнего заказа: {{recencyDays, number(maximumFractionDigits: 0)}}.",
    boughtNext:
      "Клиентов: {{size, number}} ({{share, percent}} от всех), они приносят {{revenueShare, percent}} выручки. Обычное число заказов: {{orders, number(maximumFractionDigits: 1)}}; обычный чек: {{basket, money}}; дней с последнего заказа: {{recencyDays, number(maximumFractionDigits: 0)}}. Из таких клиентов {{next, percent}} сделали заказ в следующие {{days, number}} дн.",
    plain: "Клиентов: {{size, number}} ({{share, percent}} от всех).",
  },
};
