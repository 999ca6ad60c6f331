WITH pool AS (
  SELECT q.tyshxydm, q.qymc, q.fddbr, row_number() OVER (ORDER BY draw('dm', q.tyshxydm), q.tyshxydm) AS k
  FROM sj_qy q LEFT JOIN zs_fzjg f ON f.fz_code = q.tyshxydm WHERE f.fz_code IS NULL AND length(q.qymc) >= 8),
kinds AS (
  SELECT p.*, o.qymc AS other_name, o.tyshxydm AS other_code,
         CASE WHEN p.k % 20 < 8 THEN 'letter' WHEN p.k % 20 < 10 THEN 'borrowed' WHEN p.k % 20 < 12 THEN 'branch'
              WHEN p.k % 20 < 14 THEN 'letter-and-digit' WHEN p.k % 20 < 18 THEN 'digit' ELSE 'short' END AS kind,
         draw_int('dm-place', p.tyshxydm, 0, 9) AS turn, draw('dm-luck', p.tyshxydm) AS luck
  FROM pool p JOIN pool o ON o.k = p.k + 160 WHERE p.k <= 160),
spots AS (
  SELECT *, list_filter(range(7, 19), lambda i: substr(tyshxydm, i::INT, 1) IN ('0', '1', '2', '5')) AS soft,
         list_filter(range(9, 17), lambda i: substr(tyshxydm, i::INT, 1) IN ('3', '4', '6', '7', '8', '9')) AS hard FROM kinds),
placed AS (
  SELECT *, CASE WHEN len(soft) > 0 THEN soft[(turn % len(soft) + 1)::INT] ELSE 3 END::INT AS at_soft,
         CASE WHEN len(hard) > 0 THEN hard[(turn % len(hard) + 1)::INT] ELSE 16 END::INT AS at_hard FROM spots),
written AS (
  SELECT *,
         substr(tyshxydm, 1, at_soft - 1) || translate(substr(tyshxydm, at_soft, 1), '0125', 'OIZS') || substr(tyshxydm, at_soft + 1) AS soft_code,
         substr(tyshxydm, 1, at_hard - 1) || translate(substr(tyshxydm, at_hard, 1), '346789', '439678') || substr(tyshxydm, at_hard + 1) AS hard_code
  FROM placed),
made AS (
  SELECT *,
         CASE kind WHEN 'letter' THEN soft_code WHEN 'borrowed' THEN soft_code WHEN 'branch' THEN soft_code
                   WHEN 'letter-and-digit' THEN substr(hard_code, 1, at_soft - 1) || substr(soft_code, at_soft, 1) || substr(hard_code, at_soft + 1)
                   WHEN 'digit' THEN hard_code ELSE substr(tyshxydm, 1, at_hard - 1) || substr(tyshxydm, at_hard + 1) END AS yt_code,
         CASE WHEN kind = 'letter' AND luck < 0.14 THEN
                CASE WHEN qymc LIKE '__（%' THEN '同丰' || substr(qymc, 3) ELSE substr(qymc, 1, 3) || '同丰' || substr(qymc, 6) END
              WHEN kind = 'letter' AND luck < 0.5 THEN replace(replace(regexp_replace(qymc, '有限责任公司$|有限公司$', '公司'), '（', '('), '）', ')')
              WHEN kind = 'borrowed' AND k % 40 < 20 THEN other_name
              WHEN kind = 'borrowed' THEN
                CASE WHEN qymc LIKE '__（%' THEN '永禾' || substr(qymc, 3) ELSE substr(qymc, 1, 3) || '永禾' || substr(qymc, 6) END
              WHEN kind = 'branch' THEN qymc || ['望川', '晴川', '云麓', '霁川'][(turn % 4 + 1)::INT] || '分公司'
              WHEN kind IN ('digit', 'short') AND luck BETWEEN 0.3 AND 0.6 THEN
                CASE WHEN qymc LIKE '__（%' THEN substr(qymc, 1, 1) || '和' || substr(qymc, 3) ELSE substr(qymc, 1, 4) || '和' || substr(qymc, 6) END
              ELSE qymc END AS yt_mc,
         kind = 'letter' OR (kind NOT IN ('borrowed', 'branch') AND luck > 0.6) AS same
  FROM written),
compared AS (
  SELECT *, replace(replace(replace(replace(yt_mc, '(', '（'), ')', '）'), '有限责任公司', '公司'), '有限公司', '公司') AS a,
         replace(replace(qymc, '有限责任公司', '公司'), '有限公司', '公司') AS b FROM made),
numbered AS (SELECT *, row_number() OVER (ORDER BY draw('dm-order', tyshxydm), tyshxydm) AS jl_no FROM compared)
SELECT 'DM' || lpad(jl_no::VARCHAR, 3, '0') AS jl,
       ['税务', '人社', '公积金中心'][(turn % 3 + 1)::INT] AS ly, ['Tax', 'Social insurance', 'Housing fund'][(turn % 3 + 1)::INT] AS ly_en,
       yt_code, yt_mc, tyshxydm AS hx_code, qymc AS hx_mc,
       CASE WHEN kind IN ('letter', 'borrowed', 'branch', 'letter-and-digit') THEN 'yes' ELSE 'no' END AS xj,
       CASE WHEN kind IN ('letter', 'borrowed', 'branch') THEN 'yes' ELSE 'no' END AS jy,
       round(100 * (1 - levenshtein(a, b) / greatest(length(a), length(b))))::BIGINT AS mc_xs,
       CASE WHEN draw('dm-district', tyshxydm) < CASE WHEN same THEN 0.82 ELSE 0.62 END THEN 'yes' ELSE 'no' END AS qh,
       CASE WHEN draw('dm-person', tyshxydm) < 0.25 THEN 'unknown'
            WHEN draw('dm-person', tyshxydm) < CASE WHEN same THEN 0.84 WHEN kind = 'branch' THEN 0.6 ELSE 0.52 END THEN 'yes' ELSE 'no' END AS fr,
       CASE WHEN jl_no <= 60 THEN CASE WHEN same THEN '同一企业' ELSE '不是同一企业' END END AS hd,
       CASE WHEN jl_no <= 60 THEN CASE WHEN same THEN 'Same firm' ELSE 'Another firm' END END AS hd_en,
       kind, same
FROM numbered ORDER BY 1
