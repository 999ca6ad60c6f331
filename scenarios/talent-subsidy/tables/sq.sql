-- The applications as handed in: what the applicant filled in, nothing verified.
WITH plain AS (
  SELECT xm, row_number() OVER (ORDER BY gmsfhm) AS pos FROM rk WHERE length(xm) = 3 AND ryzt = '1'),
dotted AS (
  SELECT xm, row_number() OVER (ORDER BY gmsfhm) AS pos FROM rk WHERE contains(xm, '·')),
many AS (SELECT (SELECT count(*) FROM plain) AS plain, (SELECT count(*) FROM dotted) AS dotted),
words(brands, trades) AS (VALUES (
  ['云启', '澜信', '岚谷', '汀兰', '霁和', '沐川', '望舒', '棠里', '青禾', '鹿鸣', '晴岚', '栖云', '溪山', '松间', '远岫', '临湾'],
  ['科技', '文化传播', '智能装备', '建筑设计', '环保工程', '供应链', '信息服务', '医疗器械', '生态农业', '电子'])),
named AS (
  SELECT a.*, CASE WHEN a.kind = 'name' AND m.dotted > 0 AND draw('dotted', n) < 0.5
                   THEN (SELECT xm FROM dotted WHERE dotted.pos = 1 + a.n % m.dotted)
                   ELSE p.xm[1] || q.xm[2:] END AS xm,
         w.brands[1 + a.firm % 16] || CASE WHEN a.stratum = 'agency' THEN '' ELSE w.trades[1 + (a.firm // 16) % 10] END AS firm_name
  FROM truth.apply a, many m, words w
  JOIN plain p ON p.pos = 1 + draw_int('surname', a.n, 0, m.plain - 1)
  JOIN plain q ON q.pos = 1 + draw_int('given', a.n, 0, m.plain - 1))
SELECT sqbh, xm, code || '********' || lpad(draw_int('tail', n, 0, 999)::VARCHAR, 3, '0') || draw_int('check', n, 0, 9) AS zjhm,
       place AS qu, place_en AS qu_en,
       CASE degree WHEN 'doctor' THEN '博士' WHEN 'master' THEN '硕士' ELSE '本科' END AS xl,
       CASE degree WHEN 'doctor' THEN 'Doctor' WHEN 'master' THEN 'Master' ELSE 'Bachelor' END AS xl_en,
       (date_trunc('month', DATE '2026-12-01' - ((months_all - 1 + gap) * INTERVAL 1 MONTH)) + INTERVAL 19 DAY)::DATE + draw_int('graduated', n, 0, 8)::INTEGER AS byrq,
       'D' || lpad(firm::VARCHAR, 3, '0') AS dwh,
       '澜津' || firm_name || CASE stratum WHEN 'agency' THEN '人力资源有限公司' WHEN 'public' THEN '集团有限公司' ELSE '有限公司' END AS dwmc,
       CASE stratum WHEN 'new' THEN '成立不满一年的企业' WHEN 'agency' THEN '人力资源公司' WHEN 'private' THEN '其他民营企业' ELSE '国有企业和事业单位' END AS dwlb,
       CASE stratum WHEN 'new' THEN 'Firm under a year old' WHEN 'agency' THEN 'Staffing agency' WHEN 'private' THEN 'Other private firm' ELSE 'State firm or public institution' END AS dwlb_en,
       filed AS sqrq,
       CASE WHEN shell AND draw('card', n) < 0.6 THEN lpad(draw_int('firm card', firm, 0, 9999)::VARCHAR, 4, '0')
            ELSE lpad(draw_int('card tail', n, 0, 9999)::VARCHAR, 4, '0') END AS yh_tail
FROM named ORDER BY sqbh
