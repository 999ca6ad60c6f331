WITH names(id, zh, en) AS (VALUES
  ('old-name', '人社的单位名称还是改名前的', 'Social insurance still has the former name'),
  ('hr-open', '市场监管已注销，人社仍“参保”', 'Struck off by market regulation, still insured'),
  ('letters', '公积金中心的代码里有 O、I 等字母', 'Letters such as O and I in codes of the housing fund'),
  ('wages', '个税申报工资，人均每月不到 200 元', 'Wages under 200 yuan a head and month'),
  ('still-listed', '有修复日期，仍在失信公示中', 'Repaired, but still published as dishonest'),
  ('twice', '综合库里同一家企业有两条', 'One firm, two records in the combined base'),
  ('insured-payroll', '参保人数与个税申报人数不等', 'People insured and people on the payroll differ'),
  ('fund-fewer', '公积金缴存人数少于参保人数', 'Fewer people in the housing fund than insured'),
  ('month-quarter', '个税申报人数，上下两季不等', 'Payroll figures of two quarters differ'),
  ('code-district', '信用代码里的区划与现登记机关不同', 'Division in the code is not that of the office today'),
  ('branch-name', '分公司与总公司名称相近，代码不同', 'Branch and parent: similar names, different codes'),
  ('two-units', '一个信用代码下有两个单位编号', 'Two unit numbers under one credit code'),
  ('same-person', '法定代表人同名，出现在多家企业', 'Legal representatives of several firms bear one name'))
SELECT id, zh AS mc, en AS mc_en, n, sample AS lz, sample_en AS lz_en FROM names JOIN truth.clash USING (id) ORDER BY n DESC, id
