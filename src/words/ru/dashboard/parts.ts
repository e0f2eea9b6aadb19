/** What stands on many pages. */
export const parts = {
  band: { high: "высокий", medium: "средний", low: "низкий" },
  severity: { error: "Ошибка", warning: "Внимание", info: "К сведению", good: "Всё хорошо" },
  chart: { asTable: "Показать таблицей", asChart: "Показать графиком", download: "Скачать CSV" },
};
