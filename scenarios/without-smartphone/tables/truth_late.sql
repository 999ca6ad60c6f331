WITH part AS (SELECT draw_int('late', 'smart', 28, 40) AS smart, draw_int('late', 'learn', 84, 98) AS learn, draw_int('late', 'none', 92, 108) AS none),
grp AS (
  SELECT 1 AS n, 'smart' AS fz, smart AS rs FROM part UNION ALL SELECT 2, 'learn', learn FROM part
  UNION ALL SELECT 3, 'none', none FROM part UNION ALL SELECT 4, 'bed', 312 - smart - learn - none FROM part),
dead AS (SELECT *, CASE fz WHEN 'smart' THEN 1 WHEN 'learn' THEN draw_int('dead', fz, 1, 3) WHEN 'none' THEN draw_int('dead', fz, 2, 4) ELSE draw_int('dead', fz, 3, 5) END AS gone FROM grp)
SELECT n, fz, rs, gone, least(gone, draw_int('clue', fz, 1, 3)) AS clue, (rs * draw_int('met', fz, 28, 40) // 100)::BIGINT AS met FROM dead ORDER BY n
