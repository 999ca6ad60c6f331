-- The people whose story the drill follows, each tied to one project.
WITH fit AS (
  SELECT r.*, (2026 - year(r.csrq))::INT AS age, q.mc, q.mc_en FROM rk r JOIN qh q ON q.qhdm = r.hjqhdm WHERE r.ryzt = '1'),
part AS (
  SELECT 'p07' AS xm_id, * FROM fit WHERE age BETWEEN 76 AND 90
  UNION ALL SELECT 'p04', * FROM fit WHERE age BETWEEN 25 AND 33 AND xbdm = '2'
  UNION ALL SELECT 'p08', * FROM fit WHERE age BETWEEN 28 AND 45
  UNION ALL SELECT 'p06', * FROM fit WHERE age BETWEEN 52 AND 66
  UNION ALL SELECT 'p05', * FROM fit WHERE age BETWEEN 34 AND 51
  UNION ALL SELECT 'p03', * FROM fit WHERE age BETWEEN 81 AND 95),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY xm_id ORDER BY draw('people/' || xm_id, gmsfhm), gmsfhm) AS n FROM part)
SELECT xm_id, xm AS name, age, mc || coalesce(nullif(regexp_extract(hjdz, '[区县市]([^省市区县]{2,5}(街道|镇|乡))', 1), ''), '') AS place, mc_en AS place_en
FROM ranked WHERE n = 1 ORDER BY xm_id
