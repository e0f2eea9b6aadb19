-- Events of the tracking API. They are acknowledged when they stand in the inbox; from there they become events,
-- customers, orders and all other facts in one transaction that also takes them out of the inbox: each exactly once.
-- Moments of the inbox are milliseconds since 1970, so that it can be written by data chunks.
CREATE TABLE event_inbox (
  event_id BIGINT, source VARCHAR, message_id VARCHAR,
  type VARCHAR,                                -- identify | track | page | screen | group | alias
  name VARCHAR, user_id VARCHAR, anonymous_id VARCHAR, previous_id VARCHAR,
  occurred_ms BIGINT, known_ms BIGINT, received_ms BIGINT,
  properties VARCHAR,                          -- JSON: properties, or the traits of identify and group
  context VARCHAR                              -- JSON
);
ALTER TABLE events ADD COLUMN event_id BIGINT;            -- grows in the order of receipt; NULL for events of files
ALTER TABLE events ADD COLUMN received_at TIMESTAMP;
ALTER TABLE events ADD COLUMN user_id VARCHAR;
ALTER TABLE events ADD COLUMN anonymous_id VARCHAR;
ALTER TABLE events ADD COLUMN context VARCHAR;
-- What became of what was received, a row for each source and commit; summed by day when events leave the inbox.
CREATE TABLE event_receipts (
  source VARCHAR, received_ms BIGINT, received BIGINT, stored BIGINT, duplicates BIGINT, rejected BIGINT
);
CREATE TABLE event_rejects (
  source VARCHAR, received_ms BIGINT, message_id VARCHAR, column_name VARCHAR, value VARCHAR, rule VARCHAR, raw VARCHAR
);
-- Who may write into a source of kind http. The key itself is shown once and never stored.
CREATE TABLE source_keys (source VARCHAR, key_hash VARCHAR, created_at TIMESTAMP);
-- One person under two profiles. Facts keep the profile they came with; who reads them as of T follows the merges
-- known before T and not undone before T.
CREATE TABLE merges (
  merge_id BIGINT, from_customer BIGINT, into_customer BIGINT, known_at TIMESTAMP,
  reason VARCHAR,                              -- identify | alias | person
  evidence VARCHAR,                            -- JSON: what told it
  undone_at TIMESTAMP
);
-- Merges that were not made: a device of several people (shared-device), or a person said no (refused).
CREATE TABLE merge_refusals (
  from_customer BIGINT, into_customer BIGINT, known_at TIMESTAMP, reason VARCHAR, evidence VARCHAR
);
