-- What differs between people who live through the same thing; the same for every policy compared.
SELECT j.jtbh, v.k::INTEGER AS k, draw_normal('mood', j.jtbh || '/' || v.k) AS mood,
       draw('refusal', j.jtbh || '/' || v.k) AS refusal, draw('leak', j.jtbh || '/' || v.k) AS leak
FROM jt j, range(1, 5) v(k) ORDER BY j.jtbh, v.k
