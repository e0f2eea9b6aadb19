/** 需要反复同步的数据来源。 */
export const sources = {
  added: "数据来源“{{name}}”已保存，数据将进入 {{table}}。现在还没有获取任何数据。",
  addedHttp: "数据来源“{{name}}”已保存。写入密钥只显示这一次：{{key}}",
  noCursor:
    "没有指定 --cursor：每次同步都会读取全部数据。指定每行更改时会变化的列（例如 updated_at），就只读取有变化的部分。",
  nextSync: "获取数据：kindred source sync {{name}}",
  none: "还没有数据来源。用 kindred source add 添加。",
  synced:
    "{{source}}：收到 {{received, number}} 行 = 存入 {{stored, number}} + 重复 {{duplicates, number}} + 拒绝 {{rejected, number}}。",
  removed: "来源中已不存在、从现在起在这里撤回：{{removed, number}}。",
  forgotten: "已不再保留来源“{{name}}”。它带来的数据仍然保留。",
  columns: {
    name: "来源",
    kind: "种类",
    table: "数据表",
    asOf: "截至（UTC）",
    received: "收到",
    stored: "存入",
    duplicates: "重复",
    rejected: "拒绝",
    removed: "撤回",
  },
};
