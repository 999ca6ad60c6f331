-- What the departments' interfaces answered, one row per application; codes are explained in the headings.
SELECT sqbh,
       CASE WHEN silent = 'degree' THEN 'timeout' WHEN kind = 'overseas' THEN 'overseas' WHEN kind = 'college' THEN 'below'
            WHEN kind = 'no-record' THEN 'none' ELSE 'ok' END AS xl_hy,
       CASE WHEN silent = 'identity' THEN 'timeout' WHEN kind = 'name' THEN 'variant' ELSE 'ok' END AS sf_hy,
       CASE WHEN silent = 'firm' THEN 'timeout' WHEN kind = 'closed' THEN 'closed' ELSE 'open' END AS qy_zt,
       CASE WHEN kind = 'paid' THEN 'paid' WHEN kind = 'old-ledger' THEN 'unknown' ELSE 'never' END AS lq_ls,
       CASE WHEN shell THEN CASE WHEN draw('wage', n) < 0.7 THEN 'no' WHEN draw('wage', n) < 0.8 THEN 'unknown' ELSE 'yes' END
            ELSE CASE WHEN draw('wage', n) < 0.02 THEN 'no' WHEN draw('wage', n) < 0.05 THEN 'unknown' ELSE 'yes' END END AS gz_sb,
       age AS nl, (2027 - year(born))::BIGINT AS nfc, gap AS by_ys,
       months_firm AS lx_xydm, months_unit AS lx_dwbh, months_all AS lx_all,
       CASE WHEN draw('household', n) < 0.55 THEN 'local' ELSE 'other' END AS hj,
       CASE WHEN draw('scan', n) < 0.8 THEN 'yes' ELSE 'no' END AS smj,
       risk AS fxf
FROM truth.apply ORDER BY sqbh
