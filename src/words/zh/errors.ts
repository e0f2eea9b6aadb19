export const errors = {
  "bad-request": { what: "无法理解该请求：{{detail}}。", next: "请更正后重试。" },
  "unknown-option": { what: "没有选项 {{option}}。", next: "请用 --help 查看可用选项。" },
  "not-found": { what: "未找到{{what}}“{{name}}”。", next: "请检查拼写。" },
  internal: { what: "Kindred 出现错误：{{detail}}。", next: "数据保持原样。请附上日志反馈此问题。" },
  "bad-parameter": { what: "参数 {{name}} 不能为 {{value}}。", next: "允许的取值：{{allowed}}。" },
  "no-rows": { what: "没有可用于训练的数据行。", next: "请先导入数据或放宽人群条件，然后重试。" },
  "one-class": {
    what: "所有行的结果都相同（{{value}}），无法区分。",
    next: "请选择更长的预测期或更宽的人群，使两种结果都出现。",
  },
  "bad-target": {
    what: "第 {{row}} 行的结果值为 {{value}}。",
    next: "允许的取值：{{allowed}}。请更正或剔除该行。",
  },
  "bad-weight": { what: "第 {{row}} 行的权重为 {{value}}。", next: "权重必须是有限的正数。" },
  "wrong-columns": {
    what: "模型使用 {{expected}} 列训练，而这份数据有 {{given}} 列。",
    next: "请提供与训练时相同且顺序一致的列。",
  },
  "bad-value": {
    what: "第 {{row}} 行的 {{column}} 列：无法使用 {{value}}。",
    next: "允许的取值：{{allowed}}。不知道的值请留空。",
  },
  "model-version": {
    what: "该 {{kind}} 模型的存储格式为 {{version}}，当前 Kindred 支持的格式为 {{supported}}。",
    next: "请用当前版本重新训练。",
  },
  "memory-limit": {
    what: "需要 {{neededMb, number}} MB 的连续内存，最多只能使用 {{limitMb, number}} MB。",
    next: "请减少行数或列数，或使用抽样数据。",
  },
};
