-- Numbers as written and as they read after standardising: full width to half, blanks out,
-- x to capital, fifteen digits to eighteen, check sign tested and never mended.
WITH every_number AS (
  SELECT '名册' AS ly, 'Roll' AS ly_en, roll_id AS bh, sfzh_raw AS yz FROM (
    SELECT * FROM gljt QUALIFY row_number() OVER (PARTITION BY roll_id ORDER BY rowid) = 1)
  UNION ALL
  SELECT '公安', 'Police', gmsfhm, gmsfhm FROM rk WHERE ryzt = '2'
  UNION ALL
  SELECT '卫健', 'Health', zmbh, zjhm FROM sw
  UNION ALL
  SELECT '殡葬', 'Funerals', hhbh, zjhm FROM hh),
plain AS (
  SELECT *, upper(regexp_replace(translate(yz, '０１２３４５６７８９Ｘｘ', '0123456789Xx'), '[^0-9A-Za-z.+]', '', 'g')) AS s
  FROM every_number),
long_form AS (
  SELECT *, CASE WHEN regexp_full_match(s, '[0-9]{15}') THEN substr(s, 1, 6) || '19' || substr(s, 7)
                 WHEN regexp_full_match(s, '[0-9]{17}[0-9X]') THEN substr(s, 1, 17) END AS b FROM plain),
signed AS (
  SELECT *, substr('10X98765432', 1 + (
      7 * substr(b, 1, 1)::INT + 9 * substr(b, 2, 1)::INT + 10 * substr(b, 3, 1)::INT + 5 * substr(b, 4, 1)::INT
    + 8 * substr(b, 5, 1)::INT + 4 * substr(b, 6, 1)::INT + 2 * substr(b, 7, 1)::INT + 1 * substr(b, 8, 1)::INT
    + 6 * substr(b, 9, 1)::INT + 3 * substr(b, 10, 1)::INT + 7 * substr(b, 11, 1)::INT + 9 * substr(b, 12, 1)::INT
    + 10 * substr(b, 13, 1)::INT + 5 * substr(b, 14, 1)::INT + 8 * substr(b, 15, 1)::INT + 4 * substr(b, 16, 1)::INT
    + 2 * substr(b, 17, 1)::INT) % 11, 1) AS c
  FROM long_form),
whole AS (
  SELECT *, CASE WHEN length(s) = 15 AND b IS NOT NULL THEN b || c ELSE s END AS z FROM signed)
SELECT ly, ly_en, bh, yz, z AS bz,
       CASE WHEN yz IS NULL THEN '缺号'
            WHEN s LIKE '%E+%' OR (length(s) = 18 AND s LIKE '%000' AND c <> '0') THEN '末位丢失'
            WHEN b IS NULL OR right(z, 1) <> c THEN '校验不过'
            WHEN length(s) = 15 THEN '15位旧号'
            WHEN regexp_matches(yz, '[０-９Ｘｘ]') THEN '全角字符'
            WHEN yz <> s THEN '空白或小写x' ELSE '规范' END AS gs,
       CASE WHEN yz IS NULL THEN 'Missing'
            WHEN s LIKE '%E+%' OR (length(s) = 18 AND s LIKE '%000' AND c <> '0') THEN 'Last digits lost'
            WHEN b IS NULL OR right(z, 1) <> c THEN 'Check sign fails'
            WHEN length(s) = 15 THEN 'Fifteen digits'
            WHEN regexp_matches(yz, '[０-９Ｘｘ]') THEN 'Full width'
            WHEN yz <> s THEN 'Blanks or small x' ELSE 'As it should be' END AS gs_en,
       coalesce(b IS NOT NULL AND right(z, 1) = c, false) AS jy
FROM whole ORDER BY ly, bh, yz
