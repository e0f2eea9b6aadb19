import type { Preset } from "./preset.ts";

/** Reports (CSV) and the product export of WooCommerce, and orders as its REST API gives them (JSON). */
export const woocommerce: readonly Preset[] = [
  {
    name: "woocommerce-orders",
    table: "orders",
    signature: [
      "Date",
      "Order #",
      "Status",
      "Customer",
      "Customer type",
      "Items sold",
      "N. Revenue|Net Revenue|Net sales",
    ],
    map: {
      order: ["Order #"],
      customer: ["Customer"],
      date: ["Date"],
      amount: ["N. Revenue", "Net Revenue", "Net sales"],
      channel: ["Attribution", "Origin"],
      status: ["Status"],
    },
  },
  {
    name: "woocommerce-customers",
    table: "customers",
    signature: [
      "Name",
      "Username",
      "Last active",
      "Sign up|Date registered",
      "Email",
      "Orders",
      "Total spend",
      "AOV",
    ],
    map: {
      customer: ["Email", "Username", "Name"],
      email: ["Email"],
      registered: ["Sign up", "Date registered"],
    },
  },
  {
    name: "woocommerce-products",
    table: "products",
    signature: [
      "Type",
      "SKU",
      "Name",
      "Is featured?",
      "Visibility in catalog|Visibility in catalogue",
      "Categories",
    ],
    map: { product: ["SKU", "ID", "Name"], name: ["Name"], category: ["Categories"] },
  },
  {
    name: "woocommerce-orders-json",
    table: "orders",
    signature: [
      "status",
      "currency",
      "date_created",
      "billing.email",
      "line_items.product_id",
      "line_items.total",
    ],
    map: {
      order: ["number", "id"],
      // Guests all have customer_id 0, so the e-mail comes first.
      customer: ["billing.email", "billing.phone", "customer_id"],
      date: ["date_created_gmt", "date_created"],
      product: ["line_items.sku", "line_items.product_id"],
      description: ["line_items.name"],
      quantity: ["line_items.quantity"],
      // A line's total is after discounts, which its price times its quantity is not.
      amount: ["line_items.total"],
      currency: ["currency"],
      country: ["shipping.country", "billing.country"],
      channel: ["created_via"],
      status: ["status"],
    },
  },
];
