SELECT csh, mc, mc_en, sz FROM (VALUES
  (1, 'budget-a', '全年经费（元）', 'Budget for the year (yuan)', 55000::BIGINT),
  (2, 'floor-a', '全年方案：每一组的认证率不低于（%）', 'Plan for the year: no group below (%)', CASE WHEN perturbed() THEN 70 ELSE 85 END),
  (3, 'budget-b', '压缩后经费（元）', 'Budget after the cut (yuan)', 30000),
  (4, 'floor-b', '压缩方案：每一组的认证率不低于（%）', 'Plan after the cut: no group below (%)', 45)) AS c(n, csh, mc, mc_en, sz) ORDER BY n
