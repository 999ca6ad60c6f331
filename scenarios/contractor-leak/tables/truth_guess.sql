WITH o AS (
  SELECT count(*) FILTER (mbs IS NOT NULL) AS known,
         count(*) FILTER (mbs >= (SELECT sum(mb) FROM export_file WHERE lj = '公开')) AS taken,
         count(*) FILTER (mbs IS NULL) AS cut
  FROM drive_log WHERE ly = '外部'
)
SELECT * FROM (
  SELECT 'any' AS id, CASE WHEN taken > 0 THEN 1.0 ELSE 0.0 END::DOUBLE AS p FROM o
  UNION ALL SELECT 'one', round(taken / known, 2)::DOUBLE FROM o
  UNION ALL SELECT 'either', round(1 - (1 - taken / known) * (1 - taken / known), 2)::DOUBLE FROM o)
ORDER BY id
