-- The seven steps; card and insurance days differ from world to world, and in perturbed worlds the card or the allowance is the slow one.
WITH drawn AS (
  SELECT draw_int('card-days', 'x', 4, 6) AS card, perturbed() AS hit, draw_int('shock', 'x', 0, 1) AS which),
step(hj_id, sx, mc, mc_en, dw, dw_en, sr, sr_en, xz, xz_en) AS (VALUES
  ('t1', 1, '出生医学证明', 'Birth certificate', '区卫健委（助产医院）', 'Health commission (maternity hospital)',
   '分娩记录、父母身份信息、孩子的名字', 'Delivery record, the parents'' identity, the child''s name',
   '出院那天到护士站填表，等叫号领取', 'Filled in at the nurses'' station on the day of discharge'),
  ('t2', 2, '出生登记', 'Birth registration', '区公安分局（派出所）', 'Police branch (local station)',
   '出生医学证明；随父还是随母落户', 'Birth certificate; whether the child joins the father''s or the mother''s register',
   '家长带齐纸质材料到派出所', 'Parents bring papers to the station'),
  ('t3', 3, '预防接种证', 'Vaccination record', '区疾控中心（接种门诊）', 'Centre for disease control (vaccination clinic)',
   '出生医学证明编号、首针接种记录', 'Certificate number and the record of the first dose',
   '门诊要看户口簿，排在落户以后', 'The clinic asks for the household register, so it comes after registration'),
  ('t4', 5, '居民医保参保', 'Medical insurance', '区医保局', 'Medical insurance bureau',
   '孩子的公民身份号码', 'The child''s citizen number',
   '窗口要先见到社保卡才录入', 'The counter wants to see the social security card first'),
  ('t5', 4, '社会保障卡', 'Social security card', '区人社局', 'Human resources bureau',
   '孩子的公民身份号码', 'The child''s citizen number',
   '落户后到网点申领，等制卡', 'Applied for at a branch after registration; then the wait for the card'),
  ('t6', 6, '生育津贴和生育医疗费', 'Maternity allowance and costs', '区医保局', 'Medical insurance bureau',
   '出生医学证明编号；母亲的参保和产假记录', 'Certificate number; the mother''s insurance and leave records',
   '单位经办人攒到孩子的事都办完再报', 'The employer files it once everything about the child is done'),
  ('t7', 7, '育儿补贴', 'Childcare subsidy', '区卫健委', 'Health commission',
   '孩子的公民身份号码和户籍', 'The child''s citizen number and register entry',
   '等户口簿和社保卡都到手再交', 'Handed in when register and card are both in hand'))
SELECT s.hj_id, s.mc, s.mc_en, s.dw, s.dw_en,
       -- Seven figures that always add up to 31: what changes is which way through is the longest.
       CASE s.hj_id
         WHEN 't1' THEN 1 WHEN 't2' THEN 2 WHEN 't3' THEN 1
         WHEN 't4' THEN CASE WHEN d.hit AND d.which = 0 THEN 2 ELSE 7 - d.card END
         WHEN 't5' THEN CASE WHEN d.hit AND d.which = 0 THEN 12 ELSE d.card END
         WHEN 't6' THEN CASE WHEN NOT d.hit THEN 10 WHEN d.which = 0 THEN 3 ELSE 16 END
         ELSE CASE WHEN d.hit AND d.which = 1 THEN 4 ELSE 10 END
       END::INTEGER AS ts,
       s.sr, s.sr_en, s.sx, s.xz, s.xz_en
FROM step s, drawn d ORDER BY s.hj_id
