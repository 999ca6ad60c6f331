SELECT id, left(name, 1) || '某，' || age || ' 岁，' || place AS hz,
       'Aged ' || age || ', ' || place_en AS hz_en, round(s, 2) AS s,
       replace(zh, '{}', amount::VARCHAR) AS aq, replace(en, '{}', amount::VARCHAR) AS aq_en
FROM truth.queue ORDER BY id
