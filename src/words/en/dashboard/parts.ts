/** What stands on many pages. */
export const parts = {
  band: { high: "high", medium: "medium", low: "low" },
  severity: { error: "Error", warning: "Warning", info: "Good to know", good: "All well" },
  chart: { asTable: "Show as a table", asChart: "Show as a chart", download: "Download as CSV" },
};
