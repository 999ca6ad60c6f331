-- The people whose story the drill follows, picked once when the world is made.
WITH lead AS (
  SELECT x.roll_id, x.lys, t.dead, x.csyz, draw('face', x.roll_id) AS r FROM xs x JOIN truth.gl t USING (roll_id)),
other AS (
  SELECT b.roll_id, t.dead, t.n, b.jy, draw('face/other', b.roll_id) AS r
  FROM gl_bz b JOIN truth.gl t USING (roll_id)
  WHERE b.ffzt = '正常' AND b.roll_id NOT IN (SELECT roll_id FROM xs)),
part AS (
  SELECT 'false' AS part, roll_id, r FROM lead WHERE lys = 1 AND NOT dead
  UNION ALL SELECT 'mixed', roll_id, r FROM lead WHERE lys > 1 AND NOT dead
  UNION ALL SELECT 'ghost', roll_id, r FROM lead WHERE lys > 1 AND dead
  UNION ALL SELECT 'late', roll_id, r FROM lead WHERE lys = 1 AND dead
  UNION ALL SELECT 'plain', roll_id, r FROM other WHERE NOT dead AND NOT jy
  UNION ALL SELECT 'owed', roll_id, draw('face/owed', roll_id) FROM other
            WHERE NOT dead AND n = 0 AND jy),
placed AS (SELECT part, roll_id, row_number() OVER (PARTITION BY part ORDER BY r, roll_id)::INT AS n FROM part)
SELECT p.part, p.n, p.roll_id, b.xm_ys AS name, (2027 - b.csn)::INT AS age,
       q.mc || coalesce(nullif(regexp_extract(b.hjdz, '[区县市]([^省市区县]{2,5}(街道|镇|乡))', 1), ''), '') AS place,
       q.mc_en AS place_en, b.jtje
FROM placed p JOIN gl_bz b USING (roll_id) JOIN qh q ON q.qhdm = b.qhdm
WHERE p.n <= 6 ORDER BY p.part, p.n
