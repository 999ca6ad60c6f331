-- Whether the person behind each row of the population register has died, late entries put right.
SELECT l.entity, bool_or(coalesce(c.clean, r.ryzt) = '2') AS dead
FROM (SELECT rowid AS rid, ryzt FROM rk) r
JOIN truth.link l ON l.tbl = 'rk' AND l.rid = r.rid
LEFT JOIN truth.cell c ON c.tbl = 'rk' AND c.rid = r.rid AND c.col = 'ryzt'
GROUP BY l.entity ORDER BY l.entity
