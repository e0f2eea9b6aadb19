export const errors = {
  "bad-request": { what: "无法理解该请求：{{detail}}。", next: "请更正后重试。" },
  "unknown-option": { what: "没有选项 {{option}}。", next: "请用 --help 查看可用选项。" },
  "not-found": { what: "未找到{{what}}“{{name}}”。", next: "请检查拼写。" },
  internal: { what: "Kindred 出现错误：{{detail}}。", next: "数据保持原样。请附上日志反馈此问题。" },
};
