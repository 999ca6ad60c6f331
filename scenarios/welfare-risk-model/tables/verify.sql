-- Six hundred households drawn at random and visited: the only ones of which the office knows the truth.
WITH drawn AS (SELECT * FROM truth.base QUALIFY row_number() OVER (ORDER BY draw('visit', id), id) <= 600)
SELECT d.id, s.grp, s.grp_en, s.s, CASE WHEN d.y THEN '不符合' ELSE '符合' END AS jl,
       CASE WHEN d.y THEN 'Not eligible' ELSE 'Eligible' END AS jl_en
FROM drawn d JOIN score s USING (id) ORDER BY d.id
