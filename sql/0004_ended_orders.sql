-- Versions of orders that no longer stand: changed or deleted where they come from, known from `ended_at` on.
CREATE TABLE ended_orders (order_key BIGINT, ended_at TIMESTAMP, import_id BIGINT);
