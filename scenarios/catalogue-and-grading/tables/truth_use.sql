-- How much of a field's information (Shannon) a level leaves, and how much the field matters to the researchers.
WITH cells AS (
  SELECT field, level, weight, v FROM (
    SELECT unnest([
      {'field': 'age', 'level': 'keep', 'weight': 1.5, 'v': nl::VARCHAR}, {'field': 'age', 'level': 'five', 'weight': 1.5, 'v': (nl // 5)::VARCHAR},
      {'field': 'age', 'level': 'ten', 'weight': 1.5, 'v': (nl // 10)::VARCHAR},
      {'field': 'age', 'level': 'bands', 'weight': 1.5, 'v': CASE WHEN nl < 35 THEN 'a' WHEN nl < 60 THEN 'b' ELSE 'c' END},
      {'field': 'age', 'level': 'suppress', 'weight': 1.5, 'v': '*'},
      {'field': 'sex', 'level': 'keep', 'weight': 0.3, 'v': xb}, {'field': 'sex', 'level': 'suppress', 'weight': 0.3, 'v': '*'},
      {'field': 'place', 'level': 'keep', 'weight': 1.5, 'v': sq}, {'field': 'place', 'level': 'town', 'weight': 1.5, 'v': xz},
      {'field': 'place', 'level': 'suppress', 'weight': 1.5, 'v': '*'},
      {'field': 'class', 'level': 'keep', 'weight': 3.0, 'v': lb},
      {'field': 'class', 'level': 'merge', 'weight': 3.0, 'v': CASE WHEN lb IN ('听力', '言语') THEN '听力言语' WHEN lb IN ('智力', '精神') THEN '智力精神' ELSE lb END},
      {'field': 'class', 'level': 'suppress', 'weight': 3.0, 'v': '*'},
      {'field': 'grade', 'level': 'keep', 'weight': 0.7, 'v': dj::VARCHAR}, {'field': 'grade', 'level': 'severe', 'weight': 0.7, 'v': (dj <= 2)::VARCHAR},
      {'field': 'grade', 'level': 'suppress', 'weight': 0.7, 'v': '*'}], recursive := true) FROM pub)),
counted AS (SELECT field, level, weight, v, count(*) AS m FROM cells GROUP BY ALL),
bits AS (SELECT field, level, weight, log2(sum(m)) - sum(m * log2(m)) / sum(m) AS h FROM counted GROUP BY field, level, weight)
SELECT b.field, b.level, b.weight::DOUBLE AS weight, greatest(0, b.h / w.h) AS share
FROM bits b JOIN bits w ON w.field = b.field AND w.level = 'keep' ORDER BY b.field, b.level
