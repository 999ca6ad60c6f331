-- 4,000 fictional records without names or numbers, as they would be released to researchers. In every world exactly
-- one of them is aged 32 with a disability of speech in Changtan; in perturbed worlds one township is far smaller.
WITH row_of AS (SELECT range AS rid FROM range(1, 4001)),
drawn AS (
  SELECT rid, draw('grading/age', rid) AS a, draw('grading/age-within', rid) AS w, draw('grading/sex', rid) AS s,
         draw('grading/town', rid) AS t, draw('grading/village', rid) AS v, draw('grading/class', rid) AS c, draw('grading/grade', rid) AS g
  FROM row_of),
placed AS (
  SELECT rid, g,
         CASE WHEN a < 0.075 THEN 10 + floor(w * 10) WHEN a < 0.165 THEN 20 + floor(w * 10) WHEN a < 0.285 THEN 30 + floor(w * 10)
              WHEN a < 0.435 THEN 40 + floor(w * 10) WHEN a < 0.635 THEN 50 + floor(w * 10) WHEN a < 0.815 THEN 60 + floor(w * 10)
              WHEN a < 0.935 THEN 70 + floor(w * 10) WHEN a < 0.997 THEN 80 + floor(w * 5) ELSE 85 + floor(w * 5) END::BIGINT AS age,
         CASE WHEN s < 0.54 THEN '男' ELSE '女' END AS xb,
         CASE WHEN perturbed() THEN CASE WHEN t < 0.42 THEN 1 WHEN t < 0.72 THEN 2 WHEN t < 0.96 THEN 3 ELSE 4 END
              ELSE CASE WHEN t < 0.28 THEN 1 WHEN t < 0.53 THEN 2 WHEN t < 0.77 THEN 3 ELSE 4 END END AS town,
         CASE WHEN v < 0.3 THEN 1 WHEN v < 0.52 THEN 2 WHEN v < 0.69 THEN 3 WHEN v < 0.82 THEN 4 WHEN v < 0.92 THEN 5 ELSE 6 END AS village,
         CASE WHEN c < 0.13 THEN '视力' WHEN c < 0.32 THEN '听力' WHEN c < 0.348 THEN '言语' WHEN c < 0.778 THEN '肢体'
              WHEN c < 0.878 THEN '智力' WHEN c < 0.972 THEN '精神' ELSE '多重' END AS class
  FROM drawn),
told AS (
  SELECT rid, g, xb, village,
         CASE WHEN rid = 1 THEN 32 WHEN age = 32 AND class = '言语' AND town = 3 THEN 33 ELSE age END AS age,
         CASE WHEN rid = 1 THEN 3 ELSE town END AS town, CASE WHEN rid = 1 THEN '言语' ELSE class END AS class
  FROM placed)
SELECT rid, age AS nl, xb, CASE xb WHEN '男' THEN 'male' ELSE 'female' END AS xb_en,
       ['望川镇', '青禾镇', '长滩乡', '石桥乡'][town] AS xz, ['Wangchuan', 'Qinghe', 'Changtan', 'Shiqiao'][town] AS xz_en,
       ['望川镇', '青禾镇', '长滩乡', '石桥乡'][town] || '第' || village || '社区' AS sq,
       ['Wangchuan', 'Qinghe', 'Changtan', 'Shiqiao'][town] || ' Community ' || village AS sq_en,
       class AS lb, CASE class WHEN '视力' THEN 'sight' WHEN '听力' THEN 'hearing' WHEN '言语' THEN 'speech' WHEN '肢体' THEN 'physical'
                               WHEN '智力' THEN 'intellectual' WHEN '精神' THEN 'mental' ELSE 'multiple' END AS lb_en,
       CASE WHEN g < 0.12 THEN 1 WHEN g < 0.38 THEN 2 WHEN g < 0.7 THEN 3 ELSE 4 END AS dj
FROM told ORDER BY rid
