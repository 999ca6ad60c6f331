-- Ten cases: four to verify, three to close (two scrapped vehicles, one namesake), three to help; who and what depend on the seed.
WITH ranked AS (
  SELECT t.*, row_number() OVER (PARTITION BY CASE WHEN tale IN ('c-truck', 'c-bike') THEN 'scrap' WHEN decision = 'close' THEN 'name' ELSE decision END
                                 ORDER BY draw('tale', tale), tale) AS turn FROM truth.tale t),
chosen AS (
  SELECT *, row_number() OVER (ORDER BY draw('queue', tale), tale) AS n FROM ranked
  WHERE turn <= CASE WHEN tale IN ('c-truck', 'c-bike') THEN 2 WHEN decision = 'verify' THEN 4 WHEN decision = 'close' THEN 1 ELSE 3 END),
people AS (
  SELECT r.gmsfhm, r.xm, 2026 - year(r.csrq) AS age, p.jd || p.sq AS place, p.sq_en || ', ' || p.jd_en AS place_en,
         CASE WHEN 2026 - year(r.csrq) >= 66 THEN 'old' ELSE 'young' END AS ages,
         row_number() OVER (PARTITION BY CASE WHEN 2026 - year(r.csrq) >= 66 THEN 'old' ELSE 'young' END ORDER BY draw('case person', r.gmsfhm), r.gmsfhm) AS turn
  FROM rk r JOIN truth.place p ON p.qhdm = r.hjqhdm AND contains(r.hjdz, p.sq)
  WHERE r.ryzt = '1' AND NOT contains(r.xm, '·') AND (2026 - year(r.csrq) BETWEEN 32 AND 54 OR 2026 - year(r.csrq) BETWEEN 66 AND 86)),
told AS (SELECT *, row_number() OVER (PARTITION BY ages ORDER BY n) AS turn_of FROM chosen)
SELECT 'c' || lpad(t.n::VARCHAR, 2, '0') AS id, t.tale, t.decision, t.reason, p.xm AS name, p.age, p.place, p.place_en,
       draw_int('amount of', t.tale, t.low::INT, t.high::INT) AS amount,
       0.62 + 0.01 * draw_int('score of', t.tale, 0, 33) AS s, t.zh, t.en, t.why_zh, t.why_en
FROM told t JOIN people p ON p.ages = t.ages AND p.turn = t.turn_of ORDER BY t.n
