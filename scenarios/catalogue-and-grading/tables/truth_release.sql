-- Every way to coarsen age, sex, place and class: the smallest group, how varied grades are in it, and the group of record 1.
WITH shown AS (
  SELECT rid, dj,
         [nl::VARCHAR, (nl // 5)::VARCHAR, (nl // 10)::VARCHAR, CASE WHEN nl < 35 THEN 'a' WHEN nl < 60 THEN 'b' ELSE 'c' END, '*'] AS ages,
         [xb, '*'] AS sexes, [sq, xz, '*'] AS places,
         [lb, CASE WHEN lb IN ('听力', '言语') THEN '听力言语' WHEN lb IN ('智力', '精神') THEN '智力精神' ELSE lb END, '*'] AS classes
  FROM pub),
way AS (
  SELECT a, s, p, c FROM range(1, 6) t1(a), range(1, 3) t2(s), range(1, 4) t3(p), range(1, 4) t4(c)),
grouped AS (
  SELECT a, s, p, c, count(*) AS n, count(DISTINCT dj) AS grades, count(DISTINCT dj <= 2) AS severe, bool_or(rid = 1) AS mine
  FROM way, shown GROUP BY a, s, p, c, ages[a], sexes[s], places[p], classes[c])
SELECT ['keep', 'five', 'ten', 'bands', 'suppress'][a] AS age, ['keep', 'suppress'][s] AS sex,
       ['keep', 'town', 'suppress'][p] AS place, ['keep', 'merge', 'suppress'][c] AS class,
       min(n) AS k, min(grades) AS l_keep, min(severe) AS l_severe, count(*) FILTER (WHERE n = 1) AS alone,
       max(n) FILTER (WHERE mine) AS mine
FROM grouped GROUP BY a, s, p, c ORDER BY a, s, p, c
