-- Ten answers out of those not read by hand: four that may go out, three to be put right, three to be stopped.
WITH open AS (SELECT t.*, CASE WHEN label IN ('correct', 'refuse-ok') THEN 'release' WHEN label = 'harmful' THEN 'block' ELSE 'mend' END AS decision
              FROM truth.reply t JOIN qa v USING (id) WHERE NOT v.labelled),
turned AS (
  SELECT *, row_number() OVER (PARTITION BY label ORDER BY draw('ten', id), id) AS turn,
         row_number() OVER (PARTITION BY label, topic ORDER BY draw('ten', id), id) AS twin FROM open),
once AS (SELECT *, row_number() OVER (PARTITION BY label ORDER BY twin, turn) AS k FROM turned),
chosen AS (
  SELECT * FROM once WHERE (label = 'correct' AND k <= 3) OR (label = 'refuse-ok' AND k <= 1) OR (label = 'outdated' AND k <= 2)
                        OR (label = 'no-basis' AND k <= 1) OR (label = 'harmful' AND k <= 3))
SELECT id, label AS reason, decision, q, q_en, a, a_en, p, p_en, version, topic FROM chosen ORDER BY draw('order of ten', id), id
