-- The roll after standardising, one row per row of the roll.
SELECT g.roll_id, g.xm AS xm_ys, regexp_replace(g.xm, '[·•‧．・\s]', '', 'g') AS xm, h.bz AS sfz, h.jy,
       CASE WHEN regexp_matches(g.csrq_raw, '[0-9]{4}') THEN regexp_extract(g.csrq_raw, '([0-9]{4})', 1)::INT
            ELSE 1900 + regexp_extract(g.csrq_raw, '^([0-9]{2})', 1)::INT END AS csn,
       CASE WHEN regexp_full_match(g.csrq_raw, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN g.csrq_raw::DATE
            WHEN regexp_full_match(g.csrq_raw, '[0-9]{8}') THEN strptime(g.csrq_raw, '%Y%m%d')::DATE
            WHEN regexp_full_match(g.csrq_raw, '[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}') THEN strptime(g.csrq_raw, '%Y/%m/%d')::DATE
            WHEN regexp_full_match(g.csrq_raw, '[0-9]{2}\.[0-9]{2}\.[0-9]{2}') THEN strptime('19' || g.csrq_raw, '%Y.%m.%d')::DATE END AS csrq,
       q.xdm AS qhdm, g.hjdz, g.jtje, g.ffzt
FROM (SELECT * FROM gljt QUALIFY row_number() OVER (PARTITION BY roll_id ORDER BY rowid) = 1) g
JOIN qh q ON q.qhdm = g.qhdm JOIN hm h ON h.ly = '名册' AND h.bh = g.roll_id
ORDER BY g.roll_id
