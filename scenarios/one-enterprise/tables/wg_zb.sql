WITH paid AS (
  SELECT d.tyshxydm, c.ym, sum(c.cb_rs) AS rs FROM wg_dw d JOIN wg_cb c USING (dwbh) WHERE c.jf_status = '到账' GROUP BY ALL),
span AS (
  SELECT tyshxydm, count(*) AS ys, max(rs) FILTER (ym = '202603') AS qc, max(rs) FILTER (ym = '202702') AS qm FROM paid GROUP BY ALL),
lost AS (SELECT d.tyshxydm, count(*) AS wz FROM wg_dw d JOIN wg_cb c USING (dwbh) WHERE c.jf_status = '未知' GROUP BY ALL),
tax AS (SELECT nsrsbh, max(gz_rs) FILTER (ssq = '2026Q4') AS gz_rs FROM wg_ns GROUP BY ALL)
SELECT q.tyshxydm, q.qymc, q.jyzt, CASE q.jyzt WHEN '在营' THEN 'open' WHEN '注销' THEN 'closed' ELSE 'revoked' END AS zt,
       s.ys, coalesce(l.wz, 0) AS wz, s.qc, s.qm, round(greatest(0, s.qc - s.qm) * 100.0 / s.qc, 2)::DOUBLE AS cjl,
       p.bz::DOUBLE AS bz, round(greatest(0, s.qc - s.qm) * 100.0 / s.qc - p.bz, 2)::DOUBLE AS ce,
       CASE WHEN x.tyshxydm IS NULL THEN '无' WHEN x.xf_rq IS NULL THEN '失信未修复' ELSE '已修复' END AS sx_mc,
       CASE WHEN x.tyshxydm IS NULL THEN 'none' WHEN x.xf_rq IS NULL THEN 'listed' ELSE 'repaired' END AS sx, t.gz_rs
FROM wg_qy q JOIN span s USING (tyshxydm) LEFT JOIN lost l USING (tyshxydm) LEFT JOIN wg_sx x USING (tyshxydm)
LEFT JOIN tax t ON t.nsrsbh = q.tyshxydm,
LATERAL (SELECT max(sz) FILTER (csh = CASE WHEN s.qc <= 30 THEN 'bz_x' ELSE 'bz_d' END) AS bz FROM zc) AS p
ORDER BY 1
