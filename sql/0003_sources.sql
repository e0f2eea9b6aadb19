-- Where data come from again and again. No secret stands here: `config` names the variable of the environment that has it.
CREATE TABLE sources (
  name VARCHAR, kind VARCHAR,                  -- postgres | http-pull | http | kafka
  config VARCHAR,                              -- JSON: the settings of the source's kind
  cursor VARCHAR,                              -- JSON: where the next sync goes on; NULL before the first
  created_at TIMESTAMP, updated_at TIMESTAMP, last_run_at TIMESTAMP,
  last_status VARCHAR,                         -- done | failed | stopped; NULL before the first run
  last_error VARCHAR                           -- JSON: code and data of the error; NULL where the last run was done
);
-- Each run of a source; a run that found rows has an import of its own.
CREATE TABLE source_runs (
  source VARCHAR, import_id BIGINT, started_at TIMESTAMP, finished_at TIMESTAMP,
  status VARCHAR,                              -- done | failed | stopped
  received BIGINT, stored BIGINT, duplicates BIGINT, rejected BIGINT, removed BIGINT,
  error VARCHAR                                -- JSON: code and data
);
