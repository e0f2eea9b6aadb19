/** Terms of the trade, each explained in one sentence. */
export const terms = {
  tableScore: {
    name: "Quality",
    what: "100 less the points that findings cost, each by how many rows it touches.",
  },
  mergePoints: {
    name: "Points",
    what: "What agrees (e-mail, phone, name, birth date, address) adds points, what differs takes some away; 50 and more are shown.",
  },
  writeKey: {
    name: "Write key",
    what: "A password that lets a page or server send events into this source, and nothing else.",
  },
  lift: {
    name: "Lift",
    what: "How many times more of those it happens to are among these than among customers picked at random.",
  },
  lift10: {
    name: "Lift, top tenth",
    what: "How many times more of those it happened to were in the tenth put first than among customers picked at random.",
  },
  precision: { name: "Hit rate", what: "Of those contacted, the share it really happened to." },
  calibration: {
    name: "Calibration",
    what: "Whether a probability means what it says: of those told 60%, about 60 of 100 should do it.",
  },
  calibrationSlope: {
    name: "Calibration slope",
    what: "1 means the probabilities spread just right; below 1 they are too extreme, above 1 too timid.",
  },
  ece: {
    name: "Calibration error",
    what: "How far the probabilities are from what happened, on average; 0 is perfect.",
  },
  apSkill: {
    name: "Skill",
    what: "How much better it ranks customers than chance does: 0 is chance, 1 is perfect.",
  },
  auc: {
    name: "AUC",
    what: "How often it ranks a customer it happens to above one it does not: 0.5 is chance, 1 is perfect.",
  },
  averagePrecision: {
    name: "Average precision",
    what: "The hit rate averaged over the whole list, best first.",
  },
  brier: { name: "Brier score", what: "The mean squared error of the probabilities; smaller is better." },
  spearman: {
    name: "Rank agreement",
    what: "Whether it puts customers in the right order: 0 is chance, 1 is perfect.",
  },
  mae: { name: "Mean error", what: "How far the prediction is from what happened, on average." },
  rmse: { name: "Root mean square error", what: "Like the mean error, but large misses count more." },
  totalRatio: {
    name: "Total foretold",
    what: "Predicted sum of all customers, as a share of what really happened.",
  },
  coverage80: {
    name: "Interval hit",
    what: "How often the truth fell inside the 80% interval; 80% is right.",
  },
  gain: {
    name: "Gain",
    what: "How much better the model is than the best simple rule on the same customers, with a 95% interval.",
  },
  cutOff: {
    name: "Cut-off",
    what: "The moment the prediction was made; everything later was hidden from the model.",
  },
  driver: {
    name: "Driver",
    what: "How a feature moves the prediction, at each of its values, on average.",
  },
  stability: {
    name: "Found again",
    what: "How alike the groups come out when the customers are drawn anew: 1 is the same, below 0.6 is shaky.",
  },
  silhouette: {
    name: "Apartness",
    what: "How much nearer customers lie to their own group than to the next: 1 is far apart, 0 is touching.",
  },
  effect: {
    name: "Effect size",
    what: "How far the group's mean lies from the mean of all, in standard deviations: 0.2 is small, 0.8 is large.",
  },
  pValue: {
    name: "p-value",
    what: "How often chance alone would make a difference this large; below 0.05 it is hardly chance.",
  },
  medianOrder: { name: "Typical order", what: "Half of their orders are smaller, half are larger." },
  rfmRisk: {
    name: "by RFM",
    what: "There is no prediction for this customer; the risk is read from how long ago the last order was.",
  },
  rfm: {
    name: "RFM",
    what: "How recently, how often and for how much they bought, each from 1 to 5; 5 is best.",
  },
  expectedMargin: {
    name: "Expected margin",
    what: "What the action should bring after its cost: risk × value × margin × effect. An estimate, not a fact.",
  },
  assumptions: {
    name: "Takes for granted",
    what: "Your margin, the share of customers the action moves, and its cost each: assumptions, not measurements.",
  },
  extrapolated: {
    name: "not proven",
    what: "A longer time than the one that was tested: an estimate that goes beyond the proof and drives no money.",
  },
  interval80: { name: "80% interval", what: "In 8 of 10 cases the truth lies between these two figures." },
  reasons: {
    name: "Reasons",
    what: "Exact shares of the model's own sum: what all reasons push, added to the base, gives the prediction.",
  },
};
