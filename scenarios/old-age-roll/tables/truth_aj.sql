-- Twelve cases: what each is, and what should be done.
WITH lead AS (
  SELECT x.roll_id, x.lys, x.hmyx, x.csyz, t.dead, draw('case', x.roll_id) AS r FROM xs x JOIN truth.gl t USING (roll_id)),
quiet AS (
  SELECT b.roll_id, draw('case/quiet', b.roll_id) AS r FROM gl_bz b JOIN truth.gl t USING (roll_id)
  WHERE b.ffzt = '正常' AND b.jy AND NOT t.dead AND t.n = 0 AND b.roll_id NOT IN (SELECT roll_id FROM xs)),
pool AS (
  SELECT 1 AS rank, 'other' AS kind, roll_id, r FROM lead WHERE NOT dead AND csyz = 'no'
  UNION ALL SELECT 2, 'number', roll_id, r FROM lead WHERE hmyx = 'no' AND csyz = 'yes' AND dead
  UNION ALL SELECT 3, 'open', roll_id, r FROM lead WHERE lys = 1 AND dead AND hmyx = 'yes' AND csyz = 'yes'
  UNION ALL SELECT 4, 'seen', roll_id, r FROM lead WHERE lys = 1 AND NOT dead AND hmyx = 'yes' AND csyz = 'yes'
  UNION ALL SELECT 5, 'stop', roll_id, r FROM lead WHERE lys > 1 AND dead AND csyz = 'yes' AND hmyx = 'yes'
  UNION ALL SELECT 6, 'owed', roll_id, r FROM quiet),
once AS (
  SELECT * FROM pool QUALIFY row_number() OVER (PARTITION BY roll_id ORDER BY rank) = 1),
numbered AS (
  SELECT *, row_number() OVER (PARTITION BY kind ORDER BY r, roll_id) AS n FROM once),
spared AS (
  SELECT least(count(*) FILTER (WHERE kind = 'other'), 1) AS seen, least(count(*) FILTER (WHERE kind = 'number'), 1) AS open
  FROM numbered),
wanted(kind, most, decision, reason) AS (VALUES
  ('stop', 4, 'stop', 'confirmed'), ('seen', 3, 'go-on', 'seen-alive'), ('other', 1, 'go-on', 'other-person'),
  ('open', 3, 'verify', 'one-source'), ('number', 1, 'verify', 'number-unclear'), ('owed', 2, 'repay', 'wrongly-stopped'))
SELECT b.roll_id, b.kind, w.decision, w.reason, b.n::INT AS n, draw_int('case/months', b.roll_id, 2, 5)::INT AS months
FROM numbered b JOIN wanted w USING (kind), spared s
WHERE b.n <= w.most - CASE b.kind WHEN 'seen' THEN s.seen WHEN 'open' THEN s.open ELSE 0 END
ORDER BY draw('case/order', b.roll_id)
