-- What the drive's operator sent: accesses to the link, some with bytes, two without.
WITH shape AS (
  SELECT CASE WHEN perturbed() THEN 5 WHEN draw('shape', 0) < 0.25 THEN 4 ELSE 5 END AS known,
         CASE WHEN perturbed() THEN 3 WHEN draw('shape', 0) < 0.25 THEN 1 WHEN draw('shape', 0) < 0.8 THEN 2 ELSE 1 END AS taken,
         (SELECT sum(mb) FROM export_file WHERE lj = '公开') AS mb
),
line AS (
  SELECT 'outside' AS part, i AS i FROM shape, unnest(range(1, known + 1)) AS t(i)
  UNION ALL SELECT 'cut', i FROM unnest(range(1, 3)) AS t(i)
  UNION ALL SELECT 'office', i FROM unnest(range(1, 3)) AS t(i)
  UNION ALL SELECT 'scanner', 1
),
made AS (
  SELECT part, i,
         TIMESTAMP '2027-03-16 01:36:00' + INTERVAL 1 MINUTE * CASE part WHEN 'scanner' THEN 0 WHEN 'office' THEN draw_int('office', i, 1, 4)
           ELSE draw_int('visit', part || i, 6, 86) END AS ts,
         CASE part WHEN 'office' THEN '198.51.100.7' WHEN 'scanner' THEN '192.0.2.15' ELSE '203.0.113.' || draw_int('guest', part || i, 2, 250) END AS ip,
         CASE part WHEN 'office' THEN '外包公司办公网' WHEN 'scanner' THEN '网盘安全扫描' ELSE '外部' END AS ly,
         CASE part WHEN 'office' THEN 'contractor''s office' WHEN 'scanner' THEN 'drive''s virus scan' ELSE 'outside' END AS ly_en,
         CASE WHEN part = 'cut' THEN NULL WHEN part IN ('office', 'scanner') OR (part = 'outside' AND i <= taken) THEN mb
              ELSE round(0.1 + 0.8 * draw('peek', i), 1) END AS mbs
  FROM line, shape
)
SELECT row_number() OVER (ORDER BY ts, ip) AS n, strftime(ts, '%H:%M') AS sj, ip, ly, ly_en, mbs::DOUBLE AS mbs
FROM made ORDER BY ts, ip
