-- Each run that turned events of the inbox into facts; what it stored has minus its number as import_id.
CREATE TABLE projections (
  projection_id BIGINT, finished_at TIMESTAMP, first_event BIGINT, last_event BIGINT,
  report VARCHAR                               -- JSON: Projected of src/ingest/events/project/project.ts
);
-- Events that are stored, but did not become the order, review, payment … they should have been.
CREATE TABLE fact_refusals (
  event_id BIGINT, source VARCHAR, message_id VARCHAR, fact VARCHAR, rule VARCHAR, value VARCHAR, known_at TIMESTAMP
);
