-- Rejected rows as they came, to be read again when the mapping or the format is put right.
ALTER TABLE rejects ADD COLUMN line BIGINT;               -- NULL where the file has no lines
ALTER TABLE rejects ADD COLUMN stage VARCHAR;             -- read (the text) | pull (the source's answer) | check (the values)
ALTER TABLE rejects ADD COLUMN cells VARCHAR[];           -- the whole row; NULL where it could not be split into columns
ALTER TABLE rejects ADD COLUMN total_lines BIGINT;        -- where an order's total is told on each line: of how many lines
ALTER TABLE rejects ADD COLUMN total_place BIGINT;        -- this row is which
-- How the rows of an import were read; only where some were rejected.
CREATE TABLE import_recipes (import_id BIGINT, recipe VARCHAR);   -- JSON: Recipe of src/ingest/stage/recipe.ts
