-- Six thousand recipient households: what is true of them, and what the vendor's model makes of them.
-- `mended` are the weights after retraining on corrected files and the items of the check alone.
-- Traits are close to standard normal, three uniform draws each; the ineligible and the vulnerable differ in some of them (training convention).
WITH area(qhdm, qh, qh_en, since, upto, share) AS (VALUES
  ('290102', '青屿区', 'Qingyu District', 0.0, 0.22, 0.26), ('290103', '棠溪区', 'Tangxi District', 0.22, 0.40, 0.26),
  ('290104', '松岚区', 'Songlan District', 0.40, 0.62, 0.28), ('290181', '霁川市', 'Jichuan City', 0.62, 0.75, 0.30),
  ('290121', '云麓县', 'Yunlu County', 0.75, 0.88, 0.38), ('290122', '望川县', 'Wangchuan County', 0.88, 1.01, 0.40)),
home AS (
  SELECT 'L' || lpad(n::VARCHAR, 4, '0') AS id, draw('area', n) AS spot,
         draw('y', n) < CASE WHEN perturbed() THEN 0.03 ELSE 0.06 END AS y FROM range(1, 6001) AS r(n)),
placed AS (
  SELECT h.*, a.qhdm, a.qh, a.qh_en, draw('grp', h.id) < a.share AS vul
  FROM home h JOIN area a ON h.spot >= a.since AND h.spot < a.upto),
trait(f, tells, apart, weight, mended, mc, mc_en) AS (VALUES
  ('employment', 1.6, 0.0, 0.79, 1.61, '就业参保', 'Employment'), ('company', 1.2, 0.0, 0.57, 1.23, '本人企业登记', 'Own firm'),
  ('property', 1.2, 0.0, 0.60, 1.28, '不动产', 'Real estate'), ('vehicle', 1.0, 0.0, 0.55, 1.04, '机动车状态', 'Vehicle status'),
  ('fund', 0.3, 0.0, 0.14, 0.27, '公积金缴存', 'Housing fund'), ('pension', 0.2, 0.0, 0.10, 0.17, '养老金', 'Pension'),
  ('kin-company', 0.4, 0.2, 0.23, 0.00, '亲属企业', 'Relatives'' firms'), ('electricity', 0.4, 0.5, 0.26, 0.00, '用电量', 'Electricity'),
  ('clinic-visits', 0.0, 2.2, 0.385, 0.00, '就诊次数', 'Clinic visits'), ('ethnicity', 0.0, 0.3, 0.05, 0.00, '民族', 'Ethnic group'),
  ('religion', 0.0, 0.2, 0.08, 0.00, '宗教', 'Religion'), ('social', 0.0, 0.3, 0.07, 0.00, '社交联系', 'Social contacts'),
  ('household', 0.2, 0.0, 0.12, 0.16, '户内人数', 'Household size')),
part AS (
  SELECT p.id, t.weight, t.mended, t.mc, t.mc_en,
         2 * (draw(t.f, p.id) + draw(t.f || '/b', p.id) + draw(t.f || '/c', p.id) - 1.5)
           + CASE WHEN p.y THEN t.tells ELSE 0 END + CASE WHEN p.vul THEN t.apart ELSE 0 END AS x
  FROM placed p CROSS JOIN trait t),
added AS (
  SELECT id, round(1 / (1 + exp(1.74 - sum(weight * x))), 3) AS s, round(1 / (1 + exp(3.45 - sum(mended * x))), 3) AS s_mended,
         arg_max(mc, weight * x) AS top, arg_max(mc_en, weight * x) AS top_en
  FROM part GROUP BY id)
SELECT p.id, p.qhdm, p.qh, p.qh_en, CASE WHEN p.vul THEN 'vulnerable' ELSE 'general' END AS grp, p.y, a.s, a.s_mended, a.top, a.top_en,
       draw_int('amount', p.id, 380, 980) AS amount,
       draw('again', p.id) < 0.7 AS again,
       draw('silent', p.id) < CASE WHEN p.vul THEN 0.4 ELSE 0.1 END AS silent,
       draw('mistaken', p.id) < 0.08 AS mistaken
FROM placed p JOIN added a USING (id) ORDER BY p.id
