-- Hands and prices of the season.
SELECT * FROM (VALUES
  ('capacity', '本季能挤出的风险复核量', 'Risk reviews the section can fit in this season', CASE WHEN perturbed() THEN 240 ELSE 360 END, '件', 'cases'),
  ('reviewers', '审核员', 'Reviewers', 8, '人', 'people'),
  ('per-day', '每人每天能办结', 'Cases each closes a day', 8, '件', 'cases'),
  ('backlog', '手头积压（按现有办法要等）', 'Present wait for a decision', 45, '个工作日', 'working days'),
  ('review-cost', '复核一件的成本', 'Cost of one review', 60, '元', 'yuan'),
  ('shell-cost', '一件挂靠冒领的损失', 'Loss from one shell-company claim', 17000, '元', 'yuan'),
  ('caught', '复核一件挂靠，查得出的把握', 'Chance that a review exposes a shell-company claim', 95, '%', '%')
) AS t(id, xm_zh, xm_en, sz, dw, dw_en)
