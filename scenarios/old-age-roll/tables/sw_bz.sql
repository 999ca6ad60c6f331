-- Every death that one of three departments has on record, standardised the same way.
WITH every_record AS (
  SELECT '公安' AS ly, 'Police' AS ly_en, gmsfhm AS bh, xm, csrq, year(csrq) AS csn, hjqhdm AS qhdm, zxrq AS swrq
  FROM rk WHERE ryzt = '2' AND zxrq IS NOT NULL
  UNION ALL
  SELECT '卫健', 'Health', zmbh, xm, csrq, year(csrq), qhdm, swrq FROM sw
  UNION ALL
  SELECT '殡葬', 'Funerals', hhbh, xm, NULL, year(swrq) - nl, qhdm, swrq FROM hh)
SELECT r.ly, r.ly_en, r.bh, regexp_replace(r.xm, '[·•‧．・\s]', '', 'g') AS xm, h.bz AS sfz, h.jy, r.csn, r.csrq,
       q.xdm AS qhdm, r.swrq
FROM every_record r JOIN qh q ON q.qhdm = r.qhdm JOIN hm h ON h.ly = r.ly AND h.bh = r.bh
ORDER BY r.ly, r.bh
