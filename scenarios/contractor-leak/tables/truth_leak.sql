SELECT p.pid, p.csrq > DATE '2013-03-16' AS kid, p.qhdm, p.dh
FROM person p WHERE p.pid IN (SELECT r.pid FROM export_row r JOIN export_file f USING (file_id) WHERE f.lj = '公开')
ORDER BY p.pid
