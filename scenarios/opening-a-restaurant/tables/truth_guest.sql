-- Three people of the district whom a blocked door concerns.
WITH person AS (
  SELECT xm AS name, (date_diff('year', csrq, DATE '2027-04-22') - CASE WHEN strftime(csrq, '%m%d') > '0422' THEN 1 ELSE 0 END) AS age, regexp_extract(hjdz, '棠溪区(.*?(?:社区|村))', 1) AS place,
         draw('guest', gmsfhm) AS chance
  FROM rk WHERE hjqhdm = '290103' AND ryzt = '1' AND xm NOT IN (SELECT xm FROM truth.shop)
),
chosen AS (
  (SELECT 'diner' AS part, * FROM person WHERE age BETWEEN 60 AND 78 ORDER BY chance LIMIT 1)
  UNION ALL (SELECT 'parent', * FROM person WHERE age BETWEEN 30 AND 42 ORDER BY chance LIMIT 1)
  UNION ALL (SELECT 'rival', * FROM person WHERE age BETWEEN 43 AND 56 ORDER BY chance LIMIT 1)
)
SELECT part, name, age::BIGINT AS age, place,
       CASE WHEN contains(place, '溪畔') THEN 'Xipan Community, Tangxi Subdistrict'
            WHEN contains(place, '石桥') THEN 'Shiqiao Community, Tangxi Subdistrict'
            WHEN contains(place, '星河') THEN 'Xinghe Community, Yuetai Subdistrict'
            WHEN contains(place, '柳荫') THEN 'Liuyin Community, Yuetai Subdistrict'
            WHEN contains(place, '稻香') THEN 'Daoxiang Village, Qinghe Town'
            ELSE 'Liantang Village, Qinghe Town' END AS place_en
FROM chosen ORDER BY part
