WITH firm AS (
  SELECT q.*, f.parent_code FROM sj_qy q LEFT JOIN zs_fzjg f ON f.fz_code = q.tyshxydm
  WHERE q.tyshxydm LIKE '91%'),
open AS (
  SELECT *, row_number() OVER (ORDER BY draw('role', tyshxydm), tyshxydm) AS n,
         CASE WHEN draw('size', tyshxydm) < 0.52 THEN draw_int('staff', tyshxydm, 5, 15)
              WHEN draw('size', tyshxydm) < 0.78 THEN draw_int('staff', tyshxydm, 16, 30)
              WHEN draw('size', tyshxydm) < 0.95 THEN draw_int('staff', tyshxydm, 34, 120)
              ELSE draw_int('staff', tyshxydm, 121, 380) END AS staff
  FROM firm WHERE jyzt = '在营' AND parent_code IS NULL AND clrq < DATE '2025-06-01'),
gone AS (
  SELECT *, row_number() OVER (PARTITION BY jyzt ORDER BY draw('role', tyshxydm), tyshxydm) AS n,
         draw_int('staff', tyshxydm, 8, 36) AS staff
  FROM firm WHERE jyzt <> '在营' AND parent_code IS NULL),
cast_ AS (
  SELECT *, CASE WHEN n <= 6 THEN 'renamed' WHEN n <= 12 THEN 'moved' WHEN n <= 16 THEN 'repaired'
                 WHEN n <= 23 THEN 'listed' WHEN n <= 35 THEN 'cut' WHEN n <= 41 THEN 'edge'
                 WHEN n <= 49 THEN 'gap' WHEN n <= 57 THEN 'arrears' WHEN n <= 65 THEN 'new'
                 WHEN n = 66 THEN 'shell' WHEN n <= 71 THEN 'unknown' ELSE 'plain' END AS role FROM open
  UNION ALL
  SELECT *, CASE jyzt WHEN '注销' THEN 'closed' ELSE 'revoked' END AS role FROM gone
  WHERE (jyzt = '吊销未注销' AND n <= 5) OR (jyzt = '注销' AND n <= 4)),
counted AS (
  SELECT *,
         CASE WHEN role = 'cut' AND n % 2 = 0 THEN 40 + staff
              WHEN role = 'cut' THEN least(12 + staff, 30)
              WHEN role = 'edge' THEN least(10 + staff, 28)
              WHEN role = 'shell' THEN draw_int('shell', tyshxydm, 38, 46)
              WHEN role IN ('renamed', 'moved') THEN 12 + staff
              ELSE staff END AS qc FROM cast_),
ended AS (
  SELECT *,
         greatest(2, CASE
           WHEN role = 'cut' AND qc > 30 THEN floor(qc * (0.90 - 0.22 * draw('fall', tyshxydm)))
           WHEN role = 'cut' THEN floor(qc * (0.74 - 0.22 * draw('fall', tyshxydm)))
           WHEN role = 'edge' THEN ceil(qc * (0.92 - 0.09 * draw('fall', tyshxydm)))
           WHEN role = 'shell' THEN qc
           WHEN qc > 30 THEN ceil(qc * (0.962 + 0.15 * draw('fall', tyshxydm)))
           ELSE ceil(qc * (0.93 + 0.25 * draw('fall', tyshxydm))) END)::BIGINT AS qm FROM counted),
judged AS (
  SELECT *, greatest(0, qc - qm) * 100.0 / qc AS cut_rate,
         CASE WHEN qc <= 30 THEN 20.0 WHEN perturbed() THEN 5.0 ELSE 5.5 END AS cut_most FROM ended)
SELECT tyshxydm, zch_old, qymc,
       CASE WHEN role = 'renamed' THEN
         CASE WHEN qymc LIKE '__（%' THEN ob || substr(qymc, 3) ELSE substr(qymc, 1, 3) || ob || substr(qymc, 6) END
       END AS old_name,
       qylx, fddbr, zcdz, clrq, jyzt, hylb, djjg, gxsj, role, n,
       substr(tyshxydm, 3, 6) AS home,
       CASE WHEN role = 'moved' THEN list_filter(['290102', '290103', '290104', '290121', '290122', '290181'],
              lambda x: x <> substr(tyshxydm, 3, 6))[draw_int('moved-to', tyshxydm, 1, 5)::INT] END AS moved_to,
       qc, qm, cut_rate, cut_most,
       CASE WHEN role = 'shell' THEN 0
            ELSE greatest(1, qm + round(qm * (0.30 * draw('tax', tyshxydm) - 0.06)))::BIGINT END AS tax_staff,
       CASE WHEN role = 'shell' OR draw('fund', tyshxydm) > 0.45 AND n > 16 THEN NULL
            ELSE greatest(1, floor(qm * (0.45 + 0.5 * draw('fund-share', tyshxydm))))::BIGINT END AS fund_staff,
       draw_int('moved-at', tyshxydm, 4, 8) AS switch,
       role IN ('plain', 'renamed', 'moved', 'repaired', 'edge', 'shell')
         AND cut_rate <= cut_most AS met,
       role IN ('plain', 'renamed', 'moved', 'repaired', 'edge', 'unknown') AND cut_rate <= cut_most AS deserves,
       qm * 600 AS yuan
FROM (SELECT *, ['同丰', '永禾', '广渠', '合正', '百川', '新远'][draw_int('old-brand', tyshxydm, 1, 6)::INT] AS ob FROM judged)
ORDER BY tyshxydm
