-- Tickets of the fourth quarter as they were made; `again` rows are the same person about the same matter.
WITH base AS (
  SELECT h.id, n, how, looks, DATE '2026-10-08' + draw_int('came', id || '/' || n, 0, 50)::INTEGER AS came,
         draw('fast', id || '/' || n) < CASE WHEN how = 'close' THEN 0.75 WHEN looks = 'quick' THEN 0.75 ELSE 0.15 END AS fast
  FROM truth.how h, range(60) AS t(n)),
shut AS (
  SELECT *, came + CASE WHEN fast THEN draw_int('shut', id || '/' || n, 0, 1) ELSE draw_int('shut', id || '/' || n, 2, 12) END::INTEGER AS closed,
         draw('again', id || '/' || n) < CASE WHEN how = 'close' AND fast THEN 0.72 WHEN fast THEN 0.04 ELSE 0.05 END AS soon,
         draw('later', id || '/' || n) < 0.05 AS late FROM base)
SELECT id, n, 'first' AS sort, came, closed, fast AND soon AS formal FROM shut
UNION ALL
SELECT id, n, 'again', closed + draw_int('gap', id || '/' || n, 1, 15)::INTEGER, closed + 15 + draw_int('then', id || '/' || n, 3, 9)::INTEGER, false FROM shut WHERE soon
UNION ALL
SELECT id, n, 'again', closed + draw_int('gap', id || '/' || n, 18, 30)::INTEGER, closed + 30 + draw_int('then', id || '/' || n, 3, 9)::INTEGER, false FROM shut WHERE late AND NOT soon
UNION ALL
SELECT id, n, 'other', closed + draw_int('elsewhere', id || '/' || n, 1, 12)::INTEGER, closed + 12 + draw_int('then', id || '/' || n, 3, 9)::INTEGER, false FROM shut WHERE NOT soon AND NOT late AND draw('other', id || '/' || n) < 0.08
ORDER BY id, n, sort
