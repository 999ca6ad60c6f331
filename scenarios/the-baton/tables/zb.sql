-- Last year's six measures: their weight, and how departments and citizens stand to each.
SELECT * FROM (VALUES
  ('quantity', '数据集数量', 'Number of data sets', 40, 0.8, 4.0, 0.8, 0.5),
  ('logins', '应用登录次数', 'App logins', 20, 0.3, 5.0, 0.5, 0.8),
  ('timely', '按期供数', 'Data supplied on time', 15, 2.0, 2.0, 1.2, 0.0),
  ('quality', '校核闭环', 'Corrections seen through', 10, 3.0, 1.0, 2.0, 0.0),
  ('service', '群众办事体验', 'Citizens'' experience', 10, 3.5, 1.0, 2.0, 0.0),
  ('security', '数据安全', 'Data security', 5, 2.0, 1.0, 1.5, 0.0)
) AS t(id, zh, en, qz, b, a, c, f)
