/** Every name of a persona with each ending that sets two like ones apart. */
function withEndings<K extends string>(names: Record<K, string>) {
  const endings = (name: string) => ({
    plain: name,
    bigBasket: `${name}，客单价高`,
    smallBasket: `${name}，客单价低`,
    moreOrders: `${name}，下单更频繁`,
    fewerOrders: `${name}，下单较少`,
    seenLater: `${name}，近期来过`,
    seenEarlier: `${name}，离开更久`,
    knownLonger: `${name}，相识已久`,
    knownShorter: `${name}，相识不久`,
    numbered: `${name} {{n}}`,
  });
  return Object.fromEntries(
    Object.entries<string>(names).map(([key, name]) => [key, endings(name)]),
  ) as Record<K, ReturnType<typeof endings>>;
}

export const segments = {
  rfm: {
    champions: "冠军客户",
    loyal: "忠诚客户",
    "potential-loyal": "潜在忠诚客户",
    "new": "新客户",
    promising: "有潜力的客户",
    "need-attention": "需要关注",
    "about-to-sleep": "即将沉睡",
    "at-risk": "有流失风险",
    "cant-lose": "不能失去的客户",
    hibernating: "沉睡客户",
  },
  rfmRule:
    "每项得分表示客户在全体客户中所处的五分位（5 为最好）；数值相同则得分相同，只下过一单的客户频次得分恒为 1。",
  persona: {
    new: withEndings({ once: "首次购买的新客", some: "已经回购的新客", regular: "热情高涨的新客" }),
    active: withEndings({ once: "近期的一次性买家", some: "活跃的偶尔买家", regular: "忠实的常客" }),
    slowing: withEndings({
      once: "渐趋沉寂的一次性买家",
      some: "渐趋沉寂的偶尔买家",
      regular: "渐趋沉寂的常客",
    }),
    sleeping: withEndings({ once: "沉睡的一次性买家", some: "沉睡的偶尔买家", regular: "沉睡的老常客" }),
  },
  noClearGroup: "无明显归属",
  traits: {
    high: "{{first}}偏高",
    low: "{{first}}偏低",
    highHigh: "{{first}}偏高，{{second}}偏高",
    highLow: "{{first}}偏高，{{second}}偏低",
    lowHigh: "{{first}}偏低，{{second}}偏高",
    lowLow: "{{first}}偏低，{{second}}偏低",
    average: "普通客户",
    numbered: "第 {{n}} 组",
  },
  labelled: {
    high: "$t({{first}})偏高",
    low: "$t({{first}})偏低",
    highHigh: "$t({{first}})偏高，$t({{second}})偏高",
    highLow: "$t({{first}})偏高，$t({{second}})偏低",
    lowHigh: "$t({{first}})偏低，$t({{second}})偏高",
    lowLow: "$t({{first}})偏低，$t({{second}})偏低",
  },
  trait: {
    higher: {
      number:
        "高于平均：$t({{label}})（典型值 {{median, number(maximumFractionDigits: 1)}}；全体客户 {{medianAll, number(maximumFractionDigits: 1)}}）",
      money: "高于平均：$t({{label}})（典型值 {{median, money}}；全体客户 {{medianAll, money}}）",
      percent: "高于平均：$t({{label}})（典型值 {{median, percent}}；全体客户 {{medianAll, percent}}）",
      named:
        "高于平均：{{name}}（典型值 {{median, number(maximumFractionDigits: 2)}}；全体客户 {{medianAll, number(maximumFractionDigits: 2)}}）",
      namedMean:
        "高于平均：{{name}}（平均 {{mean, number(maximumFractionDigits: 2)}}；全体客户 {{meanAll, number(maximumFractionDigits: 2)}}）",
    },
    lower: {
      number:
        "低于平均：$t({{label}})（典型值 {{median, number(maximumFractionDigits: 1)}}；全体客户 {{medianAll, number(maximumFractionDigits: 1)}}）",
      money: "低于平均：$t({{label}})（典型值 {{median, money}}；全体客户 {{medianAll, money}}）",
      percent: "低于平均：$t({{label}})（典型值 {{median, percent}}；全体客户 {{medianAll, percent}}）",
      named:
        "低于平均：{{name}}（典型值 {{median, number(maximumFractionDigits: 2)}}；全体客户 {{medianAll, number(maximumFractionDigits: 2)}}）",
      namedMean:
        "低于平均：{{name}}（平均 {{mean, number(maximumFractionDigits: 2)}}；全体客户 {{meanAll, number(maximumFractionDigits: 2)}}）",
    },
    daysSinceLastOrder: {
      more: "已较久未下单：通常 {{median, number(maximumFractionDigits: 0)}} 天，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 天",
      less: "最近下过单：通常在 {{median, number(maximumFractionDigits: 0)}} 天前，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 天前",
    },
    daysSinceFirstOrder: {
      more: "成为客户更久：通常 {{median, number(maximumFractionDigits: 0)}} 天，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 天",
      less: "成为客户较晚：通常在 {{median, number(maximumFractionDigits: 0)}} 天前，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 天前",
    },
    orderDays: {
      times_other:
        "购买次数是一般客户的 {{count, number}} 倍：至今通常有 {{median, number(maximumFractionDigits: 1)}} 天下过单，全体客户 {{medianAll, number(maximumFractionDigits: 1)}} 天",
      more: "购买更频繁：至今通常有 {{median, number(maximumFractionDigits: 1)}} 天下过单，全体客户 {{medianAll, number(maximumFractionDigits: 1)}} 天",
      less: "购买较少：至今通常有 {{median, number(maximumFractionDigits: 1)}} 天下过单，全体客户 {{medianAll, number(maximumFractionDigits: 1)}} 天",
    },
    averageBasket: {
      times_other:
        "每单花费是一般客户的 {{count, number}} 倍：通常 {{median, money}}，全体客户 {{medianAll, money}}",
      more: "每单花费更多：通常 {{median, money}}，全体客户 {{medianAll, money}}",
      less: "每单花费较少：通常 {{median, money}}，全体客户 {{medianAll, money}}",
    },
    linesPerOrder: {
      times_other:
        "每单购买的品种是一般客户的 {{count, number}} 倍：通常 {{median, number(maximumFractionDigits: 0)}} 种，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 种",
      more: "每单购买的品种更多：通常 {{median, number(maximumFractionDigits: 0)}} 种，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 种",
      less: "每单购买的品种较少：通常 {{median, number(maximumFractionDigits: 0)}} 种，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 种",
    },
    revenue: {
      times_other:
        "累计消费是一般客户的 {{count, number}} 倍：通常 {{median, money}}，全体客户 {{medianAll, money}}",
      more: "累计消费更多：通常 {{median, money}}，全体客户 {{medianAll, money}}",
      less: "累计消费较少：通常 {{median, money}}，全体客户 {{medianAll, money}}",
    },
    products: {
      times_other:
        "买过的商品种类是一般客户的 {{count, number}} 倍：通常 {{median, number(maximumFractionDigits: 0)}} 种，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 种",
      more: "买过更多种商品：通常 {{median, number(maximumFractionDigits: 0)}} 种，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 种",
      less: "买过的商品种类较少：通常 {{median, number(maximumFractionDigits: 0)}} 种，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 种",
    },
    repeatProductShare: {
      more: "常回购相同商品：通常占所购商品的 {{median, percent}}，全体客户 {{medianAll, percent}}",
      less: "很少回购相同商品：通常占所购商品的 {{median, percent}}，全体客户 {{medianAll, percent}}",
    },
    cancelledShare: {
      more: "退货较多：通常占消费额的 {{median, percent}}，全体客户 {{medianAll, percent}}",
      less: "退货较少：通常占消费额的 {{median, percent}}，全体客户 {{medianAll, percent}}",
    },
    weekendShare: {
      more: "更多在周末下单：通常占订单的 {{median, percent}}，全体客户 {{medianAll, percent}}",
      less: "较少在周末下单：通常占订单的 {{median, percent}}，全体客户 {{medianAll, percent}}",
    },
    meanGapDays: {
      more: "两次下单间隔更长：通常 {{median, number(maximumFractionDigits: 0)}} 天，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 天",
      less: "两次下单间隔更短：通常 {{median, number(maximumFractionDigits: 0)}} 天，全体客户 {{medianAll, number(maximumFractionDigits: 0)}} 天",
    },
  },
  event: {
    new: "出现了一类新客户：“$t({{name}})”，共 {{customers, number}} 位（占全体 {{share, percent}}）。",
    split:
      "原来某一组的一部分现已自成一组：“$t({{name}})”，共 {{customers, number}} 位（占全体 {{share, percent}}）。",
    splitFrom:
      "“$t({{source}})”的一部分现已自成一组：“$t({{name}})”，共 {{customers, number}} 位（占全体 {{share, percent}}）。",
    merged:
      "原来的 {{groups, number}} 组已合为一组：“$t({{name}})”，共 {{customers, number}} 位（占全体 {{share, percent}}）。",
    vanished:
      "“$t({{name}})”这一组已不复存在：其 {{customers, number}} 位客户（当时占全体 {{share, percent}}）现属于其他组。",
    dissolved:
      "“$t({{name}})”这一组已不复存在：其 {{customers, number}} 位客户（当时占全体 {{share, percent}}）大多已无明显归属。",
  },
  chosen: {
    given: "您指定分成 {{groups, number}} 组。",
    advised:
      "建议分成 {{groups, number}} 组：这样划分与“没有群组的数据”相比区分最明显（轮廓系数 {{silhouette, number(maximumFractionDigits: 2)}} 对 {{byChance, number(maximumFractionDigits: 2)}}），重新抽样后平均有 {{stability, percent}} 的组成员重现，最小的一组有 {{smallest, number}} 位客户。",
    convenient:
      "建议分成 {{groups, number}} 组，便于使用：重新抽样后平均有 {{stability, percent}} 的组成员重现，最小的一组有 {{smallest, number}} 位客户。",
    dbscan_other:
      "客户密集聚成 {{count, number}} 组：组内每位客户在距离 {{eps, number(maximumFractionDigits: 2)}} 之内至少有 {{minSamples, number}} 位客户（含自己）。该距离由系统建议：超过它，到最近邻居的距离便急剧上升。{{outside, percent}} 的客户无明显归属。",
    dbscanGiven_other:
      "按您指定的距离 {{eps, number(maximumFractionDigits: 2)}}，客户密集聚成 {{count, number}} 组：组内每位客户在该距离之内至少有 {{minSamples, number}} 位客户（含自己）。{{outside, percent}} 的客户无明显归属。",
    hdbscan_other:
      "客户密集聚成 {{count, number}} 组，每组至少 {{minClusterSize, number}} 位。该规模由系统建议：更小的组很少值得单独沟通。{{outside, percent}} 的客户无明显归属。",
    hdbscanGiven_other:
      "客户密集聚成 {{count, number}} 组，每组至少 {{minClusterSize, number}} 位（您指定的规模）。{{outside, percent}} 的客户无明显归属。",
    denseNone: "没有任何一处的客户密集到足以成组：全部客户均无明显归属。",
  },
  reality: {
    real: "这些群组真实存在：任意两组之间都有一段客户稀少的空隙，而且区分程度（轮廓系数 {{silhouette, number(maximumFractionDigits: 2)}}）高于离散程度相同但没有群组的数据（最高 {{byChance, number(maximumFractionDigits: 2)}}）。",
    notReal:
      "这里没有真正的群组，只是一种方便的划分：客户从一组逐渐过渡到另一组（轮廓系数 {{silhouette, number(maximumFractionDigits: 2)}}；没有群组的数据也能达到 {{byChance, number(maximumFractionDigits: 2)}}）。可以据此采用不同的沟通方式，但不要期待清晰的界线。",
    dense: {
      real: "这些群组真实存在：{{apart, percent}} 的客户处于最大一组之外，而离散程度相同但没有群组的数据最多只有 {{byChance, percent}}；只取一半客户时，平均有 {{stability, percent}} 的组成员重现。",
      one: "这里没有真正的群组：客户并未分散在两个以上被空白隔开的区域。若想分组沟通，可用 k-means 或 ward 做方便的划分。",
      chance:
        "这些群组尚未得到证实：{{apart, percent}} 的客户处于最大一组之外，但离散程度相同而没有群组的数据也能达到 {{byChance, percent}}。",
      unsteady:
        "这些群组尚未得到证实：只取一半客户时，平均只有 {{stability, percent}} 的组成员重现。下次刷新时它们可能消失。",
      steps:
        "这里没有真正的群组：它们只是被整数的台阶隔开，例如 1 单与 2 单之间本来就不会有人。可以据此采用不同的沟通方式，但不要期待更多。",
    },
  },
  notes: {
    effects:
      "群组正是由这些特征划分出来的，因此只给出效应大小：显著性检验总会“发现”差异。只有未参与分群的信息，即客户之后的行为，才给出 p 值。",
    choice: "所用特征：明显偏斜的先校正，全部换算到同一尺度；两个特征含义几乎相同时只计第一个。",
    sampled: "群组数量与检验基于随机抽取的 {{rows, number}} 位客户，随后为每位客户归组。",
    next: "这类客户之后的行为：先把数据结束前 {{days, number}} 天时已有的客户，仅按当天已知的信息归入这些群组，再看他们在随后 {{days, number}} 天内是否下单。p 值把每一组与其余所有客户比较，并按组数做了校正（Holm）。",
    nextMissing: "未显示之后的行为：数据时间太短，无法回看 {{days, number}} 天。",
    cutHeight:
      "分组树在高度 {{joined, number(maximumFractionDigits: 2)}}（组内最后一次合并）与 {{next, number(maximumFractionDigits: 2)}}（再往上两组将合为一组）之间切开。高度表示被合并的两部分有多不相似。",
    denseSampled: "群组是否真实，基于随机抽取的 {{rows, number}} 位客户检验。",
    dropped_other: "另外还找到 {{count, number}} 个小组（每组不到客户的 2%）；其客户计为无明显归属。",
    askedGone: "当前数据已无法按上次指定的方式分组，因此显示系统建议的群组。",
  },
  summary: {
    bought:
      "共 {{size, number}} 位客户（占 {{share, percent}}），贡献 {{revenueShare, percent}} 的收入。典型订单数：{{orders, number(maximumFractionDigits: 1)}}；典型客单价：{{basket, money}}；距上次下单天数：{{recencyDays, number(maximumFractionDigits: 0)}}。",
    boughtNext:
      "共 {{size, number}} 位客户（占 {{share, percent}}），贡献 {{revenueShare, percent}} 的收入。典型订单数：{{orders, number(maximumFractionDigits: 1)}}；典型客单价：{{basket, money}}；距上次下单天数：{{recencyDays, number(maximumFractionDigits: 0)}}。这类客户中有 {{next, percent}} 在之后 {{days, number}} 天内再次下单。",
    plain: "共 {{size, number}} 位客户（占 {{share, percent}}）。",
  },
};
