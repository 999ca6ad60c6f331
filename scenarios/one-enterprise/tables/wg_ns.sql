SELECT t.tyshxydm AS nsrsbh, t.qymc AS nsrmc,
       CASE WHEN t.role = 'closed' AND t.n > 1 THEN '注销' ELSE '正常' END AS nsrzt, s.ssq,
       CASE WHEN t.role = 'shell' THEN 0 WHEN s.ssq = '2026Q4' THEN t.tax_staff
            ELSE greatest(1, t.tax_staff + draw_int('tax-move', t.tyshxydm, -2, 2)) END AS gz_rs,
       CASE WHEN t.role = 'shell' THEN 0
            ELSE round(t.tax_staff * 3 * (4200 + 4800 * draw('pay', t.tyshxydm))
                       / CASE WHEN s.ssq = '2026Q4' AND t.role = 'plain' AND t.n % 19 = 0 THEN 10000 ELSE 1 END, 2) END AS gz_je
FROM truth.qy t, (VALUES ('2026Q3'), ('2026Q4')) AS s(ssq)
ORDER BY 1, 4
