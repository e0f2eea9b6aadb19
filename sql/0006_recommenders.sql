-- Recommenders, each with its proof; the newest that is not retired is the one that recommends.
CREATE TABLE recommenders (
  version VARCHAR, kind VARCHAR,               -- als | item-knn | content | hybrid | popularity
  status VARCHAR,                              -- champion | refused | retired; refused: popularity is given instead
  trained_at TIMESTAMP, as_of TIMESTAMP,
  report VARCHAR,                              -- JSON: RecommenderReport of src/act/recommend/report.ts
  state VARCHAR                                -- JSON: StoredRecommender of src/act/recommend/stored.ts, arrays in base64
);
