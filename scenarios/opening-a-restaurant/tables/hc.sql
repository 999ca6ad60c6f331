-- Last year's checks by class. In perturbed worlds a campaign has cleaned up hotpot and grill,
-- while promises of snack shops have come loose.
WITH drawn AS (
  SELECT f.id, f.lb, f.lb_en, v.hcs, v.lo, v.hi
  FROM fl f JOIN (VALUES
    ('fl1', 30, 3, 5), ('fl2', 50, 6, 9), ('fl3', 60, 11, 15), ('fl4', 20, 4, 6),
    ('fl5', 180, 19, 24), ('fl6', 210, 9, 14)) v(id, hcs, lo, hi) ON v.id = f.id
)
SELECT id, lb, lb_en, hcs::BIGINT AS hcs,
       CASE WHEN perturbed() AND id = 'fl3' THEN draw_int('hc', id, 3, 4)
            WHEN perturbed() AND id = 'fl5' THEN draw_int('hc', id, 46, 54)
            ELSE draw_int('hc', id, lo, hi) END AS bss
FROM drawn ORDER BY id
