import type { Preset } from "./preset.ts";

/** Payments as the Stripe dashboard exports them (CSV, amounts in whole units), charges and payment intents as its API gives them (JSON, amounts in minor units). */
export const stripe: readonly Preset[] = [
  {
    name: "stripe-payments",
    table: "payments",
    signature: [
      "id|PaymentIntent ID",
      "Created (UTC)|Created date (UTC)|Created",
      "Amount",
      "Amount Refunded",
      "Currency",
      "Converted Amount",
      "Status",
    ],
    map: {
      key: ["id", "PaymentIntent ID"],
      customer: ["Customer Email", "Customer ID"],
      paid: ["Created (UTC)", "Created date (UTC)", "Created"],
      date: ["Created (UTC)", "Created date (UTC)", "Created"],
      amount: ["Amount"],
      currency: ["Currency"],
      status: ["Status"],
    },
  },
  {
    name: "stripe-charges",
    table: "payments",
    signature: [
      "id",
      "object",
      "amount",
      "currency",
      "created",
      "status",
      "livemode",
      "amount_captured|amount_received|captured",
    ],
    minor: ["amount"],
    map: {
      key: ["id"],
      customer: ["billing_details.email", "receipt_email", "customer"],
      paid: ["created"],
      date: ["created"],
      amount: ["amount"],
      currency: ["currency"],
      status: ["status"],
    },
  },
];
