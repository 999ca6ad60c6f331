SELECT qd, mc, mc_en, dj FROM (VALUES
  (1, 'app', '手机刷脸', 'Face scan by app', 0.2::DOUBLE), (2, 'hall', '大厅窗口', 'Hall counter', 6),
  (3, 'proxy', '村居代办', 'Community agent', 9), (4, 'home', '上门', 'Home visit', 40)) AS q(n, qd, mc, mc_en, dj) ORDER BY n
