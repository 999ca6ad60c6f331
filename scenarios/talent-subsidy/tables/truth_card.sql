-- People whose outcome is told afterwards.
WITH wanted(place, part, kind) AS (VALUES
  (1, 'timeout', 'timeout'), (2, 'overseas', 'overseas'), (3, 'moved', 'moved'), (4, 'edge', 'age-edge'),
  (5, 'plain', 'plain'), (6, 'backpay', 'backpay'), (7, 'neighbour', 'shell')),
ranked AS (
  SELECT w.place, w.part, a.n, a.age, a.place AS qu, a.place_en AS qu_en, s.xm, s.dwmc, a.amount,
         row_number() OVER (PARTITION BY w.part ORDER BY draw('card', a.n)) AS turn
  FROM truth.apply a JOIN wanted w USING (kind) JOIN sq s USING (sqbh)
  WHERE a.sqbh NOT IN (SELECT sqbh FROM al) AND (a.kind <> 'timeout' OR (a.county AND a.silent = 'degree'))
    AND (a.kind <> 'plain' OR (a.county AND a.risk < 0.28)))
SELECT part, xm AS name, age::BIGINT AS age, '澜津市' || qu AS city, qu_en || ', Lanjin' AS city_en, dwmc AS firm, amount::BIGINT AS amount
FROM ranked WHERE turn = 1 ORDER BY place
