-- Eight shops waiting at the counter, each with a part in the story; which shop plays which part
-- depends on the seed. Owners are people of the district's register.
WITH adult AS (
  SELECT xm, gmsfhm, xbdm, (date_diff('year', csrq, DATE '2027-03-30') - CASE WHEN strftime(csrq, '%m%d') > '0330' THEN 1 ELSE 0 END) AS nl,
         regexp_extract(hjdz, '棠溪区(.*?(?:社区|村))', 1) AS dz, xbdm = '1' AS man,
         draw('shop', gmsfhm) AS chance
  FROM rk WHERE hjqhdm = '290103' AND ryzt = '1' AND csrq BETWEEN DATE '1969-01-01' AND DATE '2001-03-30'
    AND length(xm) BETWEEN 2 AND 3 AND NOT contains(xm, '·')
),
one AS (SELECT * FROM adult QUALIFY row_number() OVER (PARTITION BY xm ORDER BY chance) = 1),
brother AS (SELECT * FROM one WHERE man AND nl <= 45 ORDER BY chance LIMIT 1),
others AS (
  SELECT *, row_number() OVER (ORDER BY chance) AS k FROM one WHERE gmsfhm <> (SELECT gmsfhm FROM brother)
),
part(k, part) AS (VALUES (1, 'plain'), (2, 'health'), (3, 'plan'), (4, 'photo'), (5, 'barred'),
                         (6, 'namesake'), (7, 'lapsed')),
cast_list AS (
  SELECT p.part, o.* EXCLUDE (k) FROM part p JOIN others o USING (k)
  UNION ALL BY NAME SELECT 'brother' AS part, * FROM brother
),
name(k, dm, dm_en) AS (VALUES
  (1, '溪月', 'Creek Moon'), (2, '禾记', 'Heji'), (3, '小满', 'Grain Full'), (4, '半亩', 'Half Acre'),
  (5, '巷口', 'Lane Mouth'), (6, '灯下', 'Lamplight'), (7, '青石', 'Bluestone'), (8, '渡口', 'Ferry Steps')),
sort(part, id_fl, tail, tail_en) AS (VALUES
  ('plain', 'fl2', '酒楼', 'Restaurant'), ('health', 'fl6', '茶饮', 'Tea House'), ('plan', 'fl5', '面馆', 'Noodles'),
  ('photo', 'fl3', '火锅', 'Hotpot'), ('barred', 'fl5', '熟食', 'Deli'), ('namesake', 'fl6', '咖啡', 'Coffee'),
  ('lapsed', 'fl5', '小吃', 'Snacks'), ('brother', 'fl3', '烧烤', 'Grill')),
placed AS (
  SELECT c.*, row_number() OVER (ORDER BY draw('order', c.part)) AS n FROM cast_list c
)
SELECT 's' || p.n AS id, p.n AS n, p.part, k.dm || s.tail AS dm, k.dm_en || ' ' || s.tail_en AS dm_en, s.id_fl AS fl,
       p.xm, p.nl::BIGINT AS nl, substr(p.gmsfhm, 1, 6) || '********' || substr(p.gmsfhm, 15, 4) AS zjh, p.dz,
       CASE WHEN contains(p.dz, '溪畔') THEN 'Xipan Community, Tangxi Subdistrict'
            WHEN contains(p.dz, '石桥') THEN 'Shiqiao Community, Tangxi Subdistrict'
            WHEN contains(p.dz, '星河') THEN 'Xinghe Community, Yuetai Subdistrict'
            WHEN contains(p.dz, '柳荫') THEN 'Liuyin Community, Yuetai Subdistrict'
            WHEN contains(p.dz, '稻香') THEN 'Daoxiang Village, Qinghe Town'
            ELSE 'Liantang Village, Qinghe Town' END AS dz_en,
       CASE WHEN p.part = 'plan' THEN 'complete' WHEN p.part IN ('photo', 'brother') THEN 'onsite'
            WHEN p.part = 'barred' OR (p.part = 'lapsed' AND perturbed()) THEN 'refuse'
            ELSE 'grant' END AS decision,
       CASE p.part WHEN 'plan' THEN 'gap' WHEN 'photo' THEN 'doubt' WHEN 'brother' THEN 'control'
                   WHEN 'barred' THEN 'barred' WHEN 'health' THEN 'tolerable' WHEN 'namesake' THEN 'samename'
                   WHEN 'lapsed' THEN CASE WHEN perturbed() THEN 'barred' ELSE 'expired' END ELSE 'met' END AS reason,
       CASE WHEN p.part = 'barred' OR (p.part = 'lapsed' AND perturbed()) THEN 1.5
            WHEN p.part IN ('photo', 'brother') THEN 1.5 ELSE 1.0 END::DOUBLE AS weight
FROM placed p JOIN sort s USING (part) JOIN name k ON k.k = p.n ORDER BY p.n
