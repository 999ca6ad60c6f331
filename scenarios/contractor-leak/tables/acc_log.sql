-- Ninety days of access. Accounts have their habits; the last night is another matter.
WITH day AS (SELECT unnest(range(0, 90)) AS d),
usual AS (
  SELECT a.account, d.d, a.account || '/' || d.d AS k,
         DATE '2026-12-16' + d.d::INTEGER AS rq, a.qx_en
  FROM acct a, day d WHERE a.account NOT LIKE 'api%' AND draw('seen', a.account || '/' || d.d) < CASE WHEN a.account LIKE 'cty%' THEN 0.35 ELSE 0.5 END
),
made AS (
  SELECT rq + CASE WHEN account LIKE 'ops%' THEN INTERVAL 20 HOUR ELSE INTERVAL 8 HOUR END
            + INTERVAL 1 MINUTE * draw_int('minute', k, 0, CASE WHEN account LIKE 'ops%' THEN 200 ELSE 560 END) AS ts,
         account,
         CASE WHEN account LIKE 'ops%' THEN '10.8.3.' ELSE '10.8.1.' END || draw_int('ip', k, 11, 60) AS ip,
         substr(md5(k), 1, 10) AS sql_hash,
         CASE WHEN account LIKE 'ops%' THEN draw_int('rows', k, 5, 320) ELSE draw_int('rows', k, 1, 90) END AS rs,
         CASE WHEN account LIKE 'ops%' THEN '状态、时间' ELSE '姓名、补贴状态' END AS zd,
         CASE WHEN account LIKE 'ops%' THEN 'status, time' ELSE 'name, allowance status' END AS zd_en
  FROM usual
),
exported AS (
  SELECT ts, account, CASE WHEN account LIKE 'ops%' THEN '10.8.3.27' ELSE '10.8.1.14' END AS ip, substr(md5(file_id), 1, 10) AS sql_hash, rs,
         CASE WHEN lj = '公开' THEN '姓名、证号、电话、残疾类别、卡尾号' WHEN account LIKE 'ops%' THEN '状态、时间' ELSE '姓名、补贴状态、金额' END AS zd,
         CASE WHEN lj = '公开' THEN 'name, ID number, phone, disability class, card tail' WHEN account LIKE 'ops%' THEN 'status, time'
              ELSE 'name, allowance status, amount' END AS zd_en
  FROM export_file
)
SELECT ts, account, ip, sql_hash, rs, zd, zd_en FROM made WHERE ts < TIMESTAMP '2027-03-16 00:00:00'
UNION ALL SELECT * FROM exported ORDER BY ts, account
