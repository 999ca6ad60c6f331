WITH base(n_, fz, mc, mc_en, rs, app, hall, proxy, home) AS (VALUES
  (1, 'smart', '能用手机', 'Use a smartphone', 6200, 97, 98, 98, 99), (2, 'learn', '有手机不会用', 'Have one, cannot use it', 2200, 35, 75, 90, 97),
  (3, 'none', '没有智能手机', 'No smartphone', 1100, 0, 70, 88, 96), (4, 'bed', '卧床失能', 'Bedridden or disabled', 500, 10, 5, 50, 95)),
moved AS (
  SELECT *, CASE WHEN perturbed() AND fz = 'bed' THEN 200 WHEN perturbed() AND fz = 'learn' THEN -100 WHEN perturbed() AND fz = 'none' THEN -100 ELSE 0 END
            + CASE fz WHEN 'learn' THEN 10 * draw_int('group', 'learn', -3, 3) WHEN 'none' THEN 10 * draw_int('group', 'none', -2, 2) ELSE 0 END AS d FROM base)
SELECT fz, mc, mc_en,
       CASE WHEN fz = 'smart' THEN rs - (SELECT sum(d) FROM moved)::BIGINT ELSE rs + d END::BIGINT AS rs,
       (app + CASE WHEN fz IN ('smart', 'learn') THEN draw_int('rate-app', fz, -1, 1) ELSE 0 END)::BIGINT AS app,
       (hall + CASE WHEN fz IN ('learn', 'none') THEN draw_int('rate-hall', fz, -1, 1) ELSE 0 END)::BIGINT AS hall,
       (proxy + CASE WHEN fz <> 'smart' THEN draw_int('rate-proxy', fz, -1, 1) ELSE 0 END)::BIGINT AS proxy,
       (home + CASE WHEN fz = 'bed' THEN draw_int('rate-home', fz, -1, 1) ELSE 0 END)::BIGINT AS home
FROM moved ORDER BY n_
