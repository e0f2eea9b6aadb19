/** What stands on many pages. */
export const parts = {
  band: { high: "高", medium: "中", low: "低" },
  severity: { error: "错误", warning: "警告", info: "提示", good: "一切正常" },
  chart: { asTable: "以表格显示", asChart: "以图表显示", download: "下载 CSV" },
};
