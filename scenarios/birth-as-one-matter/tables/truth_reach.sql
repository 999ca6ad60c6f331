-- Which option a family can really use, and what it asks of them: visits, and days lost in waiting.
WITH r AS (
  SELECT j.jtbh, q.qd_id, draw('face', j.jtbh) AS face,
         CASE q.qd_id
           WHEN 'online' THEN j.sj = '会用'
           WHEN 'home-visit' THEN j.sc = '区内医院'
           WHEN 'hall' THEN j.fz <= 45 AND j.cm
           WHEN 'proxy' THEN j.jd = '流溪镇'
           WHEN 'bus' THEN j.jd = '流溪镇' AND j.cm
           WHEN 'kiosk' THEN j.sj = '会用' AND j.fz <= 45 AND j.cm
           ELSE false END AS ok,
         CASE q.qd_id WHEN 'hall' THEN 1 WHEN 'kiosk' THEN 1 WHEN 'bus' THEN 1 ELSE 0 END AS visits,
         CASE q.qd_id WHEN 'bus' THEN 20 ELSE 0 END AS late
  FROM jt j, qd q)
SELECT jtbh, qd_id, ok, (ok AND (qd_id <> 'online' OR face >= 0.15)) AS ok_face, visits::INTEGER AS visits, late::INTEGER AS late
FROM r ORDER BY jtbh, qd_id
