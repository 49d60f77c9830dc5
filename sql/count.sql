-- Observations to counts: one row a site, kind, key and role. Every column is a sum, a least, a largest or a union of bits, so
-- counts of counts are counts: the same statement merges shards. DuckDB and Spark SQL read it alike.
SELECT
  site,
  kind,
  key,
  role,
  min(template) AS template,
  CAST(sum(documents) AS BIGINT) AS documents,
  CAST(sum(article) AS BIGINT) AS article,
  min(first_seen) AS first_seen,
  max(last_seen) AS last_seen,
  CAST(sum(place_1) AS BIGINT) AS place_1,
  CAST(sum(place_2) AS BIGINT) AS place_2,
  CAST(sum(place_3) AS BIGINT) AS place_3,
  CAST(sum(place_4) AS BIGINT) AS place_4,
  CAST(sum(place_5) AS BIGINT) AS place_5,
  bit_or(variety) AS variety,
  min(low) AS low,
  max(high) AS high
FROM observations
GROUP BY site, kind, key, role
