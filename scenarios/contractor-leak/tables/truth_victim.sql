-- Four people of Lanjin whose data were in the file: from the world's own cards and households.
WITH card AS (
  SELECT r.xm AS name, 2027 - year(r.csrq) AS age, r.hjdz, r.csrq, c.cjlb, draw('victim', r.gmsfhm) AS chance,
         regexp_extract(r.hjdz, '云泽省(?:澜津市)?(.*?(?:社区|村))', 1) AS place, r.hjqhdm
  FROM cjr c JOIN rk r ON r.gmsfhm = substr(c.cjzh, 1, 18)
  WHERE r.ryzt = '1' AND r.hjqhdm LIKE '2901%'
),
elder AS (SELECT 'elder' AS part, name, age, place, hjqhdm, chance FROM card WHERE age >= 65 ORDER BY chance LIMIT 1),
worker AS (SELECT 'worker' AS part, name, age, place, hjqhdm, chance FROM card WHERE age BETWEEN 25 AND 55 ORDER BY chance LIMIT 1),
child AS (
  SELECT hjdz, chance AS c FROM (
    SELECT hjdz, draw('child', gmsfhm) AS chance FROM rk
    WHERE ryzt = '1' AND hjqhdm LIKE '2901%' AND csrq BETWEEN DATE '2014-01-01' AND DATE '2023-12-31')
),
guardian AS (
  SELECT 'guardian' AS part, r.xm AS name, 2027 - year(r.csrq) AS age,
         regexp_extract(r.hjdz, '云泽省(?:澜津市)?(.*?(?:社区|村))', 1) AS place, r.hjqhdm, h.c AS chance
  FROM rk r JOIN child h USING (hjdz) WHERE r.ryzt = '1' AND r.csrq BETWEEN DATE '1982-01-01' AND DATE '1999-12-31'
  ORDER BY h.c, r.gmsfhm LIMIT 1
),
neighbour AS (
  SELECT 'carer' AS part, xm AS name, 2027 - year(csrq) AS age, regexp_extract(hjdz, '云泽省(?:澜津市)?(.*?(?:社区|村))', 1) AS place,
         hjqhdm, draw('carer', gmsfhm) AS chance
  FROM rk WHERE ryzt = '1' AND hjqhdm LIKE '2901%' AND csrq BETWEEN DATE '1965-01-01' AND DATE '1977-12-31'
    AND xm NOT IN (SELECT name FROM card) ORDER BY chance LIMIT 1
)
SELECT v.part, v.name, v.age::BIGINT AS age, v.place,
       CASE v.hjqhdm WHEN '290102' THEN 'Qingyu District' WHEN '290103' THEN 'Tangxi District' WHEN '290104' THEN 'Songlan District'
            WHEN '290121' THEN 'Yunlu County' WHEN '290122' THEN 'Wangchuan County' ELSE 'Jichuan City' END AS place_en
FROM (SELECT * FROM elder UNION ALL SELECT * FROM worker UNION ALL SELECT * FROM guardian UNION ALL SELECT * FROM neighbour) v
ORDER BY v.part
