-- Tickets of the fourth quarter as the hotline holds them; who called is a code, the number is masked.
WITH words(matters) AS (VALUES (['补贴发放', '证照办理', '社保转移', '学位入学', '房屋登记', '医保报销', '道路养护', '企业年报'])),
numbered AS (
  SELECT t.*, row_number() OVER (ORDER BY came, draw('number', id || '/' || n || sort), id, n, sort) AS place FROM truth.ticket t)
SELECT 'G' || lpad(place::VARCHAR, 4, '0') AS gdbh, b.bm, b.bm_en, 'R' || substr(t.id, 2) || lpad(n::VARCHAR, 2, '0') AS lxr,
       '1' || draw_int('phone', t.id || n, 30, 89) || '****' || lpad(draw_int('phone end', t.id || n, 0, 9999)::VARCHAR, 4, '0') AS lxdh,
       w.matters[1 + (draw_int('matter', t.id || '/' || n, 0, 7) + CASE sort WHEN 'other' THEN 3 ELSE 0 END) % 8] AS sx,
       came AS slrq, closed AS bjrq
FROM numbered t JOIN bm b USING (id), words w ORDER BY gdbh
