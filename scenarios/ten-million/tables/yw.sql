-- Operation and maintenance as tendered, year by year; the first year looks cheap.
WITH rate(id, pct) AS (VALUES
  ('p01', 24), ('p02', 27), ('p03', 22), ('p04', 21), ('p05', 21), ('p06', 23), ('p07', 30), ('p08', 20), ('p09', 38), ('p10', 43),
  ('p11', 46), ('p12', 28), ('p13', 33), ('p14', 48)),
whole AS (
  SELECT p.id, p.mc, p.mc_en, p.qcb::INT * (r.pct + draw_int('upkeep', p.id, -3, 3)) / 100.0 AS yw,
         0.14 + 0.08 * draw('upkeep/first', p.id) AS first, 0.30 + 0.06 * draw('upkeep/second', p.id) AS second
  FROM proj p JOIN rate r USING (id)),
year(nd, part) AS (VALUES (1, 'first'), (2, 'second'), (3, 'third'))
SELECT w.id AS xm_id, w.mc, w.mc_en, y.nd,
       round(w.yw * CASE y.nd WHEN 1 THEN first WHEN 2 THEN second ELSE 1 - first - second END * 0.45, 1) AS rg,
       round(w.yw * CASE y.nd WHEN 1 THEN first WHEN 2 THEN second ELSE 1 - first - second END * 0.30, 1) AS yzy,
       round(w.yw * CASE y.nd WHEN 1 THEN first WHEN 2 THEN second ELSE 1 - first - second END * 0.25, 1) AS xk
FROM whole w, year y ORDER BY w.id, y.nd
