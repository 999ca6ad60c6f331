-- Bad ratings of the quarter by district: how many, how many were called within one working day, how many put right.
WITH d(code, zh, en, c, r, far) AS (VALUES
  ('290181', '霁川市', 'Jichuan', 0, 0, 0.5), ('290121', '云麓县', 'Yunlu', 1, 0, 0.9), ('290122', '望川县', 'Wangchuan', 2, 0, 0.9), ('290221', '晴川县', 'Qingchuan', 4, 0, 1.0),
  ('290102', '青屿区', 'Qingyu', 0, 1, 0.1), ('290104', '松岚区', 'Songlan', 1, 1, 0.1), ('290103', '棠溪区', 'Tangxi', 2, 1, 0.2), ('290202', '梧桥区', 'Wuqiao', 4, 1, 0.4)),
n AS (SELECT *, 60 + draw_int('bad', code, 0, 80) AS cps FROM d)
SELECT code AS qhdm, zh AS qu, en AS qu_en, c AS lie, r AS hang, cps,
       round(cps * (0.78 - 0.55 * far + 0.01 * draw_int('called', code, -4, 4)))::BIGINT AS lx,
       round(cps * (0.78 - 0.55 * far + 0.01 * draw_int('called', code, -4, 4)) * (0.72 - 0.12 * far))::BIGINT AS zg
FROM n ORDER BY qhdm
