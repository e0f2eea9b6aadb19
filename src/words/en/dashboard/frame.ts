/** The frame of every page, and pages that wait, fail or are empty. */
export const frame = {
  nav: {
    label: "Pages",
    skip: "Skip to the content",
    menu: "Menu",
    overview: "Overview",
    segments: "Segments",
    predictions: "Predictions",
    customers: "Customers",
    actions: "Actions",
    data: "Data",
    language: "Language",
    toLight: "Switch to light",
    toDark: "Switch to dark",
  },
  state: {
    loading: "Loading …",
    failed: "The page could not be loaded.",
    failedNext: "Check that Kindred is running, then try again.",
    retry: "Try again",
    lost: "There is no such page.",
    lostNext: "The address may be old or mistyped.",
  },
  key: {
    title: "This server is protected",
    label: "API key",
    why: "Whoever runs the server has it. It is kept for this tab only.",
    open: "Open",
  },
  running: {
    title: "Kindred is working on your data",
    what: "This page fills itself as soon as the first result is there.",
  },
  empty: {
    run: "To fill it, run this in the folder of Kindred:",
    overview: {
      title: "Here you will see who is about to leave and what to do about it",
      what: "It needs orders with a customer, a date and an amount; a year of them is best.",
    },
    data: {
      title: "Here you will see what became of every row you bring",
      what: "Bring a CSV or Parquet file of orders: one row per order or per line.",
    },
    sources: {
      title: "Here you will see what your sources bring",
      what: "A source brings orders, customers or events by itself: from a database, a web service, or the pages of your site.",
    },
    segments: {
      title: "Here you will see which kinds of customers you have",
      what: "Customers who buy alike are put together and described in plain words.",
    },
    predictions: {
      title: "Here you will see what each customer will do next, and how far to trust it",
      what: "Every prediction is tested on later data first. What does not beat a simple rule is not shown.",
    },
    customers: {
      title: "Here you will find every customer",
      what: "With orders, kind, predictions and the reasons for them.",
    },
    actions: {
      title: "Here you will see what to do, for whom, and what it should bring",
      what: "The list needs segments and a published prediction.",
    },
  },
};
