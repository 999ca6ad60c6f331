-- Twelve months of contributions for each of the fifteen.
SELECT l.id, l.xm, strftime(DATE '2026-12-01' - (k * INTERVAL 1 MONTH), '%Y-%m') AS ym,
       CASE WHEN k < a.months_unit THEN '正常，现单位编号' WHEN k < a.months_firm THEN '正常，原单位编号（同一信用代码）'
            WHEN k < a.months_all THEN '补缴' ELSE '未参保' END AS jf,
       CASE WHEN k < a.months_unit THEN 'Regular, present unit number' WHEN k < a.months_firm THEN 'Regular, former number, same credit code'
            WHEN k < a.months_all THEN 'Back payment' ELSE 'Not insured' END AS jf_en
FROM al l JOIN truth.apply a USING (sqbh), range(12) AS m(k)
ORDER BY l.id, ym
