-- Twelve cases with everything that the task force has on each of them.
WITH sources AS (
  SELECT c.roll_id,
         string_agg(s.ly || ' ' || s.swrq || CASE WHEN s.sfz = g.sfz AND s.xm = g.xm THEN '' ELSE '（' || s.xm || '，'
           || CASE WHEN s.csrq IS NULL THEN '约 ' ELSE '' END || s.csn || ' 年生，'
           || CASE WHEN s.sfz IS NULL THEN '无号码' WHEN s.sfz = g.sfz THEN '号码相同' ELSE '号码 ' || substr(s.sfz, 1, 6) || '********' || right(s.sfz, 4) END || '）' END, '、' ORDER BY s.ly, s.bh) AS zh,
         string_agg(lower(s.ly_en) || ' ' || s.swrq || CASE WHEN s.sfz = g.sfz AND s.xm = g.xm THEN '' ELSE ' (' || s.xm || ', born '
           || CASE WHEN s.csrq IS NULL THEN 'about ' ELSE '' END || s.csn || ', '
           || CASE WHEN s.sfz IS NULL THEN 'no number' WHEN s.sfz = g.sfz THEN 'same number' ELSE 'number ' || substr(s.sfz, 1, 6) || '********' || right(s.sfz, 4) END || ')' END, '; ' ORDER BY s.ly, s.bh) AS en
  FROM truth.aj c JOIN gl_bz g USING (roll_id)
  JOIN sw_bz s ON g.sfz = s.sfz OR ((NOT g.jy OR NOT s.jy) AND g.xm = s.xm AND g.qhdm = s.qhdm)
  GROUP BY c.roll_id),
noted AS (
  SELECT c.*, CASE c.kind
    WHEN 'stop' THEN ['上周已暂缓发放并告知家属；家属签字、村（居）委会出具证明，都确认老人已去世。', '镇街月报也有这位老人的丧事记录；家属来电确认，已在告知书回执上签字。',
                      '已按暂缓程序送达告知书，女儿回函说老人已经走了，随信交回了存折。', '告知书送达后，村（居）委会陪同家属当面确认老人去世，没有异议。'][((c.n - 1) % 4) + 1]
    WHEN 'seen' THEN ['3 月 9 日镇街干部入户，老人在院子里择菜，当面核对了身份证。', '3 月 8 日视频核验，老人自己报了生日和住址，与户口簿一致。', '3 月 9 日入户，老人卧床但神志清楚，邻居和社区医生都在场。'][((c.n - 1) % 3) + 1]
    WHEN 'other' THEN '还没有入户。登记单位查过底册回话：他们登记的那位，生日和住址都不是名册上这位老人的。'
    WHEN 'open' THEN ['还没有入户，电话没有打通。', '村里说“好像去儿子家住了”，没有见到人。', '敲了两次门没有人应，邻居说不清楚。'][((c.n - 1) % 3) + 1]
    WHEN 'number' THEN '名册上的号码用不了，只能靠姓名、区划和出生年份对上；还没有入户，家属也没有联系上。'
    ELSE '去年因一条登错的死亡证明停发了 ' || c.months || ' 个月，今年 1 月恢复；登记已更正，停发那几个月的钱没有下文。' END AS zh,
    CASE c.kind
    WHEN 'stop' THEN ['Suspended last week with notice to the family; family and village committee have both confirmed the death in writing.', 'The township''s monthly return mentions the funeral; the family confirmed by telephone and signed the receipt of the notice.',
                      'Notice of suspension was served; the daughter wrote back that the parent has died and returned the passbook.', 'After the notice was served, the committee and the family confirmed the death in person and raised no objection.'][((c.n - 1) % 4) + 1]
    WHEN 'seen' THEN ['Visited on 9 March: preparing vegetables in the yard, identity card checked face to face.', 'Video check on 8 March: gave birthday and address unprompted, both as in the household book.', 'Visited on 9 March: bedridden but clear-headed; neighbour and community doctor present.'][((c.n - 1) % 3) + 1]
    WHEN 'other' THEN 'Not visited yet. The office that made the record looked it up: birthday and address are not those of the person on the roll.'
    WHEN 'open' THEN ['Not visited yet; nobody answers the telephone.', 'The village says “gone to live with a son, perhaps”; nobody has seen the person.', 'Two knocks at the door, no answer; the neighbour does not know.'][((c.n - 1) % 3) + 1]
    WHEN 'number' THEN 'The number on the roll is unusable, so only name, division and year of birth agree; not visited, family not reached.'
    ELSE 'Last year a mistaken certificate stopped the payment for ' || c.months || ' months; resumed in January and the record corrected, but nothing was said of the months lost.' END AS en
  FROM truth.aj c)
SELECT n.roll_id AS id, b.xm_ys || '，' || (2027 - b.csn) || ' 岁，' || q.mc AS zh, b.xm_ys || ', ' || (2027 - b.csn) || ', ' || q.mc_en AS en,
       '号码 ' || substr(b.sfz, 1, 6) || '********' || right(b.sfz, 4) || CASE WHEN b.jy THEN '（校验通过）' ELSE '（校验不过）' END || '，' || b.csn || ' 年生，每月 ' || b.jtje || ' 元。死亡信息：'
         || coalesce(s.zh, '三家都没有') || '。' || n.zh AS detail_zh,
       'Number ' || substr(b.sfz, 1, 6) || '********' || right(b.sfz, 4) || CASE WHEN b.jy THEN ' (check passes)' ELSE ' (check fails)' END || ', born ' || b.csn || ', ' || b.jtje || ' yuan a month. Records of death: '
         || coalesce(s.en, 'none in any of the three') || '. ' || n.en AS detail_en
FROM noted n JOIN gl_bz b USING (roll_id) JOIN qh q ON q.qhdm = b.qhdm
LEFT JOIN sources s USING (roll_id) ORDER BY draw('case/order', n.roll_id)
