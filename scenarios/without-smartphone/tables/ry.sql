WITH town(jd, jd_en) AS (VALUES ('望澜街道', 'Wanglan Subdistrict'), ('松鹤街道', 'Songhe Subdistrict'), ('岚山街道', 'Lanshan Subdistrict'), ('流溪镇', 'Liuxi Town')),
block(sq, sq_en) AS (VALUES
  ('枫桥社区', 'Fengqiao Community'), ('听雨社区', 'Tingyu Community'), ('书院社区', 'Shuyuan Community'), ('鹤鸣社区', 'Heming Community'),
  ('桐花社区', 'Tonghua Community'), ('南窗社区', 'Nanchuang Community'), ('云梯社区', 'Yunti Community'), ('茶亭社区', 'Chating Community'),
  ('晚晴社区', 'Wanqing Community'), ('石磨村', 'Shimo Village'), ('梨花村', 'Lihua Village'))
SELECT l.rybh, l.xm, substr(l.gmsfhm, 1, 6) || '********' || substr(l.gmsfhm, 15, 4) AS zjhm, l.nl, l.jd, t.jd_en, l.sq, b.sq_en, l.fz,
       CASE l.fz WHEN 'smart' THEN '能用手机' WHEN 'learn' THEN '有手机不会用' WHEN 'none' THEN '没有智能手机' ELSE '卧床失能' END AS fz_mc,
       CASE l.fz WHEN 'smart' THEN 'Uses a smartphone' WHEN 'learn' THEN 'Has one, cannot use it' WHEN 'none' THEN 'No smartphone' ELSE 'Bedridden or disabled' END AS fz_mc_en,
       l.zhrzrq, l.dyje
FROM truth.lived l LEFT JOIN town t USING (jd) LEFT JOIN block b USING (sq) ORDER BY l.rybh
