WITH week AS (SELECT i, DATE '2027-01-04' + (7 * (i::INT - 1)) AS zq FROM range(1, 9) AS r(i)),
topic(n, lb, mc, mc_en, calm, busy) AS (VALUES
  (1, 'face', '刷脸不通过', 'Face scan fails', 2, 24), (2, 'phone', '不会用手机', 'Cannot use the phone', 3, 31),
  (3, 'bed', '走不动、卧床', 'Cannot leave the house', 2, 12), (4, 'other', '其他咨询', 'Other questions', 9, 11))
SELECT strftime(zq, '%m-%d') AS zq, lb, mc, mc_en,
       greatest(0, round((CASE WHEN i <= 4 THEN calm ELSE busy + (i - 5) * CASE WHEN lb = 'other' THEN 0 ELSE 4 END END) * (0.85 + 0.3 * draw('calls', lb || i))))::BIGINT AS js
FROM week, topic ORDER BY zq, n
