-- The people of this drill: residents of Wangchuan County where there are enough of them.
WITH person AS (
  SELECT gmsfhm, xm, hjqhdm, date_diff('year', csrq, DATE '2027-03-01') - CASE WHEN strftime(csrq, '%m%d') > '0301' THEN 1 ELSE 0 END AS age
  FROM rk WHERE ryzt = '1'),
part(part, low, high) AS (VALUES ('newborn', 22, 27), ('speech', 28, 33), ('parent', 34, 42), ('trader', 43, 50), ('holder', 51, 57), ('bus', 58, 66), ('copied', 67, 80)),
fit AS (
  SELECT part, xm, age, row_number() OVER (PARTITION BY part ORDER BY (hjqhdm <> '290122'), draw('grading/face-' || part, gmsfhm)) AS n
  FROM part JOIN person ON age BETWEEN low AND high),
village AS (SELECT sq, sq_en, row_number() OVER (ORDER BY draw('grading/face-village', sq)) AS v FROM (SELECT DISTINCT sq, sq_en FROM pub)),
chosen AS (SELECT part, xm, age, row_number() OVER (ORDER BY part) AS v FROM fit WHERE n = 1)
SELECT part, xm AS name, CASE WHEN part = 'speech' THEN 32 ELSE age END AS age,
       CASE WHEN part = 'speech' THEN '长滩乡' ELSE regexp_replace(sq, '第[0-9]社区$', '') END AS place,
       CASE WHEN part = 'speech' THEN 'Changtan Township' ELSE split_part(sq_en, ' ', 1) || CASE WHEN sq LIKE '%乡%' THEN ' Township' ELSE ' Town' END END AS place_en
FROM chosen JOIN village USING (v) ORDER BY part
