-- Sixty prompts of the trial month; which ones, and when, depends on the seed.
SELECT 'P' || lpad(r.n::VARCHAR, 2, '0') AS id, DATE '2027-04-12' + draw_int('day', r.n, 0, 27)::INT AS rq, p.bm, p.bm_en, p.nr, p.nr_en, p.kind
FROM range(1, 61) AS r(n) JOIN truth.prompt p ON p.n = CASE WHEN r.n <= 20 THEN r.n ELSE draw_int('prompt', r.n, 1, 20) END ORDER BY id
