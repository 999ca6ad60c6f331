SELECT id, left(name, 1) || '某，' || age || ' 岁，' || place AS hz,
       'Aged ' || age || ', ' || place_en AS hz_en, round(s, 2) AS s,
       replace(zh, '{}', format('{:,}', amount)) AS aq,
       replace(replace(en, '{}0,000', format('{:,}', amount * 10000)), '{}', format('{:,}', amount)) AS aq_en
FROM truth.queue ORDER BY id
