SELECT count(*) FROM rk a, rk b, rk c, rk d
;;
SELECT a.xm, b.xm FROM rk a, rk b, rk c ORDER BY 1, 2
;;
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r
;;
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r, range(1000)) SELECT count(*) FROM r
;;
SELECT list_sort(range(100000000, 0, -1))
;;
SELECT len(range(500000000))
;;
SELECT sum(x) FROM range(100000000000) t(x)
;;
SELECT unnest(range(10000000000))
;;
SELECT levenshtein(string_agg(xm), string_agg(hjdz)) FROM (SELECT a.xm, b.hjdz FROM rk a, rk b LIMIT 100000)
;;
SELECT string_agg(a.hjdz) FROM rk a, rk b, rk c
;;
SELECT list(a.hjdz) FROM rk a, rk b
;;
SELECT array_agg(DISTINCT a.gmsfhm || b.gmsfhm) FROM rk a, rk b
;;
SELECT lpad('x', 900000000, 'y')
;;
SELECT len(rpad('x', 2000000000, 'y'))
;;
SELECT md5(lpad('x', 900000000, 'y'))
;;
SELECT lpad('x', 1000000, 'y') FROM range(1000000)
;;
SELECT replace(lpad('x', 9000000, 'x'), 'x', lpad('y', 1000, 'y'))
;;
SELECT regexp_matches(lpad('a', 100000, 'a'), '(a*)*(a*)*(a*)*b')
;;
SELECT list_transform(range(10000000), lambda x: list_transform(range(100), lambda y: x * y))
;;
SELECT list_reduce(range(100000000), lambda a, b: a + b)
;;
SELECT jaro_winkler_similarity(lpad('a', 1000000, 'b'), lpad('b', 1000000, 'a'))
;;
SELECT damerau_levenshtein(lpad('a', 100000, 'b'), lpad('b', 100000, 'a'))
;;
SELECT jaccard(lpad('a', 100000000, 'b'), lpad('b', 100000000, 'a'))
;;
SELECT histogram(a.gmsfhm || b.gmsfhm) FROM rk a, rk b
;;
SELECT quantile(a.csrq, 0.5) FROM rk a, rk b, rk c
;;
SELECT *, row_number() OVER (ORDER BY a.xm || b.xm) FROM rk a, rk b
;;
SELECT count(*) FROM generate_series(1, 100000000000)
;;
SELECT flatten(list_transform(range(100000), lambda x: range(10000)))
;;
SELECT printf('%900000000d', 1)
;;
SELECT format('{:900000000}', 1)
;;
SELECT list_distinct(range(50000000))
;;
SELECT 10::HUGEINT ** 1000000, factorial(33)
;;
SELECT string_split(lpad('', 50000000, 'a,'), ',')
;;
SELECT concat_ws(',', a, a, a, a) FROM (SELECT lpad('x', 50000000, 'y') AS a)
;;
SELECT max(a.gmsfhm) FROM rk a ASOF JOIN (SELECT b.csrq FROM rk b, rk c, rk d) x ON a.csrq >= x.csrq
;;
SELECT strftime(csrq, lpad('%Y', 10000000, '%Y')) FROM rk
