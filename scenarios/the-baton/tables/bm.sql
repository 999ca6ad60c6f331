-- Twelve departments of the fictional province.
SELECT * FROM (VALUES
  ('d01', '省人社厅', 'Human Resources'), ('d02', '省民政厅', 'Civil Affairs'), ('d03', '省公安厅', 'Public Security'), ('d04', '省教育厅', 'Education'),
  ('d05', '省卫健委', 'Health'), ('d06', '省医保局', 'Medical Insurance'), ('d07', '省市场监管局', 'Market Regulation'), ('d08', '省自然资源厅', 'Natural Resources'),
  ('d09', '省住建厅', 'Housing'), ('d10', '省交通厅', 'Transport'), ('d11', '省税务局', 'Tax'), ('d12', '省残联', 'Disabled Persons'' Federation')
) AS t(id, bm, bm_en) ORDER BY id
