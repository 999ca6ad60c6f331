WITH own AS (SELECT *, row_number() OVER (PARTITION BY role ORDER BY n) AS k FROM truth.qy WHERE role IN ('repaired', 'listed'))
SELECT tyshxydm, qymc, ['拖欠劳动报酬', '拖欠社会保险费', '列入经营异常名录满三年'][draw_int('ground', tyshxydm, 1, 3)::INT] AS sxlx,
       DATE '2025-04-01' + draw_int('listed-on', tyshxydm, 0, 300)::INT AS jdrq,
       CASE WHEN role = 'repaired' THEN DATE '2026-05-10' + draw_int('repaired-on', tyshxydm, 0, 200)::INT END AS xf_rq,
       CASE WHEN role = 'repaired' AND k = 4 THEN '已撤下' ELSE '公示中' END AS gszt
FROM own ORDER BY 1
