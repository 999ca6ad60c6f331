-- Files that accounts exported this month. What was shared by public link is what leaked; in
-- perturbed worlds it went out in two parts.
WITH file(k, ts, account, rs, sp, sp_en, lj, lj_en, mb) AS (VALUES
  (1, TIMESTAMP '2027-03-02 09:40:00', 'biz_06', 1240, '有', 'yes', '内网', 'internal', 0.6),
  (2, TIMESTAMP '2027-03-05 15:05:00', 'biz_03', 3000, '有', 'yes', '内网', 'internal', 1.4),
  (3, TIMESTAMP '2027-03-09 22:31:00', 'ops_03', 180, '无', 'no', '已删除', 'deleted', 0.1),
  (4, TIMESTAMP '2027-03-12 10:12:00', 'biz_06', 960, '有', 'yes', '内网', 'internal', 0.5),
  (5, TIMESTAMP '2027-03-16 01:12:00', 'ops_03', 38000, '无', 'no', '公开', 'public', 18.4),
  (6, TIMESTAMP '2027-03-16 01:29:00', 'ops_03', 12000, '无', 'no', '公开', 'public', 5.8),
  (7, TIMESTAMP '2027-03-16 01:31:00', 'ops_03', 60, '无', 'no', '内网', 'internal', 0.1)),
named AS (
  SELECT *, 'F' || (1000 + (k * 137 + draw_int('file', 0, 0, 899)) % 900)::VARCHAR AS file_id FROM file
)
SELECT file_id, ts, account, CASE WHEN k = 5 AND perturbed() THEN 26000 ELSE rs END::BIGINT AS rs,
       sp, sp_en, lj, lj_en, CASE WHEN k = 5 AND perturbed() THEN 12.6 ELSE mb END::DOUBLE AS mb
FROM named WHERE k <> 6 OR perturbed() ORDER BY ts
