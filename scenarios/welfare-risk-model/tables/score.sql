SELECT id, qh, qh_en, CASE grp WHEN 'vulnerable' THEN '残疾、高龄' ELSE '一般' END AS grp,
       CASE grp WHEN 'vulnerable' THEN 'Disabled or aged' ELSE 'General' END AS grp_en, s, top, top_en
FROM truth.base ORDER BY id
