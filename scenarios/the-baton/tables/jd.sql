-- Last year quarter by quarter under last year's weights: the assessed figure and what the callers found, both 100 at the start.
WITH w AS (SELECT *, qz / 100.0 AS share, 1 / 6.0 AS even FROM zb),
q AS (SELECT k, power(0.5, k) AS rest FROM range(5) AS t(k)),
now AS (
  SELECT k, sum(share * (share * a / c + (even - share) * a / c * rest) * a) AS shown,
         sum(b * sqrt((share * a / c + (even - share) * a / c * rest) * (1 - f))) AS felt FROM w, q GROUP BY k)
SELECT k AS jdxh, round(100 * shown / first_value(shown) OVER (ORDER BY k) + CASE k WHEN 0 THEN 0 ELSE draw_int('shown', k, -20, 20) / 10.0 END, 1)::DOUBLE AS khdf,
       round(100 * felt / first_value(felt) OVER (ORDER BY k) + CASE k WHEN 0 THEN 0 ELSE draw_int('felt', k, -3, 3) / 10.0 END, 1)::DOUBLE AS qzgs
FROM now ORDER BY k
