WITH months AS (SELECT i, strftime(DATE '2026-03-01' + to_months(i::INT - 1), '%Y%m') AS ym FROM range(1, 13) AS r(i)),
path AS (
  SELECT d.dwbh, m.i, m.ym, t.role, t.switch, d.cbzt,
         round(t.qc + (t.qm - t.qc) * (m.i - 1) / 11.0)::BIGINT AS rs,
         draw_int('gap-at', t.tyshxydm, 3, 10) AS gap_at
  FROM truth.qy t JOIN wg_dw d USING (tyshxydm), months m)
SELECT dwbh, ym, CASE WHEN role = 'unknown' AND i IN (gap_at, gap_at + 1) THEN NULL ELSE rs END AS cb_rs,
       CASE WHEN role = 'unknown' AND i IN (gap_at, gap_at + 1) THEN '未知'
            WHEN role = 'arrears' AND i = gap_at THEN '欠费' ELSE '到账' END AS jf_status
FROM path
WHERE NOT (role = 'gap' AND i = gap_at) AND NOT (role = 'new' AND i <= 3)
  AND NOT (role = 'moved' AND cbzt = '注销' AND i > switch) AND NOT (role = 'moved' AND cbzt = '参保' AND i <= switch)
ORDER BY dwbh, ym
