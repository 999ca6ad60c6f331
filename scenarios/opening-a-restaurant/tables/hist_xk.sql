-- Food licences revoked in the city: three that belong to the story, one namesake, three others.
WITH shop AS (SELECT * FROM truth.shop),
digits AS (
  SELECT part, printf('%02d%d%d', draw_int('hist-a', part, 1, 98), 2 * draw_int('hist-b', part, 0, 4) + 1,
                      draw_int('hist-c', part, 0, 9)) AS tail
  FROM (VALUES ('namesake'), ('brother'), ('x1'), ('x2'), ('x3')) t(part)
),
other AS (
  SELECT xm, row_number() OVER (ORDER BY draw('hist-other', gmsfhm)) AS k FROM rk
  WHERE hjqhdm = '290103' AND ryzt = '1' AND xbdm = '1' AND length(xm) = 3 AND NOT contains(xm, '·')
    AND xm NOT IN (SELECT xm FROM shop) AND csrq < DATE '1995-01-01'
),
record(part, dm, dm_en, days_lo, days_hi, sy, sy_en) AS (VALUES
  ('barred', '福来熟食店', 'Fulai Deli', 500, 1000, '使用过期原料，情节严重', 'used expired ingredients, a serious case'),
  ('lapsed', '顺口小吃店', 'Shunkou Snacks', 1900, 2060, '一年内三次受罚，又再违法', 'punished three times within a year, then broke the law again'),
  ('namesake', '老街早餐店', 'Old Street Breakfast', 420, 900, '使用非食品原料', 'used substances that are not food'),
  ('brother', '红火烧烤店', 'Honghuo Grill', 300, 800, '经营病死畜禽肉类', 'sold meat of diseased animals'),
  ('x1', '码头大排档', 'Wharf Stalls', 600, 1500, '用回收食品作原料，情节严重', 'cooked with food taken back from tables, a serious case'),
  ('x2', '一品卤味店', 'Yipin Braised Food', 700, 1700, '使用过期原料，情节严重', 'used expired ingredients, a serious case'),
  ('x3', '清泉饮品店', 'Clear Spring Drinks', 2100, 2600, '一年内三次受罚，又再违法', 'punished three times within a year, then broke the law again')),
made AS (
  SELECT r.*, DATE '2027-03-29' - CASE WHEN r.part = 'lapsed' AND perturbed() THEN draw_int('hist-day', r.part, 1500, 1760)
                                       ELSE draw_int('hist-day', r.part, days_lo, days_hi) END::INTEGER AS cfrq,
         CASE r.part
           WHEN 'brother' THEN substr(s.xm, 1, 1) || (SELECT substr(xm, 2) FROM other WHERE k = 1)
           WHEN 'x1' THEN (SELECT xm FROM other WHERE k = 2) WHEN 'x2' THEN (SELECT xm FROM other WHERE k = 3)
           WHEN 'x3' THEN (SELECT xm FROM other WHERE k = 4) ELSE s.xm END AS xm,
         CASE WHEN r.part IN ('barred', 'lapsed') THEN s.zjh
              ELSE '290103********' || (SELECT tail FROM digits d WHERE d.part = r.part) END AS zjh
  FROM record r LEFT JOIN shop s USING (part)
)
SELECT printf('DX%02d', row_number() OVER (ORDER BY cfrq)) AS jlbh, xm, zjh, dm, dm_en, cfrq, sy, sy_en
FROM made ORDER BY cfrq
