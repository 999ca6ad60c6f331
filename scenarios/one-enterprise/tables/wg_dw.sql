WITH unit AS (
  SELECT tyshxydm, coalesce(old_name, qymc) AS dwmc, CASE WHEN role = 'moved' THEN moved_to ELSE home END AS qhdm,
         clrq + draw_int('since', tyshxydm, 10, 80)::INT AS cbrq, '参保' AS cbzt, 1 AS part, role, switch FROM truth.qy
  UNION ALL
  SELECT tyshxydm, qymc, home, clrq + draw_int('since', tyshxydm, 10, 80)::INT, '注销', 0, role, switch
  FROM truth.qy WHERE role = 'moved'),
numbered AS (
  SELECT *, row_number() OVER (ORDER BY draw('unit', tyshxydm || part), tyshxydm, part) AS k FROM unit)
SELECT '29' || lpad((k * 11 + draw_int('number', tyshxydm || part, 0, 10))::VARCHAR, 8, '0') AS dwbh,
       CASE WHEN role <> 'plain' OR draw('style', tyshxydm) > 0.14 THEN dwmc
            WHEN dwmc LIKE '%（%' THEN replace(replace(dwmc, '（', '('), '）', ')')
            ELSE regexp_replace(dwmc, '有限责任公司$|有限公司$', '公司') END AS dwmc,
       tyshxydm, qhdm,
       CASE WHEN role = 'moved' AND part = 1 THEN make_date(2026 + (2 + switch) // 12, (2 + switch) % 12 + 1, 6)
            WHEN role = 'new' THEN DATE '2026-06-15' ELSE cbrq END::DATE AS cbrq, cbzt
FROM numbered ORDER BY 1
