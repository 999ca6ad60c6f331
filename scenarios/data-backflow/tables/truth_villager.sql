-- The people of this drill: residents of Yunlu County where there are enough of them, in villages of the township.
WITH person AS (
  SELECT gmsfhm, xm, xbdm, hjqhdm, date_diff('year', csrq, DATE '2027-03-01') - CASE WHEN strftime(csrq, '%m%d') > '0301' THEN 1 ELSE 0 END AS age
  FROM rk WHERE ryzt = '1'),
part(part, low, high, sex) AS (VALUES ('elder', 76, 92, '0'), ('carer', 58, 74, '2'), ('mother', 30, 44, '2'), ('father', 34, 50, '1'), ('cadre', 51, 57, '0')),
fit AS (
  SELECT part, xm, age, row_number() OVER (PARTITION BY part ORDER BY (hjqhdm <> '290121'), draw('backflow/face-' || part, gmsfhm)) AS n
  FROM part JOIN person ON age BETWEEN low AND high AND (sex = '0' OR sex = xbdm)),
village AS (SELECT cun, cun_en, row_number() OVER (ORDER BY draw('backflow/face-village', n)) AS v FROM cun),
chosen AS (SELECT *, row_number() OVER (ORDER BY part, n) AS v FROM fit WHERE n <= 2)
SELECT part, n, xm AS name, age, '雾岭乡' || cun AS place, cun_en || ' Village, Wuling Township' AS place_en
FROM chosen JOIN village USING (v) ORDER BY part, n
