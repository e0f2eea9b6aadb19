/** What long work is doing, shown while it runs. */
export const progress = {
  import: "Reading and storing the file",
  replay: "Reading rejected rows again",
  pull: "Fetching from the source",
  check: "Checking the data",
  rfm: "Scoring recency, frequency and money",
  segment: "Finding the kinds of customers",
  train: "Training and proving predictions",
  score: "Scoring every customer",
  recommend: "Learning what customers want next",
  text: "Reading the reviews",
  actions: "Making the list of actions",
};
