-- The same six a year later: departments have learnt, and a check found how much of the effort serves the figure alone.
WITH turn AS (SELECT draw('learnt', 0) < 0.5 AS first),
learnt(id, b, a, c, f) AS (
  SELECT 'quantity', 0.8, 4.0, 0.8, 0.7 + draw_int('f', 'quantity', 0, 3) * 0.05 FROM turn
  UNION ALL SELECT 'logins', 0.3, 5.0, 0.5, 0.9 FROM turn
  UNION ALL SELECT 'timely', 2.0, 2.0, 1.2, CASE WHEN perturbed() THEN 0.75 WHEN first THEN 0.7 ELSE 0.1 END + draw_int('f', 'timely', 0, 2) * 0.05 FROM turn
  UNION ALL SELECT 'quality', 3.0, 1.0, 1.0 + draw_int('c', 'quality', 0, 2) * 0.1, 0.05 FROM turn
  UNION ALL SELECT 'service', 3.5, 1.0, 2.0, CASE WHEN perturbed() THEN 0.6 WHEN first THEN 0.1 ELSE 0.7 END + draw_int('f', 'service', 0, 2) * 0.05 FROM turn
  UNION ALL SELECT 'security', 3.0 + draw_int('b', 'security', 0, 2) * 0.1, 1.0, CASE WHEN perturbed() THEN 1.2 ELSE 1.5 END, 0.05 FROM turn)
SELECT z.id, z.zh, z.en, round(l.b, 2) AS b, round(l.a, 2) AS a, round(l.c, 2) AS c, round(l.f, 2) AS f
FROM zb z JOIN learnt l USING (id) ORDER BY z.qz DESC, z.id
