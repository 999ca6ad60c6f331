-- Leads: rows of the roll that are paid and that some record of a death fits, however loosely.
WITH pair AS (
  SELECT g.roll_id, s.ly, s.swrq, g.jy AND s.jy AND g.sfz = s.sfz AS by_number,
         g.xm = s.xm AS same_name, g.qhdm = s.qhdm AS same_place,
         CASE WHEN g.csrq IS NOT NULL AND s.csrq IS NOT NULL THEN g.csrq = s.csrq ELSE abs(g.csn - s.csn) <= 1 END AS same_birth
  FROM gl_bz g JOIN sw_bz s
    ON g.sfz = s.sfz OR ((NOT g.jy OR NOT s.jy) AND g.xm = s.xm AND g.qhdm = s.qhdm)
  WHERE g.ffzt = '正常'),
sure AS (
  -- Where a number fits, namesakes with another birthday no longer count.
  SELECT * FROM pair QUALIFY by_number OR same_birth OR NOT bool_or(by_number) OVER (PARTITION BY roll_id)),
hit AS (
  SELECT roll_id, count(DISTINCT ly)::INT AS lys, string_agg(DISTINCT ly, '、' ORDER BY ly) AS ly,
         bool_and(by_number) AS yz, bool_and(same_name) AS xmyz, bool_and(same_birth) AS csyz,
         bool_and(same_place) AS qhyz, min(swrq) AS swrq
  FROM sure GROUP BY roll_id),
alive AS (
  SELECT h.roll_id, max(r.zhrzrq) AS zhrzrq
  FROM hit h JOIN gl_bz g USING (roll_id) JOIN rs_dy r ON g.jy AND r.gmsfhm = g.sfz GROUP BY h.roll_id)
SELECT h.roll_id, b.xm_ys AS xm, (2027 - b.csn)::INT AS nl, b.qhdm, q.mc, q.mc_en,
       substr(b.sfz, 1, 6) || '********' || right(b.sfz, 4) AS sfz, h.lys, h.ly,
       replace(replace(replace(replace(h.ly, '公安', 'police'), '卫健', 'health'), '殡葬', 'funerals'), '、', ', ') AS ly_en,
       CASE WHEN b.jy THEN 'yes' ELSE 'no' END AS hmyx, CASE WHEN h.xmyz THEN 'yes' ELSE 'no' END AS xmyz,
       CASE WHEN h.csyz THEN 'yes' ELSE 'no' END AS csyz, CASE WHEN h.qhyz THEN 'yes' ELSE 'no' END AS qhyz,
       h.swrq, a.zhrzrq, CASE WHEN a.zhrzrq IS NULL THEN 'none' WHEN a.zhrzrq > h.swrq THEN 'after' ELSE 'before' END AS rz,
       b.jtje
FROM hit h JOIN gl_bz b USING (roll_id) JOIN qh q ON q.qhdm = b.qhdm
LEFT JOIN alive a USING (roll_id) ORDER BY h.roll_id
