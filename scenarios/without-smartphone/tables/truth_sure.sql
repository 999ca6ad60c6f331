SELECT b.rybh, l.life, l.luck, l.fz, l.dyje, b.bz >= 1 AND b.sw = 'no' AND b.hhs = 'no' AS sure,
       (SELECT max(x.jlrq) FROM xb x WHERE x.rybh = b.rybh AND x.sfbr = '是' AND x.jg = '有') AS seen
FROM bd b JOIN truth.lived l USING (rybh) ORDER BY 1
