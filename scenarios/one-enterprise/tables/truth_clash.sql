WITH firm AS (
  SELECT t.*, d.dwmc, d.dwbh FROM truth.qy t JOIN wg_dw d ON d.tyshxydm = t.tyshxydm AND d.cbzt = '参保'),
quarter AS (
  SELECT nsrsbh, max(gz_rs) FILTER (ssq = '2026Q3') AS q3, max(gz_rs) FILTER (ssq = '2026Q4') AS q4,
         max(gz_je) FILTER (ssq = '2026Q4') AS je FROM wg_ns GROUP BY nsrsbh),
twice AS (SELECT cfz, min(qymc) AS a, max(qymc) AS b FROM zh_qy WHERE cfz IS NOT NULL GROUP BY cfz)
SELECT 'old-name' AS id, count(*) FILTER (dwmc = old_name) AS n, count(*) FILTER (dwmc = old_name AND dwmc <> qymc) AS wrong,
       min(dwmc || ' → ' || qymc) FILTER (dwmc = old_name) AS sample, min(dwmc || ' → ' || qymc) FILTER (dwmc = old_name) AS sample_en FROM firm
UNION ALL
SELECT 'hr-open', count(*), count(*), min(qymc), min(qymc) FROM firm WHERE jyzt = '注销'
UNION ALL
SELECT 'letters', count(*), count(*) FILTER (g.tyshxydm_raw NOT IN (SELECT tyshxydm FROM truth.qy)), min(g.tyshxydm_raw), min(g.tyshxydm_raw)
FROM wg_gjj g WHERE regexp_matches(g.tyshxydm_raw, '[OISZ]')
UNION ALL
SELECT 'wages', count(*), count(*) FILTER (je < q4 * 500), min(format('{} 人，全季 {:.2f}', q4, je)), min(format('{} people, {:.2f} for the quarter', q4, je))
FROM quarter WHERE q4 > 0 AND je < q4 * 500
UNION ALL
SELECT 'still-listed', count(*), count(*), min(qymc || '，' || strftime(xf_rq, '%Y-%m-%d') || ' 修复'), min(qymc || ', repaired ' || strftime(xf_rq, '%Y-%m-%d'))
FROM wg_sx WHERE xf_rq IS NOT NULL AND gszt = '公示中'
UNION ALL
SELECT 'twice', count(*), count(*), min(a || ' / ' || b) FILTER (a <> b), min(a || ' / ' || b) FILTER (a <> b) FROM twice
UNION ALL
SELECT 'insured-payroll', count(*), count(*) FILTER (q4 <> tax_staff), min(format('参保 {}，个税 {}', qm, q4)) FILTER (q4 > qm + 2), min(format('{} insured, {} on the payroll', qm, q4)) FILTER (q4 > qm + 2)
FROM firm JOIN quarter ON nsrsbh = tyshxydm WHERE q4 <> qm AND role <> 'shell'
UNION ALL
SELECT 'fund-fewer', count(*), count(*) FILTER (g.jc_rs <> fund_staff), min(format('参保 {}，缴存 {}', qm, g.jc_rs)), min(format('{} insured, {} in the fund', qm, g.jc_rs))
FROM firm JOIN wg_gjj g ON g.dwmc = firm.qymc WHERE g.jc_rs < qm
UNION ALL
SELECT 'month-quarter', count(*), 0, min(format('三季度 {}，四季度 {}', q3, q4)), min(format('{} in Q3, {} in Q4', q3, q4)) FROM quarter WHERE q3 <> q4
UNION ALL
SELECT 'code-district', count(*), 0, min(w.tyshxydm || '，' || w.djjg), min(w.tyshxydm || ', ' || w.djjg)
FROM wg_qy w JOIN truth.qy t USING (tyshxydm) WHERE t.moved_to IS NOT NULL
UNION ALL
SELECT 'branch-name', count(*), 0, min(b.qymc || ' / ' || p.qymc), min(b.qymc || ' / ' || p.qymc) FROM wg_qy b JOIN wg_qy p ON p.tyshxydm = b.ls_code
UNION ALL
SELECT 'two-units', count(*), 0, min(a || ' / ' || b), min(a || ' / ' || b)
FROM (SELECT tyshxydm, min(dwbh) AS a, max(dwbh) AS b FROM wg_dw GROUP BY tyshxydm HAVING count(*) > 1) AS u
UNION ALL
SELECT 'same-person', count(*), 0, min(fddbr), min(fddbr) FROM (SELECT fddbr FROM sj_qy WHERE jyzt = '在营' GROUP BY fddbr HAVING count(*) > 1) AS u
ORDER BY 1
