-- Last year's season, every case looked into afterwards: how many scored how high, and how many were shells.
WITH one AS (
  SELECT n <= 118 AS shell, round(1 / (1 + exp(1.0 - 0.474 * (draw_normal('last year', n) + CASE WHEN n <= 118 THEN 2.3 ELSE 0 END))), 2) AS risk
  FROM range(1, 2401) AS t(n)),
band AS (
  SELECT CASE WHEN risk < 0.16 THEN 0 WHEN risk >= 0.60 THEN 0.60 ELSE floor(risk * 25) / 25 END AS low, shell FROM one)
SELECT round(low, 2) AS fxf_low, CASE WHEN low = 0 THEN 0.16 WHEN low >= 0.6 THEN 1.0 ELSE round(low + 0.04, 2) END AS fxf_high,
       count(*) AS js, count(*) FILTER (WHERE shell) AS gk
FROM band GROUP BY low ORDER BY low
