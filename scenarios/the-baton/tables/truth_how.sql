-- What each department did for the figure: three split data sets, three asked for praise, three closed tickets early, three did neither.
WITH ranked AS (SELECT id, row_number() OVER (ORDER BY draw('how', id), id) AS r FROM bm)
SELECT id, CASE (r - 1) // 3 WHEN 0 THEN 'split' WHEN 1 THEN 'praise' WHEN 2 THEN 'close' ELSE 'honest' END AS how,
       CASE WHEN r = 10 THEN 'many' WHEN r = 11 THEN 'loved' WHEN r = 12 THEN 'quick' ELSE '' END AS looks
FROM ranked ORDER BY id
