WITH s AS (
  SELECT l.*, u.sure, r.jd_en, r.sq_en, row_number() OVER (PARTITION BY l.fz, u.sure, l.life = 'alive' ORDER BY
           CASE WHEN l.fz = 'smart' THEN abs(l.nl - 66) WHEN l.fz = 'learn' THEN abs(l.nl - 72) WHEN l.fz = 'none' THEN abs(l.nl - 78) ELSE abs(l.nl - 84) END,
           draw('face', l.gmsfhm), l.rybh) AS k,
         row_number() OVER (PARTITION BY l.life ORDER BY l.rybh) AS m,
         row_number() OVER (PARTITION BY l.life = 'alive' AND l.lost AND l.fz <> 'smart' AND NOT u.sure ORDER BY abs(l.nl - 76), l.rybh) AS q
  FROM truth.lived l JOIN truth.sure u USING (rybh) JOIN ry r USING (rybh)),
picked AS (
  SELECT 'bed' AS part, * FROM s WHERE fz = 'bed' AND NOT sure AND life = 'alive' AND NOT lost AND k <= 12
  UNION ALL SELECT 'none', * FROM s WHERE fz = 'none' AND NOT sure AND life = 'alive' AND NOT lost AND k <= 30
  UNION ALL SELECT 'learn', * FROM s WHERE fz = 'learn' AND NOT sure AND life = 'alive' AND NOT lost AND k <= 30
  UNION ALL SELECT 'smart', * FROM s WHERE fz = 'smart' AND NOT sure AND life = 'alive' AND NOT lost AND k <= 30
  UNION ALL SELECT 'quiet', * FROM s WHERE fz IN ('learn', 'none', 'bed') AND sure AND life = 'alive' AND k = 1
  UNION ALL SELECT 'hidden', * FROM s WHERE life = 'hidden' AND m = 1
  UNION ALL SELECT 'lost', * FROM s WHERE life = 'alive' AND lost AND fz <> 'smart' AND NOT sure AND q = 1),
one AS (SELECT *, row_number() OVER (PARTITION BY part ORDER BY k, rybh) AS w FROM picked)
SELECT part, rybh, xm AS name, nl AS age, jd || sq AS place, sq_en || ', ' || jd_en AS place_en, fz, dyje FROM one WHERE w = 1 ORDER BY part
