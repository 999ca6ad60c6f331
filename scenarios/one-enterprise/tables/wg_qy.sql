WITH place(code, city, county) AS (VALUES
  ('290102', '澜津市', '青屿区'), ('290103', '澜津市', '棠溪区'), ('290104', '澜津市', '松岚区'),
  ('290121', '澜津市', '云麓县'), ('290122', '澜津市', '望川县'), ('290181', '澜津市', '霁川市'))
SELECT t.tyshxydm, t.zch_old, t.qymc, t.qylx, t.fddbr,
       CASE WHEN p.code IS NULL THEN t.zcdz
            ELSE '云泽省' || p.city || p.county || regexp_extract(t.zcdz, '[^社村]{2,4}[路街巷道]\d+号$') END AS zcdz,
       t.clrq, t.jyzt, t.hylb,
       CASE WHEN p.code IS NULL THEN t.djjg ELSE p.county || '市场监督管理局' END AS djjg,
       t.gxsj, NULL::VARCHAR AS ls_code
FROM truth.qy t LEFT JOIN place p ON p.code = t.moved_to
UNION ALL
SELECT q.tyshxydm, q.zch_old, q.qymc, q.qylx, q.fddbr, q.zcdz, q.clrq, q.jyzt, q.hylb, q.djjg, q.gxsj, f.parent_code
FROM zs_fzjg f JOIN sj_qy q ON q.tyshxydm = f.fz_code WHERE f.parent_code IN (SELECT tyshxydm FROM truth.qy)
ORDER BY 1
