-- Nine forms. Which of two like forms is the long one differs from township to township;
-- in perturbed worlds the household check (F1) is long, and insurance data do not come back.
WITH form(form_id, mc, mc_en, xt, xt_en, dw, dw_en, fz, swap, pc_low, pc_high) AS (VALUES
  ('F1', '困难家庭入户排查表', 'Household hardship check', '社会救助系统', 'Social assistance', '省民政厅', 'Civil affairs', 20, 16, 4, 4),
  ('F2', '残疾人家庭状况更新表', 'Disabled persons'' household update', '残疾人服务系统', 'Disability services', '省残联', 'Disabled Persons'' Federation', 20, 14, 2, 4),
  ('F3', '参保扩面走访表', 'Insurance coverage visit sheet', '医保信息平台', 'Medical insurance platform', '省医保局', 'Medical insurance', 6, 6, 2, 4),
  ('F4', '就业失业和外出务工台账', 'Jobs and migrant work ledger', '人社一体化系统', 'Human resources', '省人社厅', 'Human resources', 18, 12, 2, 4),
  ('F5', '农户家庭基本情况核查表', 'Rural household review', '乡村建设系统', 'Rural construction', '省农业农村厅', 'Agriculture and rural affairs', 16, 20, 1, 2),
  ('F6', '老年人关爱走访记录', 'Older people''s care visit', '老年健康系统', 'Health of older people', '省卫健委', 'Health', 14, 20, 4, 4),
  ('F7', '民情走访需求登记表', 'Needs and wishes register', '社会救助系统', 'Social assistance', '省民政厅', 'Civil affairs', 12, 18, 2, 4),
  ('F8', '学生家访表', 'School home-visit sheet', '学籍系统', 'School roll', '省教育厅', 'Education', 5, 5, 2, 4),
  ('F9', '养老待遇资格核查表', 'Pension entitlement check', '人社一体化系统', 'Human resources', '省人社厅', 'Human resources', 7, 7, 1, 2)),
pair(form_id, twin) AS (VALUES ('F1', 1), ('F5', 1), ('F2', 2), ('F6', 2), ('F4', 3), ('F7', 3)),
drawn AS (
  SELECT form.*,
         coalesce(draw('backflow/long-form', twin) < 0.5 AND NOT (perturbed() AND twin = 1), false) AS swapped
  FROM form LEFT JOIN pair USING (form_id))
SELECT form_id, mc, mc_en, xt, xt_en, dw, dw_en,
       (SELECT count(*) FROM bx WHERE bx.form_id = drawn.form_id) AS sxs,
       CASE WHEN swapped THEN swap ELSE fz END AS fz,
       CASE WHEN pc_low = 1 THEN draw_int('backflow/rounds', form_id, 1, 2)
            WHEN pc_low < pc_high AND draw('backflow/rounds', form_id) < 0.5 THEN pc_high ELSE pc_low END AS pc
FROM drawn ORDER BY form_id
