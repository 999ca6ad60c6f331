-- Six households with a face; their scores are those of the model, their circumstances are true.
WITH pick AS (
  SELECT 'oxygen' AS part, 'old' AS ages, id, s, grp, amount FROM truth.base WHERE NOT y AND grp = 'vulnerable' AND s BETWEEN 0.62 AND 0.9
  UNION ALL SELECT 'clinic', 'old', id, s, grp, amount FROM truth.base WHERE NOT y AND grp = 'vulnerable' AND s BETWEEN 0.5 AND 0.61
  UNION ALL SELECT 'seller', 'young', id, s, grp, amount FROM truth.base WHERE NOT y AND grp = 'general' AND s BETWEEN 0.5 AND 0.7
  UNION ALL SELECT 'hidden', 'young', id, s, grp, amount FROM truth.base WHERE y AND s >= 0.8
  UNION ALL SELECT 'faint', 'young', id, s, grp, amount FROM truth.base WHERE y AND s BETWEEN 0.25 AND 0.62
  UNION ALL SELECT 'calm', 'old', id, s, grp, amount FROM truth.base WHERE NOT y AND s < 0.2),
one AS (SELECT * FROM pick QUALIFY row_number() OVER (PARTITION BY part ORDER BY draw('face', id), id) = 1),
numbered AS (SELECT *, row_number() OVER (PARTITION BY ages ORDER BY part) AS turn FROM one),
people AS (
  SELECT r.xm, 2026 - year(r.csrq) AS age, p.jd || p.sq AS place, p.sq_en || ', ' || p.jd_en AS place_en,
         CASE WHEN 2026 - year(r.csrq) >= 66 THEN 'old' ELSE 'young' END AS ages,
         row_number() OVER (PARTITION BY CASE WHEN 2026 - year(r.csrq) >= 66 THEN 'old' ELSE 'young' END ORDER BY draw('face person', r.gmsfhm), r.gmsfhm) AS turn
  FROM rk r JOIN truth.place p ON p.qhdm = r.hjqhdm AND contains(r.hjdz, p.sq)
  WHERE r.ryzt = '1' AND NOT contains(r.xm, '·') AND (2026 - year(r.csrq) BETWEEN 34 AND 52 OR 2026 - year(r.csrq) BETWEEN 68 AND 85)
    AND r.xm NOT IN (SELECT name FROM truth.queue))
SELECT n.part, n.id, n.s, n.grp, n.amount, p.xm AS name, p.age, p.place, p.place_en
FROM numbered n JOIN people p USING (ages, turn) ORDER BY n.part
