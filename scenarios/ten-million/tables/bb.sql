-- Forms that a village or community fills in each month, by district.
SELECT q.qhdm, q.mc, q.mc_en, q.hang::INT AS hang, q.lie::INT AS lie,
       draw_int('forms', q.qhdm, 34, 58)::INT AS bbs, draw_int('forms/again', q.qhdm, 38, 61)::INT AS cf
FROM qh q ORDER BY q.qhdm
