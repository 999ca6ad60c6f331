-- Which rows of the roll each way of searching would bring up; one row per way and row of the roll.
WITH paid AS (SELECT * FROM gl_bz WHERE ffzt = '正常'),
found AS (
  SELECT CASE s.ly WHEN '公安' THEN 'police' WHEN '卫健' THEN 'health' ELSE 'funerals' END AS lj, g.roll_id
  FROM paid g JOIN sw_bz s ON g.sfz = s.sfz
  UNION
  SELECT 'fallback', g.roll_id FROM paid g JOIN sw_bz s
    ON (NOT g.jy OR NOT s.jy) AND g.xm = s.xm AND g.qhdm = s.qhdm AND abs(g.csn - s.csn) <= 1
  UNION
  SELECT 'name-place', g.roll_id FROM paid g JOIN sw_bz s ON g.xm = s.xm AND g.qhdm = s.qhdm
  UNION
  SELECT 'name-only', g.roll_id FROM paid g JOIN sw_bz s ON g.xm = s.xm
  UNION
  SELECT 'birth-place', g.roll_id FROM paid g JOIN sw_bz s ON g.csrq = s.csrq AND g.qhdm = s.qhdm
  UNION
  SELECT 'overdue', g.roll_id FROM paid g JOIN rs_dy r ON r.gmsfhm = g.sfz WHERE r.zhrzrq < DATE '2026-03-01'
  UNION
  SELECT 'very-old', g.roll_id FROM paid g WHERE g.csn <= 1932)
SELECT lj, roll_id FROM found ORDER BY lj, roll_id
