-- One row per application: what is true of it, and everything the visible tables are cut from.
WITH numbered AS (
  SELECT n, row_number() OVER (ORDER BY draw('kind', n), n) AS r FROM range(1, 3001) AS t(n)),
size(kind, upto) AS (
  SELECT kind, sum(members) OVER (ORDER BY place) FROM (VALUES
    (1, 'shell', 120), (2, 'timeout', CASE WHEN perturbed() THEN 180 ELSE 90 END), (3, 'overseas', 120),
    (4, 'name', 45), (5, 'moved', 60), (6, 'backpay', 75), (7, 'short', 60), (8, 'over-age', 30),
    (9, 'age-edge', 30), (10, 'late', 30), (11, 'late-edge', 18), (12, 'paid', 24), (13, 'college', 36),
    (14, 'no-record', 15), (15, 'closed', 24), (16, 'old-ledger', 9)) AS s(place, kind, members)),
kinds AS (
  SELECT n, coalesce((SELECT min_by(kind, upto) FROM size WHERE upto >= r), 'plain') AS kind FROM numbered),
days AS (
  SELECT rq, row_number() OVER (ORDER BY rq) - 1 AS day FROM cal
  WHERE sfgzr AND rq BETWEEN DATE '2027-01-25' AND DATE '2027-02-26'),
places(code, zh, en, town, county) AS (VALUES
  ('290104', '松岚区', 'Songlan', 0.34, 0.10), ('290102', '青屿区', 'Qingyu', 0.56, 0.15),
  ('290103', '棠溪区', 'Tangxi', 0.72, 0.20), ('290181', '霁川市', 'Jichuan', 0.84, 0.26),
  ('290121', '云麓县', 'Yunlu', 0.93, 0.66), ('290122', '望川县', 'Wangchuan', 1.0, 1.0)),
first AS (
  SELECT n, kind, (draw_int('day', n, 0, 109) // 5)::BIGINT AS day,
         draw('place', n) AS at, draw('degree', n) AS deg,
         CASE kind WHEN 'shell' THEN CASE WHEN draw('stratum', n) < CASE WHEN perturbed() THEN 0.25 ELSE 0.5 END THEN 'new'
                                          WHEN draw('stratum', n) < 0.82 THEN 'agency' ELSE 'private' END
              ELSE CASE WHEN draw('stratum', n) < 0.10 THEN 'new' WHEN draw('stratum', n) < 0.28 THEN 'agency'
                        WHEN draw('stratum', n) < 0.76 THEN 'private' ELSE 'public' END END AS stratum,
         CASE WHEN kind = 'over-age' THEN 36 + draw_int('age', n, 0, 3)
              WHEN kind = 'age-edge' THEN 35
              ELSE 22 + floor(9 * draw('age', n) * draw('age2', n))::BIGINT END AS age,
         CASE WHEN kind = 'age-edge' THEN draw_int('birthday', n, 3, 50)
              WHEN kind = 'over-age' THEN draw_int('birthday', n, 300, 360) ELSE draw_int('birthday', n, 60, 330) END AS to_birthday,
         CASE kind WHEN 'moved' THEN 7 + draw_int('months', n, 0, 5) WHEN 'backpay' THEN 6 + draw_int('months', n, 0, 2)
                   WHEN 'short' THEN 3 + draw_int('months', n, 0, 2)
                   ELSE CASE WHEN draw('months', n) < 0.6 THEN 6 WHEN draw('months', n) < 0.75 THEN 7 ELSE 17 + draw_int('more', n, 0, 2) END END AS months_all,
         draw_int('broken', n, 1, 4) AS broken,
         CASE kind WHEN 'late' THEN 38 + draw_int('gap', n, 0, 20) WHEN 'late-edge' THEN 36
                   ELSE CASE WHEN draw('soon', n) < 0.8 THEN draw_int('gap', n, 0, 1) ELSE draw_int('gap', n, 2, 9) END END AS gap,
         CASE WHEN kind <> 'timeout' THEN '' WHEN draw('source', n) < 0.6 THEN 'degree'
              WHEN draw('source', n) < 0.8 THEN 'identity' ELSE 'firm' END AS silent
  FROM kinds),
second AS (
  SELECT f.*, d.rq AS filed, p.code, p.zh AS place, p.en AS place_en,
         p.code IN ('290121', '290122') AS county,
         (d.rq - (age * INTERVAL 1 YEAR) - ((365 - to_birthday) * INTERVAL 1 DAY))::DATE AS born,
         CASE kind WHEN 'moved' THEN broken WHEN 'backpay' THEN greatest(3, months_all - broken - 2) ELSE months_all END AS months_unit,
         CASE kind WHEN 'backpay' THEN greatest(3, months_all - broken - 2) ELSE months_all END AS months_firm,
         CASE WHEN kind = 'college' THEN 'college' WHEN deg < 0.85 THEN 'bachelor' WHEN deg < 0.975 THEN 'master' ELSE 'doctor' END AS degree,
         CASE stratum WHEN 'new' THEN 0 WHEN 'agency' THEN 60 WHEN 'private' THEN 110 ELSE 270 END
         + CASE WHEN kind = 'shell' THEN draw_int('firm', n, 1, CASE stratum WHEN 'new' THEN 8 WHEN 'agency' THEN 5 ELSE 4 END)
                ELSE CASE stratum WHEN 'new' THEN draw_int('firm', n, 9, 60) WHEN 'agency' THEN draw_int('firm', n, 6, 50)
                                  WHEN 'private' THEN draw_int('firm', n, 5, 160) ELSE draw_int('firm', n, 1, 30) END END AS firm,
         CASE kind WHEN 'overseas' THEN draw('truth', n) < 0.9 WHEN 'no-record' THEN draw('truth', n) < 0.4
                   ELSE kind IN ('plain', 'timeout', 'name', 'moved', 'age-edge', 'late-edge', 'old-ledger') END AS eligible,
         round(1 / (1 + exp(1.0 - 0.474 * (draw_normal('risk', n)
               + CASE WHEN kind = 'shell' THEN CASE WHEN perturbed() THEN 1.9 ELSE 2.3 END ELSE 0 END))), 2) AS risk
  FROM first f JOIN days d USING (day)
  JOIN places p ON CASE WHEN f.kind = 'timeout' THEN p.county ELSE p.town END =
       (SELECT min(CASE WHEN f.kind = 'timeout' THEN q.county ELSE q.town END) FROM places q
        WHERE CASE WHEN f.kind = 'timeout' THEN q.county ELSE q.town END > f.at))
SELECT 'T' || lpad(n::VARCHAR, 4, '0') AS sqbh, n, kind, kind = 'shell' AS shell, eligible,
       kind IN ('plain', 'moved', 'age-edge', 'late-edge') AS proven,
       kind IN ('backpay', 'short', 'over-age', 'late', 'paid', 'college', 'closed') AS contrary,
       silent, day, filed, born, age, degree, months_all, months_unit, months_firm, gap, stratum, firm,
       code, place, place_en, county, risk,
       CASE degree WHEN 'doctor' THEN 30000 WHEN 'master' THEN 25000 ELSE 15000 END AS amount
FROM second ORDER BY n
