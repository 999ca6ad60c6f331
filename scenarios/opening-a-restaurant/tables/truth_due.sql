-- Last lawful days: the day of acceptance is day 0, and only working days count.
WITH asked AS (
  SELECT id, slrq, CASE lx WHEN 'joint' THEN 45 WHEN 'extended' THEN 60 WHEN 'single' THEN 20
                           WHEN 'fire' THEN 10 ELSE 3 END AS days
  FROM qx
),
worked AS (SELECT rq, sum(sfgzr::INT) OVER (ORDER BY rq) AS n, sfgzr FROM rl),
due AS (
  SELECT a.id, w.n - f.n AS away, w.rq, a.days
  FROM asked a JOIN worked f ON f.rq = a.slrq JOIN worked w ON w.sfgzr AND w.rq > a.slrq
)
SELECT id, max(rq) FILTER (away = days) AS due, max(rq) FILTER (away = days - 1) AS half_low,
       max(rq) FILTER (away = days + 1) AS half_high
FROM due GROUP BY id ORDER BY id
