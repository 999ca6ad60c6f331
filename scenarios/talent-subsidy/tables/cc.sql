-- Four strata of applications that meet every condition, with what last year's inspections found.
WITH usual(place, id, zh, en, stratum, rate, mates) AS (VALUES
  (1, 'new', '成立不满一年的企业', 'Firms under a year old', 'new', CASE WHEN perturbed() THEN 50 ELSE 120 END, 6),
  (2, 'agency', '人力资源公司', 'Staffing agencies', 'agency', CASE WHEN perturbed() THEN 95 ELSE 45 END, 4),
  (3, 'private', '其他民营企业', 'Other private firms', 'private', 12, 7),
  (4, 'public', '国有企业和事业单位', 'State firms and public institutions', 'public', 1, 1))
SELECT u.id, u.zh, u.en, count(*) AS js, round(avg(a.amount))::BIGINT AS je,
       greatest(1, u.rate + draw_int('rate', u.id, -u.rate // 6, u.rate // 6)) AS lv, u.mates AS th
FROM usual u JOIN truth.apply a USING (stratum) WHERE a.proven OR a.shell
GROUP BY u.place, u.id, u.zh, u.en, u.rate, u.mates ORDER BY u.place
