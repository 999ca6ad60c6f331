-- Everyone in the allowance register who was in tonight's files or in last month's: 38,600 people.
-- Under 14 on 16 March 2027 means born on 17 March 2013 or later; a few turn 14 on the day itself.
WITH n AS (SELECT unnest(range(1, 38601)) AS i),
size AS (SELECT 38000 - draw_int('twice', 0, 1900, 2300) AS leaked, 412 + draw_int('kids', 0, -14, 14) AS kids),
ranked AS (
  SELECT i, leaked, kids, i <= leaked AS inside, draw('age', i) AS a, draw('place', i) AS w, draw('phone', i) AS h,
         row_number() OVER (PARTITION BY i <= leaked ORDER BY draw('kid', i), i) AS k
  FROM n, size
)
SELECT 'P' || (100000 + (i * 7919) % 99991)::VARCHAR AS pid,
       CASE WHEN (inside AND k <= kids) OR (NOT inside AND k <= 400) THEN DATE '2013-03-17' + (a * 4990)::INTEGER
            WHEN inside AND k <= kids + 40 THEN DATE '2013-03-16'
            WHEN inside AND k <= kids + 660 THEN DATE '2009-03-17' + (a * 1459)::INTEGER
            ELSE DATE '1937-01-01' + (a * 26300)::INTEGER END AS csrq,
       CASE WHEN w < 0.20 THEN '290102' WHEN w < 0.37 THEN '290103' WHEN w < 0.62 THEN '290104'
            WHEN w < 0.76 THEN '290121' WHEN w < 0.87 THEN '290122' ELSE '290181' END AS qhdm,
       h >= 0.04 AS dh, i AS xh
FROM ranked ORDER BY i
