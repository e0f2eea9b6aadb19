import type { Preset } from "./preset.ts";

/** Exports of the Shopify admin (CSV) and orders as its REST API gives them (JSON). */
export const shopify: readonly Preset[] = [
  {
    name: "shopify-orders",
    table: "orders",
    signature: [
      "Name",
      "Financial Status",
      "Created at",
      "Lineitem quantity",
      "Lineitem name",
      "Lineitem price",
    ],
    // The order's own columns are filled in the first of its lines.
    onlyFirst: { key: "Name", except: "Lineitem" },
    map: {
      order: ["Name"],
      customer: ["Email", "Phone", "Billing Phone", "Shipping Phone"],
      date: ["Created at"],
      product: ["Lineitem sku", "Lineitem name"],
      description: ["Lineitem name"],
      quantity: ["Lineitem quantity"],
      price: ["Lineitem price"],
      currency: ["Currency"],
      country: ["Shipping Country", "Billing Country"],
      channel: ["Source"],
      status: ["Financial Status"],
      cancelledAt: ["Cancelled at"],
    },
  },
  {
    name: "shopify-customers",
    table: "customers",
    signature: [
      "First Name",
      "Last Name",
      "Email",
      "Accepts Email Marketing|Accepts Marketing",
      "Total Spent",
      "Total Orders",
      "Tax Exempt",
    ],
    // Orders name customers by e-mail only, so that is the customer here too.
    map: {
      customer: ["Email", "Phone", "Default Address Phone", "Customer ID"],
      email: ["Email"],
      phone: ["Phone", "Default Address Phone"],
    },
  },
  {
    name: "shopify-products",
    table: "products",
    signature: ["Handle|URL handle", "Title", "Vendor", "Variant SKU|SKU", "Variant Price|Price"],
    onlyFirst: { key: "Handle|URL handle", except: "Variant" },
    map: {
      product: ["Variant SKU", "SKU", "Title"],
      name: ["Title"],
      category: ["Type", "Product Category", "Product category"],
    },
  },
  {
    name: "shopify-orders-json",
    table: "orders",
    signature: [
      "created_at",
      "financial_status",
      "total_price",
      "currency",
      "line_items.quantity",
      "line_items.price",
    ],
    map: {
      order: ["name", "order_number", "id"],
      customer: ["email", "contact_email", "customer.email", "phone", "customer.phone", "customer.id"],
      date: ["created_at"],
      product: ["line_items.sku", "line_items.variant_id", "line_items.product_id", "line_items.title"],
      description: ["line_items.name", "line_items.title"],
      quantity: ["line_items.quantity"],
      price: ["line_items.price"],
      currency: ["currency"],
      country: ["shipping_address.country", "billing_address.country"],
      channel: ["source_name"],
      status: ["financial_status"],
      cancelledAt: ["cancelled_at"],
    },
  },
];
