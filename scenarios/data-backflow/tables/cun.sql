-- Twelve villages of Wuling Township; villages of a pair differ by what is drawn, so that there are 3,100 households.
WITH village(n, cun, cun_en, across, down) AS (VALUES
  (1, '雾岭村', 'Wuling', 2, 2), (2, '松针村', 'Songzhen', 1, 1), (3, '石坎村', 'Shikan', 2, 1), (4, '白鹭村', 'Bailu', 4, 3),
  (5, '竹溪村', 'Zhuxi', 1, 2), (6, '上湾村', 'Shangwan', 3, 1), (7, '下湾村', 'Xiawan', 3, 2), (8, '茶坪村', 'Chaping', 4, 1),
  (9, '青篱村', 'Qingli', 1, 3), (10, '月塘村', 'Yuetang', 2, 3), (11, '枫坳村', 'Feng''ao', 4, 2), (12, '柳渡村', 'Liudu', 3, 3)),
sized AS (
  SELECT *, CASE WHEN n > 8 THEN 259 ELSE 258 END
            + CASE WHEN n % 2 = 1 THEN 1 ELSE -1 END * draw_int('backflow/households', (n + 1) // 2, 20, 110) AS hs
  FROM village)
SELECT n, cun, cun_en, across, down, hs,
       round(hs * (2.7 + 0.4 * draw('backflow/people', n)))::BIGINT AS rk,
       (hs + 69) // 70 AS wgy,
       round(hs * (0.08 + 0.06 * draw('backflow/alone', n)))::BIGINT AS dj,
       round(hs * (0.07 + 0.05 * draw('backflow/disabled', n)))::BIGINT AS cj,
       round(hs * (0.06 + 0.03 * draw('backflow/aided', n)))::BIGINT AS jz,
       round(hs * (0.22 + 0.12 * draw('backflow/children', n)))::BIGINT AS et
FROM sized ORDER BY n
