-- Ratings of the fourth quarter: given on the tablet at the counter, and told to a caller afterwards.
WITH rate AS (
  SELECT h.id, CASE WHEN how = 'praise' THEN 0.96 + 0.01 * draw_int('tablet', id, 0, 2) WHEN looks = 'loved' THEN 0.95 ELSE 0.80 + 0.01 * draw_int('tablet', id, 0, 6) END AS tablet,
         CASE WHEN how = 'praise' THEN 0.50 + 0.01 * draw_int('call', id, 0, 10) WHEN looks = 'loved' THEN 0.92 ELSE 0.71 + 0.01 * draw_int('call', id, 0, 8) END AS call FROM truth.how h),
each AS (
  SELECT id, qd, n, (n + 0.5) / many < CASE qd WHEN 'tablet' THEN tablet ELSE call END AS good
  FROM rate, (VALUES ('tablet', 160), ('call', 120)) AS q(qd, many), range(160) AS t(n) WHERE n < many)
SELECT b.id || CASE qd WHEN 'tablet' THEN 'P' ELSE 'H' END || lpad(n::VARCHAR, 3, '0') AS pjbh, b.bm, b.bm_en,
       CASE qd WHEN 'tablet' THEN '窗口平板' ELSE '电话回访' END AS qd, CASE qd WHEN 'tablet' THEN 'Tablet at the counter' ELSE 'Call afterwards' END AS qd_en,
       CASE WHEN good THEN CASE WHEN draw('five', id || qd || n) < 0.7 THEN 5 ELSE 4 END ELSE 1 + draw_int('poor', id || qd || n, 0, 2) END AS fs
FROM each JOIN bm b USING (id) ORDER BY pjbh
