export const act = {};
