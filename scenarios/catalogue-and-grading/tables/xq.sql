-- Requests for these tables in half a year. How often the six large matters came differs by seed in pairs, so that
-- there are fifty in all, six of them without a specific purpose for sensitive data.
WITH matter(id, sx, sx_en, dw, dw_en, zds, tzmd, msfw, js) AS (VALUES
  ('m01', '残疾人两项补贴复核', 'Review of disability subsidies', '民政局', 'Civil affairs', 'cl-id|cl-name|cl-class|cl-grade', true, true, 9),
  ('m02', '助残乘车核验', 'Free bus rides', '交通局', 'Transport', 'cl-card|cl-id', true, true, 8),
  ('m03', '困难学生资助核对', 'Grants for pupils', '教育局', 'Education', 'jy-name|jy-roll', true, true, 7),
  ('m04', '新生儿参保', 'Insurance of newborns', '医保局', 'Medical insurance', 'wj-child|wj-no|wj-motherid', true, true, 8),
  ('m05', '出生户口登记', 'Registration of births', '公安局', 'Police', 'wj-no|wj-mother|wj-motherid', true, true, 7),
  ('m06', '辅具适配', 'Fitting of aids', '卫健局', 'Health', 'cl-name|cl-class|cl-grade', true, true, 5),
  ('m07', '安置残疾人就业减免核验', 'Relief for firms that employ the disabled', '税务局', 'Tax', 'qy-code|qy-name', false, true, 2),
  ('m08', '个体户助残岗位补贴', 'Subsidy for traders who hire', '人社局', 'Human resources', 'qy-trader|qy-code', false, true, 1),
  ('m09', '随班就读学位安排', 'Places in ordinary classes', '住建局', 'Construction', 'jy-school|jy-size', false, true, 1),
  ('m10', '接生机构日常监管', 'Supervision of hospitals', '市场监管局', 'Market regulation', 'wj-hospital', false, false, 1),
  ('m11', '乡镇残疾人数口径核对', 'Checking township totals', '统计局', 'Statistics', 'tj-town|tj-count', false, false, 1))
SELECT id, sx, sx_en, dw, dw_en, zds, tzmd, msfw,
       CASE WHEN id IN ('m01', 'm03', 'm05') THEN js + draw_int('grading/requests', id, -2, 2)
            WHEN id IN ('m02', 'm04', 'm06') THEN js - draw_int('grading/requests', CASE id WHEN 'm02' THEN 'm01' WHEN 'm04' THEN 'm03' ELSE 'm05' END, -2, 2)
            ELSE js END AS js
FROM matter ORDER BY id
