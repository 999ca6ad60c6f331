WITH source(n, ly, ly_mc, ly_mc_en, sfbr, p) AS (VALUES
  (1, 'clinic', '医保：门诊、住院（人到现场）', 'Medical insurance: clinic or hospital, in person', '是', 0.50),
  (2, 'police', '公安：窗口办证（人到现场）', 'Police: papers at the counter, in person', '是', 0.10),
  (3, 'call-in', '社区：走访见到本人', 'Community: visited and seen', '是', 0.22),
  (4, 'pharmacy', '医保：药店购药（可由家人代买）', 'Medical insurance: pharmacy, may be by family', '否', 0.66),
  (5, 'bus', '交通：老年卡乘车（可能借给他人）', 'Transport: senior card, may be lent', '否', 0.48),
  (6, 'power', '供电：户用电量', 'Electricity: household use', '否', 0.97),
  (7, 'death', '卫健：死亡医学证明', 'Health: death certificate', '', 0),
  (8, 'cremation', '民政：火化登记', 'Civil affairs: cremation', '', 0)),
drawn AS (
  SELECT l.rybh, l.life, l.died, l.lost, s.*, draw('seen-' || s.ly, l.gmsfhm) AS u, draw('gone-' || s.ly, l.gmsfhm) AS v,
         draw_int('day-' || s.ly, l.gmsfhm, 0, CASE WHEN s.sfbr = '是' THEN 330 ELSE 120 END) AS back
  FROM truth.lived l, source s),
found AS (
  SELECT *, CASE
    WHEN ly = 'death' THEN CASE WHEN lost THEN '未知' WHEN life = 'certified' THEN '有' ELSE '无' END
    WHEN ly = 'cremation' THEN CASE WHEN life IN ('certified', 'cremated') THEN '有' ELSE '无' END
    WHEN ly = 'clinic' AND life IN ('certified', 'cremated') THEN '有'
    WHEN sfbr = '是' AND life = 'hidden' THEN '无'
    WHEN sfbr = '否' AND life = 'hidden' THEN '有'
    WHEN sfbr = '是' AND v < 0.015 THEN '未知'
    WHEN u < p THEN '有' ELSE '无' END AS jg FROM drawn)
SELECT rybh, ly, ly_mc, ly_mc_en, sfbr, jg,
       CASE WHEN jg <> '有' THEN NULL
            WHEN ly = 'death' THEN died + 3 WHEN ly = 'cremation' THEN died + 4
            WHEN ly = 'clinic' AND life IN ('certified', 'cremated') THEN died - (4 + back % 30)::INT
            ELSE DATE '2027-02-26' - back::INT END::DATE AS jlrq
FROM found ORDER BY rybh, n
