WITH own AS (
  SELECT *, row_number() OVER (ORDER BY draw('fund-row', tyshxydm), tyshxydm) AS k FROM truth.qy WHERE fund_staff IS NOT NULL)
SELECT '29' || lpad((k * 7)::VARCHAR, 7, '0') AS dwzh, qymc AS dwmc,
       CASE WHEN k % 9 = 0 THEN NULL WHEN k % 9 = 4 THEN substr(tyshxydm, 1, 4) || regexp_replace(regexp_replace(substr(tyshxydm, 5), '^([^01]*)0', '\1O'), '^([^01O]*)1', '\1I')
            ELSE tyshxydm END AS tyshxydm_raw, fund_staff AS jc_rs
FROM own ORDER BY 1
