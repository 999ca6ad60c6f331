-- Three hundred test questions: what was asked and answered, what the policy says, and how the answer really stands.
-- Recently changed policies bring outdated answers given with full confidence; one category, another in each world, brings harm.
WITH worst AS (SELECT lb FROM truth.kind ORDER BY draw('worst', lb), lb LIMIT 1),
aged AS (
  SELECT t.*, CASE WHEN high > 1000 THEN 100 * (draw_int('now', topic, low::INT, high::INT) // 100)
                    WHEN high > 100 THEN 10 * (draw_int('now', topic, low::INT, high::INT) // 10)
                    ELSE draw_int('now', topic, low::INT, high::INT) END AS now_n, draw_int('was', topic, 1, 4) AS step,
         row_number() OVER (ORDER BY draw('fresh', topic), topic) <= CASE WHEN perturbed() THEN 6 ELSE 3 END AS recent FROM truth.topic t),
policy AS (
  SELECT *, CASE WHEN recent THEN draw_int('days', topic, 5, 42) ELSE draw_int('days', topic, 95, 700) END AS days,
         CASE WHEN high > 1000 THEN now_n - 100 * step WHEN high > 100 THEN now_n - 10 * step
              WHEN now_n > low + step THEN now_n - step ELSE now_n + step END AS was_n FROM aged),
asked AS (
  SELECT n, CASE WHEN draw('off', n) < 0.07 THEN 'refuse-ok' ELSE 'open' END AS sort,
         't' || lpad(draw_int('topic', n, 1, 18)::VARCHAR, 2, '0') AS topic, draw_normal('conf', n) AS z,
         draw_int('say', n, 1, 4) AS say, draw_int('off text', n, 1, 4) AS off FROM range(1, 301) AS r(n)),
placed AS (
  SELECT a.*, p.lb, (row_number() OVER (PARTITION BY p.lb, a.sort ORDER BY draw('label', n), n) - 0.5) / count(*) OVER (PARTITION BY p.lb, a.sort) AS u
  FROM asked a JOIN policy p USING (topic)),
labelled AS (
  SELECT a.* EXCLUDE (lb), p.lb, p.days, p.recent, p.now_n, p.was_n, p.q, p.q_en, p.a, p.a_en, p.p, p.p_en,
         CASE WHEN a.sort = 'refuse-ok' THEN 'refuse-ok'
              WHEN a.u < CASE WHEN p.lb = w.lb THEN 0.24 ELSE 0 END THEN 'harmful'
              WHEN a.u < CASE WHEN p.recent THEN 0.66 WHEN p.lb = w.lb THEN 0.27 ELSE 0.035 END THEN 'outdated'
              WHEN a.u > 0.91 THEN 'no-basis' ELSE 'correct' END AS label, p.lb = w.lb AS bad_kind
  FROM placed a JOIN policy p USING (topic) CROSS JOIN worst w)
SELECT 'Q' || lpad(l.n::VARCHAR, 3, '0') AS id, l.topic, l.lb, k.lb_en, l.label,
       CASE WHEN l.label = 'refuse-ok' OR l.say = 1 THEN '' WHEN l.say = 2 THEN '请问，' WHEN l.say = 3 THEN '替我妈问一句，' ELSE '人在外地，想问一下，' END || CASE WHEN l.label = 'refuse-ok' THEN o.q ELSE l.q END AS q,
       CASE WHEN l.label = 'refuse-ok' OR l.say = 1 THEN '' WHEN l.say = 2 THEN 'Good morning. ' WHEN l.say = 3 THEN 'My mother asks: ' ELSE 'I am out of town. ' END || CASE WHEN l.label = 'refuse-ok' THEN o.q_en ELSE l.q_en END AS q_en,
       CASE l.label WHEN 'refuse-ok' THEN o.a WHEN 'harmful' THEN replace(l.a, '{}', format('{:,}', l.now_n)) || k.harm
                    WHEN 'no-basis' THEN replace(l.a, '{}', format('{:,}', l.now_n)) || k.made
                    WHEN 'outdated' THEN replace(l.a, '{}', format('{:,}', l.was_n)) ELSE replace(l.a, '{}', format('{:,}', l.now_n)) END AS a,
       CASE l.label WHEN 'refuse-ok' THEN o.a_en WHEN 'harmful' THEN replace(l.a_en, '{}', format('{:,}', l.now_n)) || ' ' || k.harm_en
                    WHEN 'no-basis' THEN replace(l.a_en, '{}', format('{:,}', l.now_n)) || ' ' || k.made_en
                    WHEN 'outdated' THEN replace(l.a_en, '{}', format('{:,}', l.was_n)) ELSE replace(l.a_en, '{}', format('{:,}', l.now_n)) END AS a_en,
       CASE l.label WHEN 'refuse-ok' THEN '不在办事知识库范围内，应当说明不能回答，并提示转人工。' ELSE replace(l.p, '{}', format('{:,}', l.now_n)) END AS p,
       CASE l.label WHEN 'refuse-ok' THEN 'Outside the knowledge base; say that it cannot be answered and offer a person.' ELSE replace(l.p_en, '{}', format('{:,}', l.now_n)) END AS p_en,
       CASE WHEN l.label = 'refuse-ok' THEN NULL ELSE DATE '2027-05-17' - l.days::INT END AS version,
       CASE WHEN l.label = 'refuse-ok' THEN 999 ELSE l.days END AS days,
       round(greatest(0.05, least(0.99, CASE l.label WHEN 'correct' THEN 0.84 + 0.07 * l.z WHEN 'outdated' THEN 0.85 + 0.06 * l.z
             WHEN 'refuse-ok' THEN 0.92 + 0.03 * l.z WHEN 'no-basis' THEN 0.6 + 0.11 * l.z
             ELSE CASE WHEN l.bad_kind THEN 0.8 + 0.08 * l.z ELSE 0.55 + 0.08 * l.z END END)), 2) AS sure
FROM labelled l JOIN truth.kind k USING (lb) JOIN truth.off o ON o.n = l.off ORDER BY l.n
