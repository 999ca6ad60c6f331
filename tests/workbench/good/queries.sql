SELECT * FROM rk LIMIT 10
;;
SELECT count(*) AS n FROM rk
;;
SELECT hjqhdm, count(*) AS n FROM rk GROUP BY hjqhdm ORDER BY n DESC
;;
SELECT hjqhdm, count(*) FROM rk GROUP BY 1 HAVING count(*) > 10 ORDER BY 2 DESC LIMIT 5 OFFSET 1
;;
FROM rk
;;
FROM rk SELECT xm, csrq WHERE ryzt = '1' ORDER BY csrq
;;
TABLE cal
;;
VALUES (1, 'a'), (2, 'b')
;;
SELECT DISTINCT ryzt FROM rk
;;
SELECT DISTINCT ON (hjqhdm) hjqhdm, xm FROM rk ORDER BY hjqhdm, csrq
;;
SELECT r.xm, s.swrq FROM rk r JOIN sw s ON s.zjhm = r.gmsfhm
;;
SELECT r.gmsfhm FROM rk r LEFT JOIN sw s ON s.zjhm = r.gmsfhm WHERE s.zjhm IS NULL
;;
SELECT count(*) FROM rk r FULL JOIN yb y USING (gmsfhm)
;;
SELECT gmsfhm FROM rk SEMI JOIN jy USING (gmsfhm)
;;
SELECT gmsfhm FROM rk ANTI JOIN jy USING (gmsfhm)
;;
SELECT gmsfhm FROM rk WHERE gmsfhm IN (SELECT gmsfhm FROM jy)
;;
SELECT gmsfhm FROM rk r WHERE EXISTS (SELECT 1 FROM sw s WHERE s.zjhm = r.gmsfhm)
;;
SELECT gmsfhm FROM rk WHERE NOT gmsfhm = ANY (SELECT zjhm FROM sw WHERE zjhm IS NOT NULL)
;;
SELECT xm, (SELECT count(*) FROM jy j WHERE j.gmsfhm = r.gmsfhm) AS jobs FROM rk r LIMIT 20
;;
WITH grown AS (SELECT * FROM rk WHERE csrq < DATE '2009-03-01') SELECT count(*) FROM grown
;;
WITH a AS (SELECT gmsfhm FROM rk), b AS MATERIALIZED (SELECT gmsfhm FROM yb) SELECT count(*) FROM a JOIN b USING (gmsfhm)
;;
WITH RECURSIVE days AS (SELECT DATE '2027-03-01' AS d UNION ALL SELECT d + 1 FROM days WHERE d < DATE '2027-03-10') SELECT d::DATE FROM days
;;
SELECT gmsfhm FROM yb UNION SELECT gmsfhm FROM jy
;;
SELECT gmsfhm FROM yb UNION ALL BY NAME SELECT gmsfhm, djbh FROM jy
;;
SELECT gmsfhm FROM yb INTERSECT SELECT gmsfhm FROM jy
;;
SELECT gmsfhm FROM yb EXCEPT SELECT gmsfhm FROM jy ORDER BY 1 LIMIT 3
;;
SELECT gmsfhm, ym, jfjs, lag(jfjs) OVER (PARTITION BY gmsfhm ORDER BY ym) AS before FROM rs_jf
;;
SELECT gmsfhm, sum(jfjs) OVER (PARTITION BY gmsfhm ORDER BY ym ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM rs_jf
;;
SELECT gmsfhm, rank() OVER w, dense_rank() OVER w, ntile(4) OVER w, percent_rank() OVER w FROM rs_jf WINDOW w AS (PARTITION BY ym ORDER BY jfjs)
;;
SELECT gmsfhm, first_value(jfjs) OVER (PARTITION BY gmsfhm ORDER BY ym), last_value(jfjs) OVER (PARTITION BY gmsfhm) FROM rs_jf
;;
SELECT * FROM jy QUALIFY row_number() OVER (PARTITION BY gmsfhm ORDER BY qsrq DESC) = 1
;;
SELECT hjqhdm, xbdm, count(*) FROM rk GROUP BY GROUPING SETS ((hjqhdm, xbdm), (hjqhdm), ())
;;
SELECT hjqhdm, xbdm, grouping(hjqhdm), count(*) FROM rk GROUP BY ROLLUP (hjqhdm, xbdm)
;;
SELECT hjqhdm, xbdm, count(*) FROM rk GROUP BY CUBE (hjqhdm, xbdm)
;;
SELECT hjqhdm, xbdm, count(*) FROM rk GROUP BY ALL ORDER BY ALL
;;
PIVOT (SELECT hjqhdm, xbdm FROM rk) ON xbdm IN ('1', '2') USING count(*)
;;
SELECT * FROM (PIVOT rs_jf ON xzlx IN ('110', '120') USING sum(jfjs) AS s GROUP BY ym)
;;
SELECT * FROM rs_jf PIVOT (sum(jfjs) FOR xzlx IN ('110', '120') GROUP BY ym)
;;
UNPIVOT (SELECT gjjzh, jcje, ye FROM gjj) ON jcje, ye INTO NAME what VALUE amount
;;
SELECT j.djbh, c.bz FROM jy j ASOF JOIN cal c ON j.qsrq >= c.rq
;;
SELECT list_transform([1, 2, 3], lambda x: x + 1), list_filter([1, 2, 3], lambda x: x > 1)
;;
SELECT list_transform(string_split(sjx, '、'), x -> trim(x)) FROM ml
;;
SELECT zy_id, unnest(string_split(sjx, '、')) AS field FROM ml
;;
SELECT m.zy_id, u.f FROM ml m, unnest(string_split(m.sjx, '、')) AS u(f)
;;
SELECT [x * 2 for x in [1, 2, 3] if x > 1], [1, 2, 3][1], [1, 2, 3][1:2], {'a': 1}.a, MAP {'k': 2}['k']
;;
SELECT gmsfhm, list(ym ORDER BY ym) AS months, count(DISTINCT dwbh) FROM rs_jf GROUP BY gmsfhm
;;
SELECT qhdm, count(*) FILTER (myd <= 2) AS bad, count(*) FILTER (WHERE myd >= 4) AS good FROM gd GROUP BY qhdm
;;
SELECT bldw, round(avg(blts), 1), median(blts), quantile_cont(blts, 0.9), stddev(blts), mode(sqlb) FROM gd GROUP BY bldw
;;
SELECT string_agg(DISTINCT sqlb, '、' ORDER BY sqlb) FROM gd
;;
SELECT arg_max(xm, csrq), max_by(xm, csrq), any_value(xm), bool_or(ryzt = '1') FROM rk
;;
SELECT gmsfhm FROM rk WHERE NOT regexp_full_match(gmsfhm, '\d{17}[\dX]')
;;
SELECT regexp_replace(hjdz, '\d+号', '＊号'), regexp_extract(hjdz, '(\d+)组', 1) FROM rk
;;
SELECT xm FROM rk WHERE xm LIKE '王%' OR xm ILIKE '%o%' OR xm SIMILAR TO '李.' OR xm ~ '□'
;;
SELECT xm FROM rk WHERE xm NOT LIKE '王%' AND xm NOT IN ('李明', '赵刚') AND csrq BETWEEN DATE '1950-01-01' AND DATE '1960-12-31'
;;
SELECT lxdh, replace(lxdh, '*', ''), length(lxdh), left(lxdh, 3), right(lxdh, 4), lpad(qhdm, 8, '0') FROM gd
;;
SELECT upper('a') || lower('B') || trim(' c ') || concat('d', 1) || concat_ws('-', 'e', 'f')
;;
SELECT substr(gmsfhm, 7, 8), substring(gmsfhm FROM 7 FOR 8), position('29' IN gmsfhm), starts_with(gmsfhm, '29') FROM rk
;;
SELECT levenshtein('王小明', '王晓明'), jaro_winkler_similarity(a.xm, b.xm) FROM rk a JOIN sw b ON a.gmsfhm = b.zjhm
;;
SELECT year(csrq), month(csrq), date_part('year', csrq), extract(dow FROM csrq), dayname(csrq) FROM rk
;;
SELECT date_diff('day', slrq, bjsj), slrq + INTERVAL 5 DAY, slrq + 5, bjsj - slrq, date_trunc('month', slrq) FROM gd
;;
SELECT age(DATE '2027-03-01', csrq), date_diff('year', csrq, DATE '2027-03-01') FROM rk
;;
SELECT strftime(slrq, '%Y-%m'), strptime('2027-03-01', '%Y-%m-%d'), try_strptime('x', '%Y'), make_date(2027, 3, 1), last_day(slrq) FROM gd
;;
SELECT TRY_CAST(substr(gmsfhm, 7, 4) AS INTEGER), CAST(jfjs AS DOUBLE) / 100, jfjs::DECIMAL(12, 2), jfjs::VARCHAR FROM rk JOIN rs_jf USING (gmsfhm)
;;
SELECT CASE WHEN jfjs > 10000 THEN '高' WHEN jfjs > 5000 THEN '中' ELSE '低' END AS level, count(*) FROM rs_jf GROUP BY level
;;
SELECT CASE xbdm WHEN '1' THEN '男' WHEN '2' THEN '女' END, coalesce(zxyy, '无'), nullif(ryzt, '1'), ifnull(zxyy, ''), if(ryzt = '1', 1, 0) FROM rk
;;
SELECT count(*) FROM rk WHERE zxrq IS NULL AND zxyy IS NOT DISTINCT FROM NULL AND (ryzt = '1') IS NOT FALSE
;;
SELECT 7 // 2, 7 % 2, 2 ** 3, -5, abs(-5), round(2.345, 2), ceil(1.2), floor(1.8), greatest(1, 2), least(1, 2), sqrt(2), ln(2)
;;
SELECT * EXCLUDE (hjdz) FROM rk LIMIT 1
;;
SELECT * REPLACE (left(xm, 1) || '某' AS xm) FROM rk LIMIT 1
;;
SELECT * RENAME (xm AS name) FROM rk LIMIT 1
;;
SELECT COLUMNS('.*rq') FROM rk LIMIT 1
;;
SELECT min(COLUMNS(*)) FROM cal
;;
SUMMARIZE rk
;;
SUMMARIZE SELECT jfjs FROM rs_jf
;;
DESCRIBE rk
;;
SELECT * FROM range(5) t(i), generate_series(1, 2) s(j)
;;
SELECT r.rq, count(g.gdbh) FROM (SELECT unnest(generate_series(DATE '2026-03-01', DATE '2026-03-31', INTERVAL 1 DAY))::DATE AS rq) r LEFT JOIN gd g ON g.slrq = r.rq GROUP BY r.rq ORDER BY r.rq
;;
SELECT d.jtbh, x.n FROM dbjt d, LATERAL (SELECT count(*) AS n FROM hd h WHERE h.jtbh = d.jtbh) x
;;
SELECT corr(jcje, ye), regr_slope(ye, jcje), covar_samp(jcje, ye) FROM gjj
;;
SELECT histogram(myd), approx_count_distinct(gdbh), count_if(myd = 5), entropy(sqlb) FROM gd
;;
SELECT md5(gmsfhm), hash(gmsfhm) % 10, sha256('a'), hex('a') FROM rk LIMIT 2
;;
SELECT visible.rk.xm FROM visible.rk LIMIT 1
;;
SELECT xm AS 姓名, csrq AS "出生 日期" FROM rk WHERE xm = '王，小；明' -- 这里，是注释；
;;
SELECT xm /* 姓名，注释 */ FROM rk LIMIT 1;
;;
SELECT #1 FROM (SELECT 1 AS a, 2 AS b)
;;
SELECT a, a + 1 AS b, b * 2 AS c FROM (SELECT 3 AS a)
;;
SELECT xm, FROM rk LIMIT 1
;;
SELECT count(*) FROM rk LIMIT 10%
;;
SELECT sum(n) FROM (SELECT count(*) AS n FROM rk UNION ALL SELECT count(*) FROM sw)
;;
SELECT typeof(1), 1 = 1.0, 'a' < 'b', true AND NOT false, 1 <> 2, 3 != 4
;;
SELECT gmsfhm, jfjs, avg(jfjs) OVER (PARTITION BY dwbh) AS mean FROM rs_jf WHERE ym >= '202601' ORDER BY jfjs DESC NULLS LAST
;;
SELECT xm COLLATE NOCASE FROM rk ORDER BY xm COLLATE NOCASE LIMIT 3
