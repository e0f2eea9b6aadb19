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
  recommend: {
    model: {
      als: "shared tastes (ALS)",
      "item-knn": "products bought by the same customers",
      content: "likeness of products",
      hybrid: "shared purchases and likeness of products together",
      popularity: "what most others buy",
    },
    why: {
      one: "Because they bought “{{first}}”",
      two: "Because they bought “{{first}}” and “{{second}}”",
      taste: "Fits what they have bought so far",
      popular_one: "Bought by {{count, number}} customer",
      popular_other: "Bought by {{count, number}} customers",
    },
    published:
      "Proven on later data: recommended by $t(act.recommend.model.{{model}}), {{recall, percent}} of what {{customers, number}} customers took for the first time in the following {{days, number}} days stood among the ten; by what most others buy it is {{popularRecall, percent}} (NDCG {{ndcg, number(maximumFractionDigits: 3)}} against {{popular, number(maximumFractionDigits: 3)}}).",
    notBetter:
      "Not proven, so you see what most others buy: on later data $t(act.recommend.model.{{model}}) was not surely better than that ({{recall, percent}} against {{popularRecall, percent}} found among the ten, {{customers, number}} customers, {{days, number}} days; NDCG {{ndcg, number(maximumFractionDigits: 3)}} against {{popular, number(maximumFractionDigits: 3)}}).",
    refused: {
      short:
        "Nothing can be proven yet, so you see what most others buy: {{historyDays, number}} days of history are there, {{neededDays, number}} are needed to test recommendations on later data.",
      few: "Nothing can be proven yet, so you see what most others buy: fewer than {{least, number}} customers came back and took something new.",
    },
    notes: {
      filters:
        "Left out: what the customer ever had, also what was sent back, and products not sold in the last 90 days.",
      proof:
        "Model and parameters were chosen on the {{days, number}} days before the test; the test period was looked at once.",
      asked: "You asked for $t(act.recommend.model.{{model}}); this is not the proven choice.",
      unknownCustomer: "This customer is not known, so you see what most others buy.",
      nothingBought: "This customer has not bought anything yet, so you see what most others buy.",
      filledUp_one: "The last {{count, number}} is what most others buy: the model had no more to say.",
      filledUp_other: "The last {{count, number}} are what most others buy: the model had no more to say.",
    },
  },
};
