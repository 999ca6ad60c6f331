-- How often the present dashboard wall was opened, week by week since it was built.
SELECT w.n::INT AS zhou, (DATE '2026-01-05' + 7 * (w.n - 1)::INT) AS rq,
       greatest(1, round(46 * exp(-w.n / 9.0) + 4 + 2.5 * draw_normal('wall', w.n)))::INT AS dk,
       greatest(0, round(9 * exp(-w.n / 12.0) + 1 * draw_normal('wall/leader', w.n)))::INT AS ld
FROM range(1, 53) w(n) ORDER BY w.n
