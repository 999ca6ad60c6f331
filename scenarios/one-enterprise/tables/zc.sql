SELECT * FROM (VALUES
  ('rs_fj', '小企业人数上限（人，按 2026 年 3 月参保人数）', 'Small firm, at most (people insured in March 2026)', 30::DOUBLE),
  ('bz_x', '小企业裁员率不高于（%）', 'Small firm, lay-off rate at most (%)', 20),
  ('bz_d', '其他企业裁员率不高于（%，上年度城镇调查失业率）', 'Other firms, lay-off rate at most (%, last year''s surveyed urban unemployment)', CASE WHEN perturbed() THEN 5.0 ELSE 5.5 END),
  ('ys', '连续足月缴费（个月）', 'Months paid without a break', 12),
  ('je', '返还标准（元/人，按 2027 年 2 月参保人数，教学约定）', 'Amount (yuan a head, people insured in February 2027; training convention)', 600)) AS z(csh, csmc, csmc_en, sz)
ORDER BY csh
