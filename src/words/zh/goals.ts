/** Why a goal's model is published or not, what was tried, what to know. */
export const goals = {
  metrics: {
    auc: { label: "AUC" },
    averagePrecision: { label: "平均精确率" },
    apSkill: { label: "技能分（0 为随机，1 为完美）" },
    brier: { label: "Brier 分数" },
    logLoss: { label: "对数损失" },
    calibrationSlope: { label: "校准斜率" },
    ece: { label: "校准误差" },
    lift10: { label: "前十分之一的提升度" },
    bias: { label: "平均预测减实际" },
    mae: { label: "平均误差" },
    rmse: { label: "均方根误差" },
    spearman: { label: "排序一致性" },
    totalRatio: { label: "预测总额与实际之比" },
    deviance: { label: "偏差" },
    coverage80: { label: "80 % 区间命中（随机化）" },
    coverage: { label: "80 % 区间命中（直接）" },
  },
  published: {
    classification:
      "已发布：在之后的数据上，它对客户的排序优于最好的简单规则，技能分高 {{gain, number(maximumFractionDigits: 3)}}（95 % 区间 {{low, number(maximumFractionDigits: 3)}} 至 {{high, number(maximumFractionDigits: 3)}}；{{proofs, number}} 个独立时段）。",
    recorded:
      "已发布：对未见过的客户，它的排序优于最好的单列，技能值高 {{gain, number(maximumFractionDigits: 3)}}（95 % 区间 {{low, number(maximumFractionDigits: 3)}} 至 {{high, number(maximumFractionDigits: 3)}}；重复 {{proofs, number}} 次，每次都领先）。",
    amount:
      "已发布：在之后的数据上，它比客户自身的历史更接近实际消费，误差小 {{gain, percent(digits: 1)}}（95 % 区间 {{low, percent(digits: 1)}} 至 {{high, percent(digits: 1)}}），排序也更好。",
  },
  refusedRecorded: {
    meanGain:
      "未发布：对未见过的客户，它只比最好的单列高 {{gain, number(maximumFractionDigits: 3)}} 的技能值，要求至少 0.02。可直接使用该列，或导入信息更多的列。",
    gainInterval:
      "未发布：它对最好单列的领先可能是偶然（95 % 区间 {{low, number(maximumFractionDigits: 3)}} 至 {{high, number(maximumFractionDigits: 3)}}）。客户更多时才能判断。",
    eachGain: "未发布：有一次重复中，最好的单列同样好或更好（{{value, number(maximumFractionDigits: 3)}}）。",
    calibrationSlope:
      "未发布：对未见过的客户，它给出的概率与实际不符（校准斜率 {{value, number(maximumFractionDigits: 2)}}，要求 0.7 至 1.3）。",
  },
  leak: {
    fixes:
      "已排除：它的取值决定了 {{fixedRows, percent}} 客户的结果，只有事后填写的列才会这样。若确定事前已知：--keep “{{column}}”。",
    fixesSome:
      "它在结果发生前就已知吗？它的某些取值决定了结果（占发生者的 {{fixedRarer, percent}}）。在您回答前不使用：--keep 或 --leave-out “{{column}}”。",
    tooGood:
      "它在结果发生前就已知吗？仅凭它就能很好地判断结果（AUC {{auc, number(maximumFractionDigits: 2)}}）。在您回答前不使用：--keep 或 --leave-out “{{column}}”。",
    filled:
      "它在结果发生前就已知吗？是否填写本身就能判断结果（AUC {{filledAuc, number(maximumFractionDigits: 2)}}）。在您回答前不使用：--keep 或 --leave-out “{{column}}”。",
    kept: "已使用：您说明它在结果发生前已知。",
  },
  refused: {
    meanGain:
      "未发布：在之后的数据上，技能分只比最好的简单规则高 {{gain, number(maximumFractionDigits: 3)}}，要求至少 0.02。请使用简单规则，或等待更长的历史。",
    gainInterval:
      "未发布：在之后的数据上，它对最好的简单规则的领先可能只是偶然（95 % 区间 {{low, number(maximumFractionDigits: 3)}} 至 {{high, number(maximumFractionDigits: 3)}}）。更多客户或更长历史才能判定。",
    eachGain: "未发布：在某个检验时段，简单规则同样好或更好（{{value, number(maximumFractionDigits: 3)}}）。",
    calibrationSlope:
      "未发布：在之后的数据上，它给出的概率名不副实（校准斜率 {{value, number(maximumFractionDigits: 2)}}，要求 0.7 至 1.3）。",
    errorGainInterval:
      "未发布：在之后的数据上，它对客户自身历史的领先可能只是偶然（95 % 区间 {{low, percent(digits: 1)}} 至 {{high, percent(digits: 1)}}）。",
    eachErrorGain:
      "未发布：在某个检验时段，客户自身历史同样接近或更接近实际（{{value, percent(digits: 1)}}）。",
    rankGainInterval: "未发布：在之后的数据上，不能确定它的排序优于客户自身历史。",
    eachRankGain: "未发布：在某个检验时段，它的排序不比客户自身历史更好。",
    coverage: "未发布：在某个检验时段，80 % 区间只包含了 {{value, percent}} 的实际消费，要求 70 至 90 %。",
    noColumns:
      "暂不可行：{{columns, number}} 列中，在您说明哪些在结果发生前已知（--keep）之前，没有一列可用。",
    shortHistory:
      "暂不可行：现有 {{historyDays, number}} 天历史，要在之后的数据上检验需要 {{neededDays, number}} 天。从 {{enoughAt, date}} 起可行；也可以缩短预测期，或导入更早的订单。",
    fewCustomers:
      "暂不可行：{{cutOff, date}} 只有 {{customers, number}} 位客户，至少需要 {{least, number}} 位。请导入更多客户，或放宽人群。",
    oneOutcome:
      "暂不可行：{{cutOff, date}} 的 {{customers, number}} 位客户中有 {{positives, number}} 位发生了；发生与未发生的都至少需要 {{least, number}} 位。请换一个预测期或人群。",
    nothingSpent:
      "暂不可行：{{cutOff, date}} 的 {{customers, number}} 位客户中，之后有消费的只有 {{positives, number}} 位，至少需要 {{least, number}} 位。请延长预测期，或导入更长的历史。",
    noRepeats:
      "暂不可行：{{customers, number}} 位客户中没有人买过第二次，无法学习购买习惯。请导入更长的历史。",
    degenerate: "暂不可行：从这些数据看不出购买习惯，而历史又太短，无法采用别的方法。请导入更长的历史。",
  },
  why: {
    worse: "在更早的数据上与实际相差更大。",
    notClearlyBetter: "在更早的数据上没有明显更好，而且更复杂。",
    weakerRule: "在更早的数据上较弱的简单规则。",
  },
  note: {
    bestColumn: "需要超越的简单规则：仅用 {{column}}。",
    undated: "“{{column}}”没有日期，因此检验针对其他客户，而不是之后的时间：无法反映随时间的变化。",
    unusable_other: "未使用，因为只有一个取值或每位客户都不同：{{columns}}。",
    bias: "{{cutOff, date}} 的预测：平均 {{expected, percent(digits: 1)}}；实际为 {{actual, percent(digits: 1)}}。",
    corrected: "季节会改变平均水平；今天的预测已调到最近一个完整时段的水平。",
    total: "{{cutOff, date}} 的预测：合计为实际消费总额的 {{ratio, percent}}；季节会改变这个比例。",
    noRepeats: "未使用购买模型：没有人买过第二次。",
    coverage:
      "80 % 区间包含了 {{plain, percent}} 的实际消费。许多人没有消费，任何区间都会包含；将并列随机拆分后为 {{randomised, percent}}。",
    meanNotMedian:
      "它预测的是平均消费。对只来过一次的人一律预测为零的规则，对单个客户的误差更小，但预测的总额偏低。",
    oneProof: "历史只够一个检验时段。",
    extrapolated: "超过 {{days, number}} 天的预测期未经证明，不用于任何决策。",
    sampled: "学习与检验基于 {{rows, number}} 位随机抽取的客户；评分覆盖所有客户。",
    dropped_other: "有 {{count, number}} 个特征因时间窗口长于当时的历史而未使用：{{features}}。",
    drifted_other: "{{count, number}} 个特征未使用：它们今天的取值超出模型学习时见过的范围：{{features}}。",
    degenerate: {
      "no-dropout": "未使用 BG/NBD：在这家店似乎没有人永久停止购买（a 趋于 0），该模型说明不了问题。",
      "sure-dropout": "未使用 BG/NBD：似乎所有人在第二次购买后都不再购买。",
      "all-or-nothing": "未使用 BG/NBD：一些人立刻停止，其余永不停止，其参数没有意义。",
      "same-dropout": "未使用 BG/NBD：所有客户停止购买的概率似乎相同，参数发散。",
      "same-rate": "未使用 BG/NBD：所有客户的购买频率似乎相同，参数发散。",
      "same-customers": "未使用 Gamma-Gamma：客户之间每次消费没有差别。",
      "same-purchases": "未使用 Gamma-Gamma：每位客户每次消费都相同。",
      "same-value": "未使用 Gamma-Gamma：每次购买金额都相同。",
      "no-mean": "未使用 Gamma-Gamma：购买金额太不均匀，平均值不存在。",
    },
  },
};

/** The conditions of publication, as the proof page lists them. */
export const gate = {
  meanGain: "平均而言，排序至少比简单规则好 {{low, number}}",
  gainInterval: "对简单规则的领先确实大于 {{low, number}}（95 % 区间下限）",
  eachGain: "在每个检验时段都优于简单规则",
  calibrationSlope: "概率名副其实（校准斜率）",
  errorGainInterval: "确实比客户自身历史更接近实际消费（95 % 区间下限）",
  eachErrorGain: "在每个检验时段都比客户自身历史更接近",
  rankGainInterval: "排序确实优于客户自身历史（95 % 区间下限）",
  eachRankGain: "在每个检验时段排序都优于客户自身历史",
  coverage: "80 % 区间包含实际消费的比例名副其实",
};
