WITH firm AS (
  SELECT *, row_number() OVER (PARTITION BY role ORDER BY n) AS k FROM truth.qy
  WHERE role IN ('renamed', 'moved', 'repaired', 'revoked', 'listed', 'shell', 'unknown', 'edge') OR role = 'cut' AND qc > 30),
staff AS (
  SELECT d.tyshxydm, r.gmsfhm, r.xm, r.csrq, row_number() OVER (PARTITION BY d.tyshxydm ORDER BY draw('face', r.gmsfhm), r.gmsfhm) AS k
  FROM rs_jf j JOIN rs_dw d USING (dwbh) JOIN rk r USING (gmsfhm) WHERE j.ym = '202702' AND r.ryzt = '1' AND r.csrq BETWEEN DATE '1968-01-01' AND DATE '2004-12-31' AND d.tyshxydm IN (SELECT tyshxydm FROM firm)),
spare AS (
  SELECT gmsfhm, xm, csrq, hjqhdm, row_number() OVER (PARTITION BY hjqhdm ORDER BY draw('spare', gmsfhm), gmsfhm) AS k
  FROM rk WHERE ryzt = '1' AND csrq BETWEEN DATE '1970-01-01' AND DATE '1995-12-31'),
place(code, zh, en) AS (VALUES
  ('290102', '澜津市青屿区', 'Qingyu District, Lanjin'), ('290103', '澜津市棠溪区', 'Tangxi District, Lanjin'),
  ('290104', '澜津市松岚区', 'Songlan District, Lanjin'), ('290121', '澜津市云麓县', 'Yunlu County, Lanjin'),
  ('290122', '澜津市望川县', 'Wangchuan County, Lanjin'), ('290181', '澜津市霁川市', 'Jichuan City, Lanjin'),
  ('290202', '衡川市梧桥区', 'Wuqiao District, Hengchuan'), ('290221', '衡川市晴川县', 'Qingchuan County, Hengchuan'))
SELECT f.role AS part, f.tyshxydm, f.qymc, f.qm, f.yuan, coalesce(s.xm, p.xm) AS name,
       datesub('year', coalesce(s.csrq, p.csrq), DATE '2027-03-01')::BIGINT AS age, l.zh AS place, l.en AS place_en
FROM firm f JOIN place l ON l.code = f.home LEFT JOIN staff s ON s.tyshxydm = f.tyshxydm AND s.k = 1
LEFT JOIN spare p ON p.hjqhdm = f.home AND p.k = f.n WHERE f.k = 1 ORDER BY 1
