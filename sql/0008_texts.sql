-- What reviews and posts say: one row a text, read by the report of that version.
-- `review` is the review's own id, or a hash of its text where it has none.
CREATE TABLE review_texts (
  review VARCHAR, lang VARCHAR,                -- ISO 639-1; NULL = not told apart
  tone DOUBLE,                                 -- probability that it is positive; NULL where no model knows a word of it
  theme INTEGER, theme_share DOUBLE,           -- `theme` of the report; NULL = about none of them
  version VARCHAR
);
CREATE TABLE text_reports (
  version VARCHAR, built_at TIMESTAMP, as_of TIMESTAMP,   -- knows the texts known before as_of
  report VARCHAR                               -- JSON: ThemesReport of src/segments/text/report.ts
);
