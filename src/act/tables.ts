/**
 * What can be exported, as people and other programs get it: customers by their own ids, never internal keys; money
 * both in minor units (`…_minor`) and as an amount of the currency. `{major:x}` stands for the amount of the column x.
 */
export const exportTables: Readonly<Record<string, string>> = {
  customers: `
    SELECT c.customer_id, c.known_at AS first_known_at, r.recency_days, r.frequency AS orders,
      r.monetary_minor AS revenue_minor, {major:r.monetary_minor} AS revenue, {currency} AS currency,
      r.segment AS rfm_segment, s.segment AS group_id, {group:s.segment} AS group_name
    FROM customers c LEFT JOIN rfm r USING (customer) LEFT JOIN memberships s USING (customer)
    ORDER BY c.customer`,
  rfm: `
    SELECT c.customer_id, r.recency_days, r.frequency, r.monetary_minor, {major:r.monetary_minor} AS monetary,
      {currency} AS currency, r.r, r.f, r.m, r.segment, {rfm:r.segment} AS segment_name, r.as_of
    FROM rfm r JOIN customers c USING (customer) ORDER BY c.customer`,
  segments: `
    SELECT c.customer_id, s.segmentation, s.segment, {group:s.segment} AS segment_name, s.x, s.y, s.distance
    FROM memberships s JOIN customers c USING (customer) ORDER BY c.customer`,
  scores: `
    SELECT c.customer_id, s.goal, s.value, s.unit, s.low, s.high, s.probability, s.score, s.band, s.reasons,
      s.as_of, s.scored_at, s.horizon_days, s.model_version
    FROM scores s JOIN customers c USING (customer) ORDER BY s.goal, c.customer`,
  actions: `
    SELECT a.priority, c.customer_id, a.action, {what:a.action} AS what_to_do, {message:a.action} AS message,
      a.detail::JSON->>'channel' AS channel, a.segment AS group_id, {group:a.segment} AS group_name,
      a.band AS risk, (a.detail::JSON->>'churnProbability')::DOUBLE AS churn_probability,
      (a.detail::JSON->>'valueMinor')::BIGINT AS predicted_value_minor,
      a.expected_margin_minor, {major:a.expected_margin_minor} AS expected_margin, {currency} AS currency,
      (a.detail::JSON->>'control')::BOOLEAN AS control_group, a.playbook, a.goal, a.as_of
    FROM actions a JOIN customers c USING (customer) ORDER BY a.priority`,
  personas: `
    SELECT (p->>'segment')::INTEGER AS segment, {group:(p->>'segment')::INTEGER} AS name,
      (p->>'size')::BIGINT AS customers, (p->>'share')::DOUBLE AS share,
      (p->>'revenueMinor')::BIGINT AS revenue_minor, {major:(p->>'revenueMinor')::BIGINT} AS revenue,
      {currency} AS currency, (p->>'revenueShare')::DOUBLE AS revenue_share,
      {major:(p->>'medianOrderMinor')::BIGINT} AS median_order,
      (p->'next'->>'orderedShare')::DOUBLE AS ordered_next, segmentation, as_of
    FROM (SELECT segmentation, as_of, unnest((report::JSON->'personas')::JSON[]) AS p FROM segmentations)
    ORDER BY segment`,
};
