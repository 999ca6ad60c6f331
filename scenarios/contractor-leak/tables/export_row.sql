-- Which person stands on which row. Some have two rows: two allowances.
WITH index AS (SELECT pid, xh AS i FROM person),
size AS (SELECT 38000 - draw_int('twice', 0, 1900, 2300) AS leaked),
out AS (
  SELECT i, i AS n FROM index, size WHERE i <= leaked
  UNION ALL SELECT i, leaked + i AS n FROM index, size WHERE i <= 38000 - leaked
),
leak AS (SELECT file_id, rs, row_number() OVER (ORDER BY ts) AS part FROM export_file WHERE lj = '公开'),
placed AS (
  SELECT o.i, o.n, CASE WHEN o.n <= (SELECT rs FROM leak WHERE part = 1) THEN 1 ELSE 2 END AS part FROM out o
),
other AS (SELECT file_id FROM export_file WHERE account = 'biz_03')
SELECT l.file_id, p.n::BIGINT AS n, x.pid
FROM placed p JOIN leak l USING (part) JOIN index x USING (i)
UNION ALL
SELECT o.file_id, x.i - 35600 AS n, x.pid FROM other o, index x WHERE x.i > 35600
ORDER BY file_id, n
