-- Seven people of Jichuan, the first three tied to an answer of the test.
WITH part(part, n, ages) AS (VALUES ('outdated', 1, 'old'), ('harm', 2, 'young'), ('invented', 3, 'young'), ('deaf', 4, 'old'), ('human', 5, 'old'), ('clerk', 6, 'young'), ('refused', 7, 'young')),
told AS (
  SELECT 'outdated' AS part, id, lb, days, sure, q, q_en FROM truth.reply WHERE label = 'outdated' AND days < 60
  UNION ALL SELECT 'harm', id, lb, days, sure, q, q_en FROM truth.reply WHERE label = 'harmful'
  UNION ALL SELECT 'invented', id, lb, days, sure, q, q_en FROM truth.reply WHERE label = 'no-basis'),
one AS (SELECT * FROM told QUALIFY row_number() OVER (PARTITION BY part ORDER BY CASE part WHEN 'outdated' THEN days WHEN 'invented' THEN abs(sure - 0.55) ELSE -sure END, id) = 1),
people AS (
  SELECT r.xm, 2026 - year(r.csrq) AS age, p.jd || p.sq AS place, p.sq_en || ', ' || p.jd_en AS place_en,
         CASE WHEN 2026 - year(r.csrq) >= 62 THEN 'old' ELSE 'young' END AS ages,
         row_number() OVER (PARTITION BY CASE WHEN 2026 - year(r.csrq) >= 62 THEN 'old' ELSE 'young' END ORDER BY draw('person', r.gmsfhm), r.gmsfhm) AS turn
  FROM rk r JOIN truth.place p ON p.qhdm = r.hjqhdm AND contains(r.hjdz, p.sq)
  WHERE r.ryzt = '1' AND NOT contains(r.xm, '·') AND (2026 - year(r.csrq) BETWEEN 24 AND 52 OR 2026 - year(r.csrq) BETWEEN 62 AND 88)),
turned AS (SELECT *, row_number() OVER (PARTITION BY ages ORDER BY n) AS turn FROM part)
SELECT t.part, t.n, p.xm AS name, p.age, p.place, p.place_en, o.id, o.lb, o.days, o.sure, o.q, o.q_en
FROM turned t JOIN people p USING (ages, turn) LEFT JOIN one o USING (part) ORDER BY t.n
