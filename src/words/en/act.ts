export const act = {
  what: {
    "personal-offer": "Make a personal loyalty offer",
    "win-back": "Send a win-back offer",
    "second-order": "Invite to the second order",
    reminder: "Send a friendly reminder",
    "thank-you": "Say thank you",
    upsell: "Suggest something that goes with it",
    newsletter: "Newsletter only",
    "let-go": "Spend nothing",
  },
  message: {
    "personal-offer":
      "You have been with us for a while, and we would like to keep it that way: here is something for you alone.",
    "win-back": "We have missed you. Here is a reason to come back this month.",
    "second-order":
      "Did you like it? Here is what others bought next, and a small welcome for your second order.",
    reminder: "It has been a while. Here is what is new since your last order.",
    "thank-you": "Thank you for your loyalty: you see our new things before anyone else.",
    upsell: "Here is what goes well with what you bought.",
    newsletter: "The regular newsletter, without an offer.",
    "let-go": "No message: an offer would cost more than it is expected to bring.",
  },
  channel: { phone: "Phone or personal letter", email: "E-mail", newsletter: "Newsletter", none: "None" },
  band: { high: "high", medium: "medium", low: "low" },
  because: {
    predicted:
      "Risk of leaving: $t(act.band.{{risk}}) ({{probability, percent}}). Value: $t(act.band.{{value}}). RFM: $t(segments.rfm.{{rfm}}).",
    rfm: "By recency, frequency and money: $t(segments.rfm.{{rfm}}) (risk $t(act.band.{{risk}}), value $t(act.band.{{value}})).",
  },
  notes: {
    churnUsed: "The risk of leaving comes from the proven goal “{{goal}}” ({{days, number}} days ahead).",
    churnMissing:
      "No churn prediction is published, so the risk is taken from RFM alone (how long ago the last order was) and no expected margin is given.",
    valueUsed: "The value comes from the proven goal “{{goal}}” (next {{days, number}} days).",
    valueMissing:
      "No value prediction is published, so the value is taken from RFM alone (past spending) and no expected margin is given.",
    assumptions:
      "Margin rate, effect and cost of each action are assumptions you can change, not measurements.",
    control:
      "Customers of the control group are left alone on purpose: only by comparing with them will you see what the actions bring.",
  },
};
