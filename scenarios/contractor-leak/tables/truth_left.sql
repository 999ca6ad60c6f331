SELECT id, 130 + CASE id WHEN 't1' THEN 240 WHEN 't2' THEN 60 ELSE 120 END - xz AS mins,
       130 + CASE id WHEN 't1' THEN 240 WHEN 't2' THEN 60 ELSE 120 END - xz - 10 AS half_low,
       130 + CASE id WHEN 't1' THEN 240 WHEN 't2' THEN 60 ELSE 120 END - xz + 10 AS half_high
FROM sx ORDER BY id
