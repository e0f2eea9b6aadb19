/** Terms of the trade, each explained in one sentence. */
export const terms = {
  tableScore: { name: "质量", what: "满分 100，按每个问题涉及的行数扣分。" },
  mergePoints: {
    name: "分数",
    what: "相同的信息（邮箱、电话、姓名、生日、地址）加分，不同的减分；50 分及以上才会显示。",
  },
  writeKey: { name: "写入密钥", what: "一种只允许网页或服务器向此来源发送事件的密码。" },
  lift: {
    name: "提升度",
    what: "这些客户中实际发生者的比例，是随机挑选的客户中的多少倍。",
  },
  lift10: {
    name: "前十分之一提升度",
    what: "排在最前的十分之一中，实际发生者的比例是随机挑选的客户中的多少倍。",
  },
  precision: { name: "命中率", what: "所联系的客户中，确实发生的比例。" },
  calibration: {
    name: "校准",
    what: "概率是否名副其实：被判为 60% 的人，每 100 位应有约 60 位发生。",
  },
  calibrationSlope: {
    name: "校准斜率",
    what: "1 表示概率的跨度恰到好处；小于 1 过于极端，大于 1 过于保守。",
  },
  ece: { name: "校准误差", what: "概率与实际的平均差距；0 为完美。" },
  apSkill: { name: "技能值", what: "比随机排序好多少：0 等于随机，1 为完美。" },
  auc: {
    name: "AUC",
    what: "把会发生的客户排在不会发生的客户之前的概率：0.5 等于随机，1 为完美。",
  },
  averagePrecision: { name: "平均精度", what: "从最好的开始，整个名单上命中率的平均。" },
  brier: { name: "Brier 得分", what: "概率的均方误差；越小越好。" },
  spearman: { name: "排序一致性", what: "是否把客户排在正确的次序：0 等于随机，1 为完美。" },
  mae: { name: "平均误差", what: "预测与实际平均相差多少。" },
  rmse: { name: "均方根误差", what: "类似平均误差，但大的失误权重更大。" },
  totalRatio: { name: "总额预测比", what: "所有客户的预测总和占实际总和的比例。" },
  coverage80: { name: "区间命中率", what: "真实值落在 80% 区间内的频率；80% 为正好。" },
  gain: {
    name: "提升",
    what: "在同一批客户上，模型比最好的简单规则好多少，附 95% 区间。",
  },
  cutOff: { name: "截止点", what: "作出预测的时刻；此后的一切对模型都不可见。" },
  driver: { name: "驱动因素", what: "某个特征在各个取值上，平均如何推动预测。" },
  stability: {
    name: "可复现性",
    what: "重新抽取客户后，各组的相似程度：1 为相同，低于 0.6 则不稳固。",
  },
  silhouette: {
    name: "区分度",
    what: "客户离自己组比离最近的另一组近多少：1 为相距很远，0 为彼此相接。",
  },
  effect: {
    name: "效应量",
    what: "该组均值与全体均值相差几个标准差：0.2 为小，0.8 为大。",
  },
  pValue: {
    name: "p 值",
    what: "仅凭偶然出现这么大差异的概率；低于 0.05 就不太可能是偶然。",
  },
  medianOrder: { name: "典型订单", what: "他们的订单一半更小，一半更大。" },
  rfmRisk: { name: "依 RFM", what: "这位客户没有预测；风险依据距上次下单的时间判断。" },
  rfm: { name: "RFM", what: "最近购买、购买频次与金额，各为 1 至 5 分；5 分最好。" },
  expectedMargin: {
    name: "预期毛利",
    what: "扣除成本后行动预计带来的毛利：风险 × 价值 × 毛利率 × 效果。是估计，不是事实。",
  },
  assumptions: {
    name: "前提假设",
    what: "您的毛利率、行动能打动的客户比例、每次的成本：是假设，并非实测。",
  },
  extrapolated: {
    name: "未经验证",
    what: "时间比检验过的更长：是超出证明范围的估计，不用于任何金额决策。",
  },
  interval80: { name: "80% 区间", what: "10 次中有 8 次，真实值落在这两个数字之间。" },
  reasons: {
    name: "原因",
    what: "模型自身总和的精确份额：基准值加上所有原因的推动，就是预测值。",
  },
};
