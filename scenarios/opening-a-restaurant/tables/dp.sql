-- Where the shops of each class are: every shop falls into one community of the district.
WITH place AS (
  SELECT * FROM (VALUES
    (1, '溪畔社区', 'Xipan Community', 2, 1, 32), (2, '石桥社区', 'Shiqiao Community', 2, 2, 28),
    (3, '星河社区', 'Xinghe Community', 1, 1, 16), (4, '柳荫社区', 'Liuyin Community', 1, 2, 11),
    (5, '稻香村', 'Daoxiang Village', 3, 1, 8), (6, '莲塘村', 'Liantang Village', 3, 2, 5)) t(n, sq, sq_en, hl, hh, w)
),
shop AS (
  SELECT f.id, f.lb, f.lb_en, s.i, 100 * draw('dp', f.id || '-' || s.i) AS at
  FROM fl f, unnest(range(1, f.dn + 1)) AS s(i)
),
bounds AS (
  SELECT *, sum(w) OVER (ORDER BY n) - w AS lo, sum(w) OVER (ORDER BY n) AS hi FROM place
)
SELECT b.n::BIGINT AS n, b.sq, b.sq_en, b.hl::BIGINT AS hl, b.hh::BIGINT AS hh, s.id, s.lb, s.lb_en, count(*) AS dn
FROM shop s JOIN bounds b ON s.at >= b.lo AND s.at < b.hi
GROUP BY b.n, b.sq, b.sq_en, b.hl, b.hh, s.id, s.lb, s.lb_en ORDER BY 1, 6
