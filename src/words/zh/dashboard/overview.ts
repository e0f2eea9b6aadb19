/** The overview. */
export const overview = {
  asOf: "概览 · 数据截至 {{at, date}}",
  answerRisk_other:
    "<b>{{count, number}} 位客户</b>可能在 {{days, number}} 天内流失，他们一年消费 <b>{{worth}}</b>。",
  answerRisk_recorded_other: "<b>{{count, number}} 位客户</b>可能流失。",
  answerKinds_other:
    "您有 <b>{{count, number}} 位客户</b>，分为 {{kinds, number}} 类，共消费 <b>{{revenue}}</b>。",
  evidence:
    "上次检验（{{from, date}} – {{until, date}}）中，每 100 个这样的预警有 <b>{{right, number}} 个</b>应验；而全体客户中，每 100 位流失 {{base, number}} 位。",
  evidence_recorded:
    "在模型未见过的客户中，这类预警每 100 个有 <b>{{right, number}} 个</b>应验；全部客户中每 100 位流失 {{base, number}} 位。",
  evidenceNone: "第一次用之后的数据检验完成后，这里会显示此类预警的应验率。",
  notProven: "未显示流失预警：{{why}}",
  notTrained: "尚未做任何预测。",
  whatToDo: "查看该怎么做",
  whoTheyAre: "查看是哪些客户",
  customers: "客户",
  orders: "订单",
  revenue: "销售额",
  revenueWhat: "商品销售额，已扣除退货",
  history: "历史跨度",
  days_other: "{{count, number}} 天",
  kindsTitle: "您有哪些类型的客户",
  kindsLead: "各占客户数和消费额的比例。",
  kindsAll: "查看全部客群",
  ofCustomers: "客户",
  ofRevenue: "销售额",
  atRisk_other: "可能流失",
  provenTitle: "哪些预测经过验证",
  provenLead: "每项预测都在模型未见过的后续时段上检验，并与最好的简单规则对比。",
  actionsTitle: "先做什么",
  actionsLead_other: "涉及 {{count, number}} 位客户，收益最高的排在最前。",
  actionsAll: "全部行动",
  dataTitle: "采信之前",
  dataWarnings_other: "您的数据有 {{count, number}} 处需要注意。<a>查看如何修正</a>",
};
