-- Facts. `known_at` is when the company knew; as-of questions see only what was known then.
CREATE TABLE imports (
  import_id BIGINT, table_name VARCHAR, file_name VARCHAR, content_hash VARCHAR,
  started_at TIMESTAMP, finished_at TIMESTAMP,
  received BIGINT, stored BIGINT, duplicates BIGINT, rejected BIGINT,
  report VARCHAR                               -- JSON: ImportReport of src/ingest/report.ts
);
CREATE TABLE rejects (
  import_id BIGINT, row_number BIGINT, column_name VARCHAR, value VARCHAR, rule VARCHAR, raw VARCHAR
);
CREATE TABLE customers (customer BIGINT, customer_id VARCHAR, known_at TIMESTAMP, import_id BIGINT);
CREATE TABLE identities (customer BIGINT, kind VARCHAR, value VARCHAR, known_at TIMESTAMP, import_id BIGINT);
-- known_at NULL = undated: left out of dated proofs by default
CREATE TABLE attributes (
  customer BIGINT, name VARCHAR, text VARCHAR, number DOUBLE, known_at TIMESTAMP, import_id BIGINT
);
CREATE TABLE products (
  product BIGINT, product_id VARCHAR, name VARCHAR, category VARCHAR,
  kind VARCHAR,                                -- goods | service (postage, manual entries, fees)
  known_at TIMESTAMP, import_id BIGINT
);
CREATE TABLE orders (
  order_key BIGINT, order_id VARCHAR, customer BIGINT,   -- customer NULL: kept for totals, not for people
  ordered_at TIMESTAMP, known_at TIMESTAMP, currency VARCHAR, country VARCHAR, channel VARCHAR,
  kind VARCHAR,                                -- sale | cancellation | adjustment
  quantity_milli BIGINT, amount_minor BIGINT,  -- goods of this order, before later reversals
  import_id BIGINT
);
CREATE TABLE order_lines (
  line_key BIGINT, order_key BIGINT, customer BIGINT, product BIGINT,
  ordered_at TIMESTAMP, known_at TIMESTAMP,
  kind VARCHAR,                                -- goods | service | free | cancellation | adjustment
  quantity_milli BIGINT, amount_minor BIGINT,  -- thousandths of a piece; minor units, negative for cancellations
  import_id BIGINT, row_number BIGINT
);
-- What a cancellation took back of which purchase, from the moment the cancellation was known.
CREATE TABLE reversals (
  order_key BIGINT, line_key BIGINT, customer BIGINT, product BIGINT, ordered_at TIMESTAMP,
  known_at TIMESTAMP, quantity_milli BIGINT, amount_minor BIGINT, cancel_line_key BIGINT, import_id BIGINT
);
CREATE TABLE events (
  message_id VARCHAR, source VARCHAR, customer BIGINT, type VARCHAR, name VARCHAR,
  occurred_at TIMESTAMP, known_at TIMESTAMP, properties VARCHAR, import_id BIGINT
);
CREATE TABLE messages (
  message_id VARCHAR, customer BIGINT, campaign VARCHAR, channel VARCHAR, creative VARCHAR,
  action VARCHAR,                              -- sent | delivered | opened | clicked | converted | bounced | unsubscribed
  occurred_at TIMESTAMP, known_at TIMESTAMP, import_id BIGINT
);
CREATE TABLE reviews (
  review_id VARCHAR, customer BIGINT, product BIGINT, kind VARCHAR,   -- review | nps | csat | post
  rating DOUBLE, title VARCHAR, text VARCHAR, occurred_at TIMESTAMP, known_at TIMESTAMP, import_id BIGINT
);
CREATE TABLE payments (
  payment_id VARCHAR, customer BIGINT, order_id VARCHAR, due_at TIMESTAMP, paid_at TIMESTAMP,
  amount_minor BIGINT, currency VARCHAR, status VARCHAR, known_at TIMESTAMP, import_id BIGINT
);
CREATE TABLE loyalty (
  entry_id VARCHAR, customer BIGINT, points BIGINT, kind VARCHAR,     -- earned | spent | expired
  occurred_at TIMESTAMP, known_at TIMESTAMP, import_id BIGINT
);

-- Derived; built beside and swapped in by each refresh.
CREATE TABLE findings (code VARCHAR, severity VARCHAR, finding VARCHAR);          -- JSON: Finding of src/quality/finding.ts
CREATE TABLE rfm (
  customer BIGINT, recency_days INTEGER, frequency INTEGER, monetary_minor BIGINT,
  r INTEGER, f INTEGER, m INTEGER, segment VARCHAR, as_of TIMESTAMP
);
CREATE TABLE segmentations (
  segmentation VARCHAR, method VARCHAR, as_of TIMESTAMP, created_at TIMESTAMP,
  report VARCHAR                               -- JSON: SegmentationReport of src/segments/persona.ts
);
CREATE TABLE memberships (
  segmentation VARCHAR, customer BIGINT, segment INTEGER, x DOUBLE, y DOUBLE, distance DOUBLE
);
CREATE TABLE goals (
  goal VARCHAR, kind VARCHAR, definition VARCHAR,       -- JSON: Goal of src/goals/goal.ts
  created_at TIMESTAMP, updated_at TIMESTAMP
);
CREATE TABLE models (
  goal VARCHAR, version VARCHAR, kind VARCHAR,
  status VARCHAR,                              -- champion | refused | retired
  trained_at TIMESTAMP, as_of TIMESTAMP,
  report VARCHAR,                              -- JSON: ProofReport of src/validate/report.ts
  state VARCHAR                                -- JSON: the fitted pipeline, arrays in base64
);
CREATE TABLE scores (
  goal VARCHAR, customer BIGINT, value DOUBLE, unit VARCHAR, low DOUBLE, high DOUBLE, probability DOUBLE,
  score DOUBLE, band VARCHAR, margin DOUBLE,
  reasons VARCHAR,                             -- JSON: Reason[] of src/explain/reason.ts, without text
  as_of TIMESTAMP, scored_at TIMESTAMP, horizon_days INTEGER, model_version VARCHAR
);
CREATE TABLE actions (
  customer BIGINT, playbook VARCHAR, action VARCHAR, segment INTEGER, goal VARCHAR, band VARCHAR,
  priority INTEGER, expected_margin_minor BIGINT,
  detail VARCHAR,                              -- JSON: ActionDetail of src/act/action.ts
  as_of TIMESTAMP
);
CREATE TABLE refreshes (
  refresh_id BIGINT, started_at TIMESTAMP, finished_at TIMESTAMP, status VARCHAR, as_of TIMESTAMP, report VARCHAR
);
