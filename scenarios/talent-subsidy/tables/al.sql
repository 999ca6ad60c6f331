-- Fifteen applications that wait on the desk, with what is known about each.
WITH wanted(kind, many) AS (VALUES
  ('plain', 1), ('moved', 1), ('age-edge', 1), ('late-edge', 1), ('name', 1), ('backpay', 1), ('short', 1), ('over-age', 1),
  ('paid', 1), ('college', 1), ('timeout', 1), ('overseas', 1), ('shell', 2), ('old-ledger', 1)),
same AS (
  SELECT s.*, count(*) OVER (PARTITION BY dwh) AS mates, count(*) OVER (PARTITION BY yh_tail, dwh) AS cards FROM sq s),
ranked AS (
  SELECT a.kind, a.n, a.silent, a.born, a.filed, a.degree, w.many, s.*, h.* EXCLUDE (sqbh),
         row_number() OVER (PARTITION BY a.kind ORDER BY draw('case', a.n)) AS place
  FROM truth.apply a JOIN wanted w USING (kind) JOIN same s USING (sqbh) JOIN hc h USING (sqbh)
  WHERE (a.kind <> 'shell' OR (h.gz_sb = 'no' AND s.cards >= 2 AND h.fxf >= 0.42)) AND (a.kind = 'shell' OR (h.gz_sb = 'yes' AND h.fxf < 0.4))
    AND (a.kind <> 'timeout' OR a.silent = 'degree') AND (a.kind <> 'name' OR contains(s.xm, '·'))),
taken AS (SELECT *, row_number() OVER (ORDER BY draw('desk', n)) AS seat FROM ranked WHERE place <= many)
SELECT 'c' || lpad(seat::VARCHAR, 2, '0') AS id, sqbh, xm, nl, qu, qu_en,
       xm || '，' || nl || ' 岁，' || qu AS zh, xm || ', ' || nl || ', ' || qu_en AS en,
       CASE xl_hy WHEN 'ok' THEN xl || '，核验一致' WHEN 'below' THEN '核验为专科' WHEN 'overseas' THEN xl || '，境外高校，国内库无记录'
                  ELSE xl || '，接口两次超时' END
       || '；身份' || CASE sf_hy WHEN 'variant' THEN '号码一致，姓名间隔号写法不同' ELSE '一致' END
       || '；以前' || CASE lq_ls WHEN 'paid' THEN '用 15 位旧证号领过一笔' WHEN 'unknown' THEN '领没领过查不到，县里旧台账还没录入' ELSE '没有领过' END
       || '；' || CASE WHEN by_ys = 0 THEN '毕业当月' ELSE '毕业后第 ' || by_ys || ' 个月' END || '参保；连续正常缴费 ' || lx_xydm || ' 个月'
       || CASE WHEN lx_dwbh < lx_xydm THEN '（去年跨区转移，现单位编号下 ' || lx_dwbh || ' 个月，信用代码没变）'
               WHEN lx_all > lx_xydm THEN '（连补缴在内 ' || lx_all || ' 个月）' ELSE '' END
       || CASE WHEN kind IN ('age-edge', 'over-age') THEN '；' || strftime(born, '%Y-%m-%d') || ' 生，' || strftime(filed, '%Y-%m-%d') || ' 申报' ELSE '' END
       || '；单位在营，' || CASE gz_sb WHEN 'yes' THEN '申报了工资' ELSE '没有申报过工资' END
       || '，本批同单位 ' || mates || ' 人' || CASE WHEN cards > 1 THEN '，其中 ' || cards || ' 人收款卡尾号相同' ELSE '' END || '。' AS detail_zh,
       CASE xl_hy WHEN 'ok' THEN xl_en || '''s degree confirmed' WHEN 'below' THEN 'Register shows a college diploma' WHEN 'overseas' THEN xl_en || '''s degree from abroad, not in the national register'
                  ELSE xl_en || '''s degree, interface timed out twice' END
       || '; identity ' || CASE sf_hy WHEN 'variant' THEN 'number agrees, middle dot of the name written differently' ELSE 'confirmed' END
       || '; ' || CASE lq_ls WHEN 'paid' THEN 'paid once before under a 15-digit number' WHEN 'unknown' THEN 'earlier payment unknown, the county''s old ledger is not keyed in' ELSE 'never paid before' END
       || '; insured ' || CASE by_ys WHEN 0 THEN 'in the month of graduation' WHEN 1 THEN 'a month after graduation' ELSE by_ys || ' months after graduation' END || '; ' || lx_xydm || ' regular months in a row'
       || CASE WHEN lx_dwbh < lx_xydm THEN ' (moved district last year: ' || lx_dwbh || ' under the present unit number, same credit code)'
               WHEN lx_all > lx_xydm THEN ' (' || lx_all || ' with back payments)' ELSE '' END
       || CASE WHEN kind IN ('age-edge', 'over-age') THEN '; born ' || strftime(born, '%Y-%m-%d') || ', applied ' || strftime(filed, '%Y-%m-%d') ELSE '' END
       || '; firm open, ' || CASE gz_sb WHEN 'yes' THEN 'wages declared' ELSE 'no wages ever declared' END
       || ', ' || mates || ' applicants from this employer' || CASE WHEN cards > 1 THEN ', ' || cards || ' of them with the same card ending' ELSE '' END || '.' AS detail_en
FROM taken ORDER BY seat
