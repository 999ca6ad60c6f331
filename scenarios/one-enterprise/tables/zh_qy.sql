WITH ranked AS (
  SELECT *, row_number() OVER (PARTITION BY role ORDER BY n) AS k, count(*) OVER () AS every FROM truth.qy),
twice AS (
  SELECT *, CASE WHEN role = 'renamed' AND k <= 4 THEN 'renamed' WHEN role = 'moved' AND k <= 2 THEN 'moved'
                 WHEN role = 'edge' AND k <= 1 THEN 'letter'
                 WHEN role = 'plain' AND k <= round(every * 0.07) - 7 THEN 'style' END AS cause FROM ranked),
first_ AS (
  SELECT tyshxydm, 1 AS part, qymc, tyshxydm AS code, cause, role, jyzt, qm, tax_staff, fund_staff, switch FROM twice
  UNION ALL
  SELECT tyshxydm, 2, CASE cause WHEN 'renamed' THEN old_name
                                 WHEN 'style' THEN replace(replace(regexp_replace(qymc, '有限责任公司$|有限公司$', '公司'), '（', '('), '）', ')')
                                 ELSE qymc END,
         CASE cause WHEN 'letter' THEN substr(tyshxydm, 1, 4) || regexp_replace(regexp_replace(substr(tyshxydm, 5), '^([^01]*)0', '\1O'), '^([^01O]*)1', '\1I')
                    WHEN 'moved' THEN substr(tyshxydm, 1, 2) || moved_to || substr(tyshxydm, 9)
                    ELSE NULL END,
         cause, role, jyzt, qm, tax_staff, fund_staff, switch
  FROM twice WHERE cause IS NOT NULL)
SELECT 'ZH' || lpad(row_number() OVER (ORDER BY draw('base', tyshxydm || part), tyshxydm, part)::VARCHAR, 4, '0') AS zh_id,
       qymc, code AS tyshxydm,
       CASE WHEN role IN ('revoked', 'closed') THEN '在营' ELSE jyzt END AS zt,
       round((qm + tax_staff + coalesce(fund_staff, tax_staff)) / 3.0)::BIGINT AS rs,
       CASE WHEN role = 'moved' THEN CASE WHEN part = 2 THEN 12 - switch WHEN cause IS NULL THEN 12 - switch ELSE switch END
            WHEN role = 'gap' OR role = 'arrears' THEN 11 WHEN role = 'new' THEN 9 WHEN role = 'unknown' THEN 10 ELSE 12 END AS ys,
       CASE WHEN role IN ('repaired', 'listed') THEN '是' ELSE '否' END AS sx,
       CASE cause WHEN 'renamed' THEN '改名前后各一条' WHEN 'moved' THEN '迁移后换了单位编号' WHEN 'letter' THEN '代码混入字母' WHEN 'style' THEN '名称写法不同' END AS cf,
       CASE cause WHEN 'renamed' THEN 'Old and new name' WHEN 'moved' THEN 'New unit number on moving' WHEN 'letter' THEN 'Letter in the code' WHEN 'style' THEN 'Name written differently' END AS cf_en,
       CASE WHEN cause IS NOT NULL THEN 'P' || lpad(dense_rank() OVER (ORDER BY cause IS NULL, tyshxydm)::VARCHAR, 2, '0') END AS cfz
FROM first_ ORDER BY 1
