-- Behind every row of the roll: the person, whether dead, and how many sources say so of that very person.
WITH records AS (
  SELECT DISTINCT l.entity, s.ly FROM truth.link l
  JOIN (SELECT 'sw' AS tbl, rowid AS rid, '卫健' AS ly FROM sw
        UNION ALL SELECT 'hh', rowid, '殡葬' FROM hh
        UNION ALL SELECT 'rk', rowid, '公安' FROM rk WHERE ryzt = '2' AND zxrq IS NOT NULL) s ON s.tbl = l.tbl AND s.rid = l.rid),
known AS (SELECT entity, count(*) AS n FROM records GROUP BY entity)
SELECT g.roll_id, l.entity, p.dead, coalesce(k.n, 0)::INT AS n
FROM (SELECT min(rowid) AS rid, roll_id FROM gljt GROUP BY roll_id) g
JOIN truth.link l ON l.tbl = 'gljt' AND l.rid = g.rid
JOIN truth.person p ON p.entity = l.entity LEFT JOIN known k ON k.entity = l.entity
ORDER BY g.roll_id
