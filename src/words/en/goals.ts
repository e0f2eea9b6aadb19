/** Why a goal's model is published or not, what was tried, what to know. */
export const goals = {
  metrics: {
    auc: { label: "AUC" },
    averagePrecision: { label: "average precision" },
    apSkill: { label: "skill (0 chance, 1 perfect)" },
    brier: { label: "Brier score" },
    logLoss: { label: "log-loss" },
    calibrationSlope: { label: "calibration slope" },
    ece: { label: "calibration error" },
    lift10: { label: "lift of the top tenth" },
    bias: { label: "mean predicted minus happened" },
    mae: { label: "mean error" },
    rmse: { label: "root mean square error" },
    spearman: { label: "rank agreement" },
    totalRatio: { label: "total predicted over happened" },
    deviance: { label: "deviance" },
    coverage80: { label: "80 % interval holds (randomised)" },
    coverage: { label: "80 % interval holds (plain)" },
  },
  published: {
    classification:
      "Published: on later data it ranks customers better than the best simple rule, by {{gain, number(maximumFractionDigits: 3)}} in skill (95 % interval {{low, number(maximumFractionDigits: 3)}} to {{high, number(maximumFractionDigits: 3)}}; {{proofs, number}} separate times).",
    recorded:
      "Published: on customers it had not seen it ranks better than the best single column, by {{gain, number(maximumFractionDigits: 3)}} in skill (95 % interval {{low, number(maximumFractionDigits: 3)}} to {{high, number(maximumFractionDigits: 3)}}; {{proofs, number}} repeats, each with a lead).",
    amount:
      "Published: on later data it is {{gain, percent(digits: 1)}} nearer to what was spent than the customers’ own past (95 % interval {{low, percent(digits: 1)}} to {{high, percent(digits: 1)}}), and ranks customers better.",
  },
  refusedRecorded: {
    meanGain:
      "Not published: on customers it had not seen it beats the best single column by only {{gain, number(maximumFractionDigits: 3)}} in skill; at least 0.02 is asked. Use that column, or import columns that tell more.",
    gainInterval:
      "Not published: its lead over the best single column may be chance (95 % interval {{low, number(maximumFractionDigits: 3)}} to {{high, number(maximumFractionDigits: 3)}}). More customers would decide it.",
    eachGain:
      "Not published: in one of the repeats the best single column was as good or better ({{value, number(maximumFractionDigits: 3)}}).",
    calibrationSlope:
      "Not published: its probabilities do not mean what they say on customers it had not seen (calibration slope {{value, number(maximumFractionDigits: 2)}}; 0.7 to 1.3 is asked).",
  },
  leak: {
    fixes:
      "Left out: its values fix the outcome for {{fixedRows, percent}} of the customers, as only a column can that was filled in afterwards. If you are sure it was known before: --keep “{{column}}”.",
    fixesSome:
      "Was it known before the outcome? Some of its values fix the outcome ({{fixedRarer, percent}} of those it happened to). Left out until you answer: --keep or --leave-out “{{column}}”.",
    tooGood:
      "Was it known before the outcome? Alone it tells the outcome remarkably well (AUC {{auc, number(maximumFractionDigits: 2)}}). Left out until you answer: --keep or --leave-out “{{column}}”.",
    filled:
      "Was it known before the outcome? Whether it is filled in tells the outcome (AUC {{filledAuc, number(maximumFractionDigits: 2)}}). Left out until you answer: --keep or --leave-out “{{column}}”.",
    kept: "Used, as you said it was known before the outcome.",
  },
  refused: {
    meanGain:
      "Not published: on later data it beats the best simple rule by only {{gain, number(maximumFractionDigits: 3)}} in skill; at least 0.02 is asked. Use the simple rule, or wait for more history.",
    gainInterval:
      "Not published: on later data its lead over the best simple rule may be chance (95 % interval {{low, number(maximumFractionDigits: 3)}} to {{high, number(maximumFractionDigits: 3)}}). More customers or a longer history would decide it.",
    eachGain:
      "Not published: in one of the test periods the simple rule was as good or better ({{value, number(maximumFractionDigits: 3)}}).",
    calibrationSlope:
      "Not published: its probabilities do not mean what they say on later data (calibration slope {{value, number(maximumFractionDigits: 2)}}; 0.7 to 1.3 is asked).",
    errorGainInterval:
      "Not published: on later data its lead over the customers’ own past may be chance (95 % interval {{low, percent(digits: 1)}} to {{high, percent(digits: 1)}}).",
    eachErrorGain:
      "Not published: in one of the test periods the customers’ own past was as near or nearer ({{value, percent(digits: 1)}}).",
    rankGainInterval:
      "Not published: on later data it does not surely rank customers better than their own past.",
    eachRankGain:
      "Not published: in one of the test periods it ranked customers no better than their own past.",
    coverage:
      "Not published: its 80 % interval held {{value, percent}} of what was spent in one of the test periods; 70 to 90 % is asked.",
    noColumns:
      "Not yet: of {{columns, number}} columns none may be used before you answer which were known before the outcome (--keep).",
    shortHistory:
      "Not yet: {{historyDays, number}} days of history are there, {{neededDays, number}} are needed to test it on later data. It will be possible from {{enoughAt, date}} on, or with a shorter horizon, or when you import older orders.",
    fewCustomers:
      "Not yet: {{customers, number}} customers were there on {{cutOff, date}}, at least {{least, number}} are needed. Import more customers, or widen the population.",
    oneOutcome:
      "Not yet: of {{customers, number}} customers on {{cutOff, date}} it happened to {{positives, number}}; at least {{least, number}} with and without it are needed. Choose another horizon or population.",
    nothingSpent:
      "Not yet: of {{customers, number}} customers on {{cutOff, date}}, {{positives, number}} spent anything afterwards; at least {{least, number}} are needed. Choose a longer horizon, or import a longer history.",
    noRepeats:
      "Not yet: none of {{customers, number}} customers has bought a second time, so buying habits cannot be learned. Import a longer history.",
    degenerate:
      "Not yet: buying habits cannot be told from these data, and history is too short for another way. Import a longer history.",
  },
  why: {
    worse: "Less near to what happened, on earlier data.",
    notClearlyBetter: "Not clearly better on earlier data, and less simple.",
    weakerRule: "A simple rule that was weaker on earlier data.",
  },
  note: {
    bestColumn: "The simple rule to beat: {{column}} alone.",
    undated:
      "“{{column}}” has no date, so the proof is on other customers, not on a later time: it cannot show what changes with time.",
    unusable_one: "Not used, since it has one value only or another one for every customer: {{columns}}.",
    unusable_other:
      "Not used, since they have one value only or another one for every customer: {{columns}}.",
    bias: "Predicted on {{cutOff, date}}: {{expected, percent(digits: 1)}} on average; it happened to {{actual, percent(digits: 1)}}.",
    corrected:
      "The season moves the mean; today’s predictions are set to the level of the last completed period.",
    total:
      "Predicted on {{cutOff, date}}: {{ratio, percent}} of what was then spent in total; the season moves this.",
    noRepeats: "The buying models were not used: nobody has bought a second time.",
    coverage:
      "The 80 % interval held {{plain, percent}} of what was spent. Many spend nothing, which any interval holds; with ties split at random it is {{randomised, percent}}.",
    meanNotMedian:
      "It predicts what is spent on average. A rule that says nothing for everyone who came once misses single customers by less, but foretells too small a total.",
    oneProof: "History is long enough for one test period only.",
    extrapolated: "Horizons longer than {{days, number}} days are not proven and drive no decision.",
    sampled: "Learned and tested on a random sample of {{rows, number}} customers; every customer is scored.",
    dropped_one: "Left out, since its window is longer than the history was: {{features}}.",
    dropped_other:
      "{{count, number}} features left out, since their windows are longer than the history was: {{features}}.",
    drifted_one:
      "Left out, since its values today lie where the model saw none while it learned: {{features}}.",
    drifted_other:
      "{{count, number}} features left out, since their values today lie where the model saw none while it learned: {{features}}.",
    degenerate: {
      "no-dropout":
        "BG/NBD was not used: in this shop nobody seems to stop buying for good (a goes to 0), so the model says nothing.",
      "sure-dropout": "BG/NBD was not used: everyone seems to stop after the second purchase.",
      "all-or-nothing":
        "BG/NBD was not used: some stop at once, the others never, so its parameters mean nothing.",
      "same-dropout":
        "BG/NBD was not used: all customers seem to stop with the same chance, so its parameters run off.",
      "same-rate":
        "BG/NBD was not used: all customers seem to buy at the same rate, so its parameters run off.",
      "same-customers": "Gamma-Gamma was not used: customers do not differ in what they spend at a time.",
      "same-purchases": "Gamma-Gamma was not used: each customer spends the same every time.",
      "same-value": "Gamma-Gamma was not used: every purchase has the same value.",
      "no-mean": "Gamma-Gamma was not used: purchases are too uneven for a mean to exist.",
    },
  },
};

/** The conditions of publication, as the proof page lists them. */
export const gate = {
  meanGain: "Ranks customers better than the simple rule by at least {{low, number}}, on average",
  gainInterval:
    "The lead over the simple rule is surely above {{low, number}} (lower end of the 95 % interval)",
  eachGain: "Better than the simple rule in every test period",
  calibrationSlope: "Probabilities mean what they say (calibration slope)",
  errorGainInterval:
    "Surely nearer to what was spent than the customers’ own past (lower end of the 95 % interval)",
  eachErrorGain: "Nearer than the customers’ own past in every test period",
  rankGainInterval: "Surely ranks customers better than their own past (lower end of the 95 % interval)",
  eachRankGain: "Ranks better than their own past in every test period",
  coverage: "The 80 % interval holds what was spent as often as it says",
};
