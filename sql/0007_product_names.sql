-- What order rows call a product, and how often: its name is what most of them say, however many imports they came in.
-- `place` grows: of names told equally often the first counts.
CREATE TABLE product_names (product_id VARCHAR, name VARCHAR, category VARCHAR, told BIGINT, place BIGINT);
