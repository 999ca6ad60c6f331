SELECT r.rybh, r.xm, r.nl, r.jd, r.jd_en, r.fz_mc, r.fz_mc_en,
       count(*) FILTER (x.sfbr = '是' AND x.jg = '有' AND x.jlrq >= DATE '2026-09-01') AS bz,
       count(*) FILTER (x.sfbr = '是' AND x.jg = '有') AS bz_y,
       count(*) FILTER (x.sfbr = '否' AND x.jg = '有') AS kd,
       max(CASE WHEN x.ly = 'death' THEN CASE x.jg WHEN '有' THEN 'yes' WHEN '无' THEN 'no' ELSE 'unknown' END END) AS sw,
       max(CASE WHEN x.ly = 'cremation' THEN CASE x.jg WHEN '有' THEN 'yes' WHEN '无' THEN 'no' ELSE 'unknown' END END) AS hhs
FROM ry r JOIN xb x USING (rybh) GROUP BY ALL ORDER BY r.rybh
