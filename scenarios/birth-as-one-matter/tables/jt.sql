-- Families with a newborn in the past year; kinds of family are drawn, names and ages come from the population register.
WITH mothers AS (
  SELECT row_number() OVER (ORDER BY draw('mother', gmsfhm), gmsfhm) AS n, xm,
         date_diff('year', csrq, DATE '2027-03-01') - CASE WHEN strftime(csrq, '%m%d') > '0301' THEN 1 ELSE 0 END AS nl
  FROM rk WHERE xbdm = '2' AND ryzt = '1' AND csrq BETWEEN DATE '1984-01-01' AND DATE '2005-06-01'),
place AS (
  SELECT jd, jd_en, sq, sq_en, jd = '流溪镇' AS cun,
         row_number() OVER (PARTITION BY jd = '流溪镇' ORDER BY jd, sq) AS m, count(*) OVER (PARTITION BY jd = '流溪镇') AS of_them
  FROM (SELECT DISTINCT jd, jd_en, sq, sq_en FROM dbjt)),
-- Cumulative shares of twelve kinds of family.
sort(k, upto, qt, cun, sj, sc, far, weak) AS (VALUES
  ('a', 0.440, 'city', false, '会用', '区内医院', false, false),
  ('b', 0.500, 'city', false, '会用', '区外医院', false, false),
  ('c', 0.570, 'away', false, '会用', '区外医院', true, false),
  ('d', 0.700, 'village', true, '会用', '区内医院', false, false),
  ('e', 0.730, 'village', true, '会用', '区外医院', false, false),
  ('f', 0.790, 'elder', false, '不会用', '区内医院', false, false),
  ('g', 0.840, 'elder', false, '不会用', '区外医院', false, false),
  ('h', 0.880, 'elder', true, '没有', '区内医院', false, false),
  ('i', 0.920, 'elder', true, '没有', '家中', false, false),
  ('j', 0.965, 'disabled', false, '不会用', '区内医院', false, true),
  ('k', 0.980, 'disabled', true, '没有', '区内医院', false, true),
  ('l', 1.000, 'disabled', false, '会用', '区内医院', false, true)),
-- In perturbed worlds a maternity ward is closed for works: a third of the births inside the district move out.
family AS (
  SELECT m.n, m.xm, m.nl, s.*,
         CASE WHEN perturbed() AND s.sc = '区内医院' AND draw('ward', m.n) < 0.33 THEN '区外医院' ELSE s.sc END AS born
  FROM mothers m JOIN sort s
    -- Evenly spread, so that every world has every kind in its share; the order is drawn.
    ON s.upto = (SELECT min(t.upto) FROM sort t WHERE (m.n - 0.5) / (SELECT least(400, max(n)) FROM mothers) <= t.upto + 1e-9)
  WHERE m.n <= 400)
SELECT 'F' || lpad((row_number() OVER (ORDER BY draw('order', f.n), f.n))::VARCHAR, 3, '0') AS jtbh, f.xm AS mq, f.nl::INTEGER AS nl, p.jd, p.jd_en, p.sq, p.sq_en,
       f.qt,
       CASE f.qt WHEN 'city' THEN '城里，会用手机' WHEN 'away' THEN '人在外地务工' WHEN 'village' THEN '村里，会用手机'
                 WHEN 'elder' THEN '祖辈经办，不用手机' ELSE '父母有残疾' END AS qtm,
       CASE f.qt WHEN 'city' THEN 'Town, at ease with a phone' WHEN 'away' THEN 'Working away' WHEN 'village' THEN 'Village, at ease with a phone'
                 WHEN 'elder' THEN 'Grandparents in charge, no phone' ELSE 'A parent with a disability' END AS qtm_en,
       f.sj, CASE f.sj WHEN '会用' THEN 'At ease' WHEN '不会用' THEN 'Not at ease' ELSE 'None' END AS sj_en,
       f.born AS sc,
       CASE f.born WHEN '区内医院' THEN 'Hospital in the district' WHEN '区外医院' THEN 'Hospital elsewhere' ELSE 'At home' END AS sc_en,
       CASE WHEN f.far THEN draw_int('far', f.n, 150, 420) WHEN f.cun THEN draw_int('road', f.n, 60, 105)
            ELSE draw_int('road', f.n, 8, 40) END::INTEGER AS fz,
       NOT f.weak AS cm,
       draw('stay', f.n) < 0.14 AS zy,
       CASE WHEN draw('stay', f.n) < 0.14 THEN draw_int('leaves', f.n, 6, 10) END::INTEGER AS cyr,
       CASE WHEN draw('stay', f.n) < 0.14 THEN 100 * draw_int('bill', f.n, 45, 320) END::INTEGER AS fy,
       f.qt <> 'elder' AND draw('employed', f.n) < 0.55 AS zg
FROM family f JOIN place p ON p.cun = f.cun AND p.m = 1 + (draw_int('place', f.n, 0, 999) % p.of_them)
ORDER BY jtbh
