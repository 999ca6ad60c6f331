-- Five applications and the day on which each was accepted. `lx` is the kind of period.
WITH kind(id, lx, from_day, to_day, zh, en, detail_zh, detail_en) AS (VALUES
  ('q1', 'single', 8, 12, '只办食品经营许可的一件', 'Food licence alone',
   '没有走“一件事”，也没有延长', 'outside the joint procedure, not extended'),
  ('q2', 'joint', 8, 12, '五家联合办理的一件', 'Handled jointly by five offices',
   '走“一件事”，没有延长', 'joint procedure, not extended'),
  ('q3', 'extended', 1, 5, '五家联合办理、已批准延长的一件', 'Handled jointly, extension approved',
   '本级人民政府负责人批准延长到最长天数，理由已告知申请人', 'the head of the government approved the longest extension and the applicant was told why'),
  ('q4', 'fire', 15, 17, '没有选承诺的消防检查', 'Fire check without a promise',
   '申请人选择先检查、后开业', 'the applicant chose inspection before opening'),
  ('q5', 'register', 22, 26, '不能当场登记的营业执照', 'Business licence that cannot be registered at once',
   '材料齐全，登记机关没有延长', 'papers complete, not extended'))
SELECT id, lx, (DATE '2027-03-01' + (draw_int('qx', id, from_day, to_day) - 1)::INTEGER)::DATE AS slrq,
       zh, en,
       '受理日 ' || strftime(slrq, '%Y-%m-%d') || '；' || detail_zh AS detail_zh,
       'accepted ' || strftime(slrq, '%Y-%m-%d') || '; ' || detail_en AS detail_en,
       slrq AS near
FROM kind ORDER BY id
