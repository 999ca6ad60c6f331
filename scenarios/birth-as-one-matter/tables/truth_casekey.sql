WITH told(aj_id, v, route, reason, weight, zh, en) AS (VALUES
  ('c01', 0, 'normal', 'marriage-no-matter', 1.0, '出生登记看的是出生事实和父母身份，不看结婚证。证明齐全，正常流转。', 'Registration looks at the birth and at who the parents are, not at a marriage certificate. The file is complete and takes the ordinary way.'),
  ('c01', 1, 'normal', 'marriage-no-matter', 1.0, '父亲一栏可以空着，孩子照样登记；不必让母亲解释缘由。', 'The father may be left blank and the child is registered all the same; the mother need not explain.'),
  ('c02', 0, 'desk', 'foreign-paper', 1.0, '护照要人来看、译名要人来定，国内库里查不到不等于身份有问题。转专窗当面核。', 'A passport needs a person to read it and settle the rendering; not being in domestic data is no fault. The special desk checks it face to face.'),
  ('c02', 1, 'desk', 'foreign-paper', 1.0, '“查无此人”只说明国内库没有她，不能退件。转专窗核验护照。', '“No such person” says only that domestic data lack her, and nothing is sent back. The special desk checks the passport.'),
  ('c03', 0, 'desk', 'birth-fact', 1.5, '没有医学证明，先由专窗和卫健一起核实出生事实，实在无从证明才说到亲子鉴定。', 'Without a certificate the special desk and the health commission first establish the birth; a parentage test is mentioned only when nothing else will do.'),
  ('c03', 1, 'normal', 'facts-complete', 1.0, '地点特殊，材料不特殊：证明已依法签发，平台查得到，正常流转。', 'The place is unusual, the file is not. The certificate was issued and the platform shows it, so it takes the ordinary way.'),
  ('c04', 0, 'normal', 'facts-complete', 1.0, '一张申请表、两条孩子记录，材料齐全，一次办完。', 'One form, two children''s records, a complete file, done at once.'),
  ('c04', 1, 'normal', 'facts-complete', 1.0, '证明编号不同就是两个孩子，“疑似重复”是系统规则没想到双胞胎，改规则，不为难家长。', 'Different certificate numbers mean two children; the warning is a rule that never thought of twins. Mend the rule and spare the parents.'),
  ('c05', 0, 'desk', 'system-gap', 1.0, '显示不了是系统的事，名字是孩子的权利。转专窗按编码录入，各系统同步补字库。', 'What the system cannot show is the system''s affair; the name is the child''s. The special desk enters it by code and the systems'' fonts are mended.'),
  ('c05', 1, 'desk', 'system-gap', 1.0, '不能让卡上空一格。转专窗登记，由人社补字库后制卡，其他事项先办。', 'A card with a gap will not do. The special desk records it, the card follows once the font is mended, and the rest goes ahead.'),
  ('c06', 0, 'normal', 'same-person', 1.0, '号码一致，只是间隔号写法不同，是同一个人。比对时归一，登记的写法不改。', 'The number agrees and only the dot is written differently; he is the same person. Normalise for comparison and leave what was registered.'),
  ('c06', 1, 'normal', 'same-person', 1.0, '号码一致，姓名是医保系统截短的。正常流转，同时提出校核，请医保补全。', 'The number agrees; the insurance data cut the name short. It takes the ordinary way, and insurance is asked to complete the record.'),
  ('c07', 0, 'complete', 'authority-missing', 1.0, '奶奶的材料先收下，一次说清只缺父母的委托，电话或手机确认都行，不用老人再跑。', 'Take the file, and say once that only the parents'' authority is missing; by telephone or phone app, with no second journey for her.'),
  ('c07', 1, 'normal', 'facts-complete', 1.0, '母亲已经实名确认并授权，奶奶只是代交，正常流转。', 'The mother has confirmed and authorised; the grandmother merely hands it in. It takes the ordinary way.'),
  ('c08', 0, 'desk', 'stop-and-care', 1.5, '马上停掉自动推送，由专窗一个人负责到底，该注销的注销、该报销的报销，不让父母再跑。', 'Stop every automatic message at once; one person at the special desk sees it through, closes what is to be closed and pays what is due, and the parents make no journey.'),
  ('c08', 1, 'desk', 'stop-and-care', 1.5, '停掉催办，由专窗联系，住院费照样报销；这时候最不该由机器说话。', 'Stop the reminders; the special desk makes contact and the bill is still settled. This is no time for a machine to speak.'),
  ('c09', 0, 'normal', 'shared-result', 1.0, '共享结果已经回来，跨市也一样办，不用家长回户籍地开证明。', 'The shared result is in; another city makes no difference, and nobody travels home for a paper.'),
  ('c09', 1, 'desk', 'unknown-is-not-no', 1.0, '“未知”不是“不符”。转专窗人工联系衡川核实，家长在家等消息就行。', '“Unknown” is not “no match”. The special desk asks Hengchuan by hand while the parents wait at home.'),
  ('c10', 0, 'complete', 'parents-decide', 1.0, '两张都不作数，也不由窗口挑一张。先收件，请父母商定后共同确认；不用名字的事先办。', 'Neither form counts alone, and no clerk picks one. Take the file, let the parents agree and confirm together; what needs no name goes ahead.'),
  ('c10', 1, 'complete', 'parents-decide', 1.0, '落户选择要父母一致。先收件并一次告知，商量好再确认；接种等先办，不听老人的电话定。', 'Both parents must agree on the register. Take the file and tell them once; vaccination and the like go ahead. Grandparents'' calls settle nothing.'))
SELECT a.aj_id AS id, t.route, t.reason, t.weight::DOUBLE AS weight, t.zh AS why_zh, t.en AS why_en, a.mq AS name, a.nl AS age, a.sq AS place, a.sq_en AS place_en, a.v
FROM aj a JOIN told t ON t.aj_id = a.aj_id AND t.v = a.v ORDER BY a.aj_id
