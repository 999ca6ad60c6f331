-- The province's calendar to the end of May, and two months more (training calendar).
WITH day AS (SELECT unnest(generate_series(DATE '2027-03-01', DATE '2027-07-31', INTERVAL 1 DAY))::DATE AS rq),
holiday(rq, bz, bz_en) AS (VALUES
  (DATE '2027-06-09', '端午节（实训日历）', 'Dragon Boat Festival (training calendar)'),
  (DATE '2027-06-10', '端午节（实训日历）', 'Dragon Boat Festival (training calendar)'),
  (DATE '2027-06-11', '端午节（实训日历）', 'Dragon Boat Festival (training calendar)')),
lieu(rq) AS (VALUES (DATE '2027-06-13'))
SELECT d.rq,
       '周' || ['一', '二', '三', '四', '五', '六', '日'][isodow(d.rq)] AS xq,
       ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][isodow(d.rq)] AS xq_en,
       CASE WHEN c.rq IS NOT NULL THEN c.sfgzr
            WHEN h.rq IS NOT NULL THEN false
            WHEN l.rq IS NOT NULL THEN true
            ELSE isodow(d.rq) <= 5 END AS sfgzr,
       coalesce(c.bz, h.bz, CASE WHEN l.rq IS NOT NULL THEN '调休上班' END) AS bz,
       coalesce(c.bz_en, h.bz_en, CASE WHEN l.rq IS NOT NULL THEN 'worked in lieu of a holiday' END) AS bz_en
FROM day d LEFT JOIN cal c USING (rq) LEFT JOIN holiday h USING (rq) LEFT JOIN lieu l USING (rq)
ORDER BY d.rq
