-- The February trial, when every post could see everything: how often each post opened each field,
-- and how often a visit or a case was on file for it.
WITH post(gw, gw_en, ord, posts) AS (VALUES
  ('网格员', 'Grid worker', 1, [420, 160, 260, 90, 900]), ('村儿童主任', 'Village children''s officer', 2, [60, 35, 50, 140, 180]),
  ('乡残联专员', 'Township disability officer', 3, [150, 170, 40, 25, 210]), ('乡民政专员', 'Township civil affairs officer', 4, [180, 30, 320, 20, 260]),
  ('县数据局管理员', 'County data administrator', 5, [24, 18, 15, 12, 16])),
matched(ord, rates) AS (VALUES (1, [0.80, 0.03, 0.75, 0.04, 0.90]), (2, [0.70, 0.05, 0.08, 0.85, 0.90]), (3, [0.95, 0.94, 0.06, 0.08, 0.92]),
  (4, [0.95, 0.10, 0.95, 0.05, 0.92]), (5, [0.60, 0, 0, 0, 0])),
field(k, zd, zd_en) AS (VALUES (1, '公民身份号码', 'ID number'), (2, '残疾类别', 'Class of disability'), (3, '救助享受情况', 'Aid received'),
  (4, '儿童在校情况', 'Children at school'), (5, '联系电话', 'Telephone')),
counted AS (
  SELECT ord, k, gw, gw_en, zd, zd_en, round(posts[k] * (0.85 + 0.3 * draw('backflow/views', ord * 10 + k)))::BIGINT AS cks, rates[k] AS rate
  FROM post JOIN matched USING (ord) CROSS JOIN field)
SELECT gw, gw_en, zd, zd_en, cks, round(cks * rate)::BIGINT AS yj, cks - round(cks * rate)::BIGINT AS wj
FROM counted ORDER BY ord, k
