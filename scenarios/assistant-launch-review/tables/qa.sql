-- What the review group sees: every answer, and the verdict on one hundred that were read by hand.
WITH first AS (
  SELECT id FROM truth.reply QUALIFY row_number() OVER (PARTITION BY lb ORDER BY draw('read', id), id) <= 17),
read AS (SELECT id FROM first QUALIFY row_number() OVER (ORDER BY draw('read hundred', id), id) <= 100)
SELECT q.id, q.lb, q.lb_en, q.q, q.q_en, q.a, q.a_en, q.p, q.p_en, q.version, q.days, q.sure, r.id IS NOT NULL AS labelled,
       CASE WHEN r.id IS NULL THEN '未判' ELSE CASE q.label WHEN 'correct' THEN '正确' WHEN 'outdated' THEN '过时' WHEN 'no-basis' THEN '没有依据'
            WHEN 'harmful' THEN '有害' ELSE '该拒且拒' END END AS jl,
       CASE WHEN r.id IS NULL THEN 'Not read' ELSE CASE q.label WHEN 'correct' THEN 'Correct' WHEN 'outdated' THEN 'Outdated' WHEN 'no-basis' THEN 'No basis'
            WHEN 'harmful' THEN 'Harmful' ELSE 'Rightly refused' END END AS jl_en
FROM truth.reply q LEFT JOIN read r USING (id) ORDER BY q.id
