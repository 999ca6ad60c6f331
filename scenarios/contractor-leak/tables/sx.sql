-- What the wall clock says while the report is being weighed, and three readings of the rule.
WITH now AS (SELECT draw_int('now', 0, CASE WHEN perturbed() THEN 275 ELSE 196 END, CASE WHEN perturbed() THEN 318 ELSE 252 END) AS m),
told AS (SELECT m, printf('%02d:%02d', m // 60, m % 60) AS clock FROM now),
kind(id, zh, en, detail_zh, detail_en) AS (VALUES
  ('t1', '本案：市民政局（地方单位）', 'This case: a city bureau (local unit)', '报省级网信部门', 'to the provincial cyberspace office'),
  ('t2', '假如涉事系统属于关键信息基础设施', 'If the system were critical information infrastructure', '报保护工作部门和公安机关', 'to the protection department and the police'),
  ('t3', '假如涉事的是中央驻澜津单位', 'If it were a central organ''s unit in Lanjin', '报本部门网信工作机构', 'to the cyberspace unit of its own organ'))
SELECT id, zh, en, '现在 ' || clock || '；' || detail_zh AS detail_zh, 'now ' || clock || '; ' || detail_en AS detail_en, m AS xz, clock
FROM kind, told ORDER BY id
