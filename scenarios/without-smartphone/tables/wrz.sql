SELECT l.fz, f.mc, f.mc_en, l.rs, l.met AS lxs, l.rs - l.met - l.clue AS wlx, l.clue AS xs
FROM truth.late l JOIN fz f USING (fz) ORDER BY l.n
