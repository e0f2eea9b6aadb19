/** 对未来几周的预期。 */
export const forecast = {
  of: { revenue: "收入", orders: "订单", customers: "下单客户" },
  none: "还没有订单，无法预测。请用 `kindred import FILE --as orders` 导入。",
  short:
    "数据太短，无法做可检验的预测：现有 {{weeks, number}} 个完整的星期，需要 {{needed, number}} 个。请缩短预测周数，或导入更早的订单。",
  summary: {
    money_other:
      "$t(forecast.of.{{of}})：未来 {{count, number}} 周预计 {{total, money}}，过去 {{count, number}} 周为 {{before, money}}。",
    count_other:
      "$t(forecast.of.{{of}})：未来 {{count, number}} 周预计 {{total, number}}，过去 {{count, number}} 周为 {{before, number}}（按周累加）。",
  },
  proven: {
    last: "已验证：在过去 {{count, number}} 个时点上试算，误差比照搬上一周小 {{gain, percent}}（{{low, percent}} 至 {{high, percent}}）。",
    year: "已验证：在过去 {{count, number}} 个时点上试算，误差比照搬去年同一周小 {{gain, percent}}（{{low, percent}} 至 {{high, percent}}）。",
  },
  notBetter: {
    last: "未得到证实，因此照搬上一周：在过去 {{count, number}} 个时点上试算，模型误差是照搬上一周的 {{share, percent}}（可能为 {{low, percent}} 至 {{high, percent}}），并不确定更小。",
    year: "未得到证实，因此照搬去年同期：在过去 {{count, number}} 个时点上试算，模型误差是照搬去年同期的 {{share, percent}}（可能为 {{low, percent}} 至 {{high, percent}}），并不确定更小。",
  },
  change: {
    money: "自 {{from, date}} 起水平改变：每周 {{after, money}}，此前为 {{before, money}}。",
    count: "自 {{from, date}} 起水平改变：每周 {{after, number}}，此前为 {{before, number}}。",
  },
  notes: {
    bounds: "上下限应包含 {{level, percent}} 的星期；检验中实际包含 {{coverage, percent}}。",
    noYear: "{{weeks, number}} 周的数据看不出年度规律：不足两年时，无法预见圣诞节等季节因素。",
    segment:
      "这里是目前属于该组的客户。分组依据的是他们至今的行为，因此其过去必然与该组相似：请谨慎看待此预测。",
  },
};
