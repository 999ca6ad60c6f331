SELECT id, dq, dq_en, yf, psi, rate, gap, appeal, calls, flags,
       CASE WHEN bad THEN '应当暂停' ELSE '可以继续' END AS jl, CASE WHEN bad THEN 'Should have paused' ELSE 'Could go on' END AS jl_en
FROM truth.run WHERE shown ORDER BY id
