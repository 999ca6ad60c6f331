-- People whose outcome is told afterwards, from the population register.
WITH wanted(place, part, low, high, home) AS (VALUES (1, 'caller', 45, 62, '290121'), (2, 'elder', 68, 82, '290122'), (3, 'clerk', 26, 42, '290202'), (4, 'critic', 30, 52, '290102'), (5, 'farmer', 40, 60, '290221')),
places(code, zh, en) AS (VALUES ('290102', '澜津市青屿区', 'Qingyu, Lanjin'), ('290103', '澜津市棠溪区', 'Tangxi, Lanjin'), ('290104', '澜津市松岚区', 'Songlan, Lanjin'),
  ('290121', '澜津市云麓县', 'Yunlu, Lanjin'), ('290122', '澜津市望川县', 'Wangchuan, Lanjin'), ('290181', '霁川市', 'Jichuan'), ('290202', '衡川市梧桥区', 'Wuqiao, Hengchuan'), ('290221', '衡川市晴川县', 'Qingchuan, Hengchuan')),
people AS (
  SELECT r.xm, r.gmsfhm, p.code, p.zh, p.en, date_diff('year', r.csrq, DATE '2027-03-01') - CASE WHEN strftime(r.csrq, '%m%d') > '0301' THEN 1 ELSE 0 END AS age
  FROM rk r JOIN places p ON p.code = r.hjqhdm WHERE r.ryzt = '1' AND length(r.xm) BETWEEN 2 AND 3),
ranked AS (
  SELECT w.place, w.part, p.*, row_number() OVER (PARTITION BY w.part ORDER BY p.code <> w.home, draw('card', w.part || p.gmsfhm), p.gmsfhm) AS turn
  FROM wanted w JOIN people p ON p.age BETWEEN w.low AND w.high)
SELECT part, xm AS name, age::BIGINT AS age, zh AS city, en AS city_en FROM ranked WHERE turn = 1 ORDER BY place
