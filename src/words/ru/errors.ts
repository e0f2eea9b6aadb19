export const errors = {
  "bad-request": { what: "Запрос не понят: {{detail}}.", next: "Исправьте его и отправьте снова." },
  "unknown-option": {
    what: "Нет параметра {{option}}.",
    next: "Список параметров покажет команда с --help.",
  },
  "not-found": { what: "Не найдено: {{what}} «{{name}}».", next: "Проверьте написание." },
  internal: {
    what: "Ошибка Kindred: {{detail}}.",
    next: "Данные остались прежними. Сообщите об ошибке и приложите журнал.",
  },
};
