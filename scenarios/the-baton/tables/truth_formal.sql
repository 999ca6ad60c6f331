-- Tickets closed for the figure: closed by the next day, and the same person back about the same matter within fifteen days.
WITH numbered AS (
  SELECT t.*, row_number() OVER (ORDER BY came, draw('number', id || '/' || n || sort), id, n, sort) AS place FROM truth.ticket t)
SELECT 'G' || lpad(place::VARCHAR, 4, '0') AS gdbh, id FROM numbered WHERE formal ORDER BY gdbh
