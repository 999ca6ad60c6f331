WITH due AS (
  SELECT d.gmsfhm, d.xm, d.dyje, r.csrq, r.hjdz, datesub('year', r.csrq, DATE '2027-03-01')::BIGINT AS nl,
         regexp_extract(r.hjdz, '松岚区(..(?:街道|镇))(..(?:社区|村))', 1) AS jd,
         regexp_extract(r.hjdz, '松岚区(..(?:街道|镇))(..(?:社区|村))', 2) AS sq, c.gmsfhm IS NOT NULL AS card
  FROM rs_dy d JOIN rk r USING (gmsfhm) LEFT JOIN (SELECT DISTINCT left(cjzh, 18) AS gmsfhm FROM cjr) c USING (gmsfhm)
  WHERE r.hjqhdm = '290104' AND r.ryzt = '1' AND r.hjdz LIKE '%松岚区%'),
placed AS (
  SELECT *, row_number() OVER (ORDER BY draw('who', gmsfhm), gmsfhm) AS k,
         row_number() OVER (ORDER BY nl < 66, draw('life', gmsfhm), gmsfhm) AS d, draw('means', gmsfhm) AS means, draw('luck', gmsfhm) AS luck,
         CASE WHEN nl >= 85 THEN 0.30 WHEN nl >= 75 THEN 0.10 ELSE 0.02 END + CASE WHEN card THEN 0.08 ELSE 0 END AS p_bed,
         CASE WHEN nl >= 75 THEN 0.27 WHEN nl >= 65 THEN 0.13 ELSE 0.04 END AS p_none,
         CASE WHEN nl >= 75 THEN 0.38 WHEN nl >= 65 THEN 0.28 ELSE 0.11 END AS p_learn
  FROM due WHERE jd <> ''),
grouped AS (
  SELECT *, CASE WHEN means < p_bed THEN 'bed' WHEN means < p_bed + p_none THEN 'none'
                 WHEN means < p_bed + p_none + p_learn THEN 'learn' ELSE 'smart' END AS fz FROM placed)
SELECT 'RY' || lpad(k::VARCHAR, 4, '0') AS rybh, gmsfhm, xm, nl, jd, sq, fz, dyje, luck,
       CASE WHEN d <= 5 THEN 'certified' WHEN d <= 9 THEN 'cremated' WHEN d <= 14 THEN 'hidden' ELSE 'alive' END AS life,
       CASE WHEN d <= 9 THEN DATE '2026-12-20' + draw_int('died', gmsfhm, 0, 50)::INT
            WHEN d <= 14 THEN DATE '2026-03-10' + draw_int('died', gmsfhm, 0, 60)::INT END AS died,
       DATE '2026-03-01' + draw_int('last', gmsfhm, 0, 30)::INT AS zhrzrq,
       draw('lost', gmsfhm) < 0.06 AS lost
FROM grouped ORDER BY 1
