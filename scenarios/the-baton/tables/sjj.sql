-- Data sets registered in the year; a field list is what the set holds.
WITH plan AS (
  SELECT h.id, h.how, h.looks,
         CASE WHEN looks = 'many' THEN 26 + draw_int('sets', id, 0, 6) ELSE 8 + draw_int('sets', id, 0, 5) END AS own,
         CASE WHEN how = 'split' THEN 18 + draw_int('copies', id, 0, 8) ELSE draw_int('copies', id, 1, 3) END AS copies FROM truth.how h),
sets AS (
  SELECT id, n, 'own' AS sort FROM plan, range(100) AS t(n) WHERE n < own
  UNION ALL SELECT id, n, 'copy' FROM plan, range(100) AS t(n) WHERE n < copies),
words(topics, parts) AS (VALUES (['办件', '证照', '机构', '网点', '名录', '资格', '补贴', '检查', '公示', '设施', '人员', '项目', '培训', '投诉'], ['基本信息', '变更信息', '统计信息', '明细', '结果'])),
named AS (
  SELECT s.*, w.topics[1 + (n + draw_int('topic', id, 0, 13)) % 14] || w.parts[1 + (n // 14 + draw_int('part', id, 0, 4)) % 5] AS mc FROM sets s, words w)
SELECT b.id || '-' || lpad(row_number() OVER (PARTITION BY b.id ORDER BY draw('order', b.id || sort || n))::VARCHAR, 3, '0') AS sjj_id, b.bm, b.bm_en,
       CASE sort WHEN 'own' THEN mc ELSE '服务记录（第' || (n + 1) || '批）' END AS mc,
       CASE sort WHEN 'own' THEN 'Z' || id || '-' || lpad(n::VARCHAR, 2, '0') ELSE 'Z' || id || '-A' END AS zdqd,
       CASE sort WHEN 'own' THEN 800 + draw_int('rows', id || n, 0, 40000) ELSE 20 + draw_int('few', id || n, 0, 180) END AS hs
FROM named JOIN bm b USING (id) ORDER BY sjj_id
