-- Ninety model-months of six places that tried the model: the first 36 are shown with their finding, the rest never.
WITH state AS (
  SELECT n, CASE WHEN draw('state', n) < 0.52 THEN 'sound' WHEN draw('state', n) < 0.68 THEN 'drift'
                 WHEN draw('state', n) < 0.84 THEN 'bias' ELSE 'wrong' END AS kind FROM range(1, 91) AS r(n)),
seen AS (
  SELECT n, kind, CASE WHEN perturbed() THEN 0.03 ELSE 0 END AS lift,
         draw_normal('psi', n) AS a, draw_normal('rate', n) AS b, draw_normal('gap', n) AS c, draw_normal('appeal', n) AS d,
         draw_normal('calls', n) AS e, draw_int('flags', n, 90, 420) AS flags FROM state)
SELECT 'M' || lpad(n::VARCHAR, 2, '0') AS id,
       CASE n % 6 WHEN 1 THEN '甲县' WHEN 2 THEN '乙县' WHEN 3 THEN '丙区' WHEN 4 THEN '丁区' WHEN 5 THEN '戊县' ELSE '己区' END AS dq,
       CASE n % 6 WHEN 1 THEN 'County A' WHEN 2 THEN 'County B' WHEN 3 THEN 'District C' WHEN 4 THEN 'District D' WHEN 5 THEN 'County E' ELSE 'District F' END AS dq_en,
       (n - 1) // 6 + 1 AS yf,
       round(greatest(0.01, CASE kind WHEN 'drift' THEN 0.33 + 0.05 * a ELSE 0.08 + lift + 0.035 * a END), 2) AS psi,
       round(greatest(0, CASE kind WHEN 'drift' THEN 36 + 8 * b ELSE 9 + 5 * b END)) AS rate,
       round(greatest(0, CASE kind WHEN 'bias' THEN 17 + 2.6 * c ELSE 5 + 60 * lift + 1.6 * c END)) AS gap,
       round(greatest(0, CASE kind WHEN 'wrong' THEN 31 + 4.5 * d ELSE 10 + 3.2 * d END)) AS appeal,
       round(greatest(2, flags / 14 + 6 * e)) AS calls, flags, kind, kind <> 'sound' AS bad, n <= 36 AS shown,
       CASE WHEN kind = 'sound' THEN 0 ELSE round(flags * 0.3)::BIGINT END AS harmed
FROM seen ORDER BY n
