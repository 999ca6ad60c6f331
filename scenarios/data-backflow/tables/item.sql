-- Twenty-four items; what the province's systems already hold can flow back. In perturbed worlds
-- the insurance platform is being replaced, and its two items do not come this half-year.
WITH item(item_id, mc, mc_en, ly, ly_en, held, mg, mg_en) AS (VALUES
  ('i01', '户主和家庭成员姓名', 'Names of the household', '公安、民政', 'Police, civil affairs', true, '一般', 'ordinary'),
  ('i02', '公民身份号码', 'ID numbers', '公安', 'Police', true, '一般（须严格保护）', 'ordinary, strictly protected'),
  ('i03', '家庭成员关系', 'How members are related', '民政', 'Civil affairs', true, '一般', 'ordinary'),
  ('i04', '低保、特困享受情况', 'Whether aided', '民政', 'Civil affairs', true, '谨慎显示', 'show with care'),
  ('i05', '救助金发放额', 'Amount of aid', '民政', 'Civil affairs', true, '谨慎显示', 'show with care'),
  ('i06', '残疾类别', 'Class of disability', '残联', 'Disabled Persons'' Federation', true, '敏感', 'sensitive'),
  ('i07', '残疾等级', 'Grade of disability', '残联', 'Disabled Persons'' Federation', true, '敏感', 'sensitive'),
  ('i08', '残疾人证有效期', 'Disability card valid until', '残联', 'Disabled Persons'' Federation', true, '敏感', 'sensitive'),
  ('i09', '医保参保状态', 'Insurance enrolment', '医保', 'Medical insurance', true, '一般', 'ordinary'),
  ('i10', '慢性病门诊备案', 'Chronic illness registration', '医保', 'Medical insurance', true, '敏感（医疗健康）', 'sensitive (health)'),
  ('i11', '养老待遇领取情况', 'Pension in payment', '人社', 'Human resources', true, '一般', 'ordinary'),
  ('i12', '就业登记情况', 'Employment registration', '人社', 'Human resources', true, '一般', 'ordinary'),
  ('i13', '学校和年级', 'School and year', '教育', 'Education', true, '不满十四周岁的敏感', 'sensitive under 14'),
  ('i14', '银行账户', 'Bank account', '民政、人社', 'Civil affairs, human resources', true, '敏感（金融账户）', 'sensitive (account)'),
  ('i15', '实际居住地', 'Where they actually live', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i16', '是否独居', 'Whether living alone', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i17', '日常由谁照料', 'Who looks after them', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i18', '能否自理', 'Able to look after themselves', '上门才知道', 'Known on the spot', false, '敏感（医疗健康）', 'sensitive (health)'),
  ('i19', '房屋安全状况', 'State of the house', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i20', '饮水和用电', 'Water and power', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i21', '外出务工去向', 'Where migrants work', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i22', '现用联系电话', 'Telephone in use', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i23', '急需解决的困难', 'Pressing difficulties', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'),
  ('i24', '希望得到的帮助', 'Help they would like', '上门才知道', 'Known on the spot', false, '一般', 'ordinary'))
SELECT item_id, mc, mc_en, ly, ly_en,
       CASE WHEN NOT held THEN 'N' WHEN perturbed() AND ly = '医保' THEN 'N' ELSE 'Y' END AS hl,
       CASE WHEN NOT held THEN '只能上门' WHEN perturbed() AND ly = '医保' THEN '平台改造，本半年不回流' ELSE '可回流' END AS hlsm,
       CASE WHEN NOT held THEN 'Only by visiting' WHEN perturbed() AND ly = '医保' THEN 'Platform being replaced, not this half-year' ELSE 'Can flow back' END AS hlsm_en,
       mg, mg_en
FROM item ORDER BY item_id
