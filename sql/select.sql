-- Of the counts, those that may become signatures, and the totals of their sites. DuckDB and Spark SQL read it alike.
SELECT counts.*
FROM counts
JOIN (
  SELECT site, kind, key
  FROM counts
  GROUP BY site, kind, key
  HAVING sum(documents) >= {least} OR kind = 'site'
) AS frequent
  ON counts.site = frequent.site AND counts.kind = frequent.kind AND counts.key = frequent.key
ORDER BY counts.site, counts.kind, counts.key, counts.role
