/** The list of actions. */
export const actions = {
  asOf: "行动 · {{at, date}}",
  answer_other: "<b>{{count, number}} 项行动</b>预计共带来 <b>{{margin}}</b> 毛利。",
  more_other: "有意不联系 {{count, number}} 位客户，以便看出行动带来了什么改变。",
  answerPlain_other: "有 <b>{{count, number}} 项行动</b>可做。",
  noMoney: "流失和未来价值都通过验证后，这里会显示预期金额。",
  kindsTitle: "行动的种类",
  kindsLead: "每种行动预计带来多少。毛利率、效果和成本是假设而非实测，见最后一列。",
  kindsLeadPlain: "做什么，涉及多少客户。",
  customers: "客户",
  assumes: "毛利率 {{margin}}，效果 {{effect}}，每次 {{cost}}",
  listTitle: "行动清单",
  listLead: "按预期毛利排序。",
  listLeadPlain: "迄今消费最多的排在最前。",
  control: "有意不联系，用于比较",
  exportCsv: "下载 CSV",
  exportParquet: "Parquet",
};
