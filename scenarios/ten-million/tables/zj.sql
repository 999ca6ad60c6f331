-- What the city can spend, before and after the notice; perturbed worlds go the other way round.
SELECT * FROM (VALUES
  ('first', '年初额度', 'At the start', CASE WHEN perturbed() THEN 700 ELSE 1000 END),
  ('second', '合同签订前调整后的额度', 'After the notice, before contracts', CASE WHEN perturbed() THEN 1000 ELSE 700 END)) t(jd, mc, mc_en, je)
ORDER BY jd
