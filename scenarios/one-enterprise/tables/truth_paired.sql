WITH pool AS (
  SELECT q.tyshxydm, q.qymc, q.fddbr, regexp_replace(q.zcdz, '^云泽省..市', '') AS addr,
         row_number() OVER (ORDER BY draw('xs', q.tyshxydm), q.tyshxydm) AS k
  FROM sj_qy q LEFT JOIN zs_fzjg f ON f.fz_code = q.tyshxydm WHERE f.fz_code IS NULL AND length(q.qymc) >= 8),
kinds AS (
  SELECT p.*, o.addr AS other_addr, o.fddbr AS other_rep, draw('xs-luck', p.tyshxydm) AS luck, draw('xs-rep', p.tyshxydm) AS rep_luck,
         draw_int('xs-turn', p.tyshxydm, 1, 6)::INT AS turn,
         CASE WHEN p.k % 20 < 6 THEN 'style' WHEN p.k % 20 < 8 THEN 'renamed' WHEN p.k % 20 < 10 THEN 'moved'
              WHEN p.k % 20 < 12 THEN 'branch' WHEN p.k % 20 < CASE WHEN perturbed() THEN 18 ELSE 16 END THEN 'sister' ELSE 'trade' END AS kind
  FROM pool p JOIN pool o ON o.k = p.k + 240 WHERE p.k <= 240),
named AS (
  SELECT *, CASE WHEN qymc LIKE '__（%' THEN 0 ELSE 3 END AS lead,
         ['同丰', '永禾', '广渠', '合正', '百川', '新远'][turn] AS ob,
         list_filter(['包装有限公司', '商贸有限公司', '物流有限公司', '咨询有限公司', '科技有限公司', '装饰有限公司', '食品有限公司', '电子有限公司'],
                     lambda w: NOT contains(qymc, substr(w, 1, 2)) AND NOT contains(qymc, substr(w, 2, 1) || '有'))[turn] AS ot,
         ['望川', '晴川', '云麓', '霁川', '梧桥', '棠溪'][turn] AS op FROM kinds),
made AS (
  SELECT *,
         CASE kind WHEN 'style' THEN CASE WHEN luck < 0.5 THEN regexp_replace(qymc, '有限责任公司$|有限公司$', '公司') ELSE substr(qymc, lead + 1) END
                   WHEN 'renamed' THEN substr(qymc, 1, lead) || ob || substr(qymc, lead + 3)
                   WHEN 'moved' THEN CASE WHEN lead = 3 THEN op || substr(qymc, 3) ELSE qymc END
                   WHEN 'branch' THEN qymc || op || '分公司'
                   WHEN 'sister' THEN substr(qymc, 1, lead + 2) || CASE WHEN lead = 0 THEN '（' || substr(qymc, 4, 2) || '）' ELSE '' END || ot
                   ELSE substr(qymc, 1, lead) || ob || substr(qymc, lead + 3) END AS zl_mc,
         CASE WHEN kind IN ('style', 'renamed') AND luck < 0.72 THEN addr
              WHEN kind IN ('style', 'renamed') THEN regexp_replace(addr, '\d+号$', '') || (11 + turn * 7) || '号'
              WHEN kind = 'sister' AND rep_luck < 0.45 THEN addr
              WHEN kind = 'sister' THEN regexp_replace(addr, '\d+号$', '') || (11 + turn * 7) || '号'
              ELSE other_addr END AS zl_dz,
         CASE WHEN rep_luck < CASE kind WHEN 'style' THEN 0.86 WHEN 'renamed' THEN 0.66 WHEN 'moved' THEN 0.84
                                        WHEN 'branch' THEN 0.4 WHEN 'sister' THEN 0.6 ELSE 0.04 END
              THEN fddbr ELSE other_rep END AS zl_fr,
         kind IN ('style', 'renamed', 'moved') AS same FROM named),
norm AS (
  SELECT *, replace(replace(regexp_replace(zl_mc, '^..[区县市]', ''), '有限责任公司', '公司'), '有限公司', '公司') AS a,
         replace(replace(regexp_replace(qymc, '^..[区县市]', ''), '有限责任公司', '公司'), '有限公司', '公司') AS b FROM made),
scored AS (
  SELECT *, row_number() OVER (ORDER BY draw('xs-order', tyshxydm), tyshxydm) AS no,
         round(60 * (1 - levenshtein(a, b) / greatest(length(a), length(b)))
               + 25 * (1 - levenshtein(zl_dz, addr) / greatest(length(zl_dz), length(addr)))
               + CASE WHEN zl_fr = fddbr THEN 15 ELSE 0 END)::BIGINT AS xsd FROM norm)
SELECT 'XS' || lpad(no::VARCHAR, 3, '0') AS db, zl_mc, zl_dz, zl_fr, qymc AS sj_mc, addr AS sj_dz, fddbr AS sj_fr, xsd,
       CASE WHEN no <= 80 THEN CASE WHEN same THEN '同一企业' ELSE '不是同一企业' END END AS hd,
       CASE WHEN no <= 80 THEN CASE WHEN same THEN 'Same firm' ELSE 'Another firm' END END AS hd_en, kind, same
FROM scored ORDER BY 1
