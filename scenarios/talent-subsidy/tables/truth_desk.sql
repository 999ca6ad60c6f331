-- What is right for each of the fifteen, and why.
SELECT l.id, a.kind,
       CASE WHEN a.kind IN ('plain', 'moved', 'age-edge', 'late-edge', 'name') THEN 'grant'
            WHEN a.kind IN ('timeout', 'overseas', 'shell', 'old-ledger') THEN 'verify' ELSE 'refuse' END AS decision,
       CASE a.kind WHEN 'plain' THEN 'all-met' WHEN 'moved' THEN 'same-employer' WHEN 'age-edge' THEN 'within-limit' WHEN 'late-edge' THEN 'within-limit'
            WHEN 'name' THEN 'same-person' WHEN 'backpay' THEN 'back-payment' WHEN 'short' THEN 'too-short' WHEN 'over-age' THEN 'over-limit'
            WHEN 'paid' THEN 'paid-before' WHEN 'college' THEN 'degree-below' WHEN 'timeout' THEN 'no-answer' WHEN 'overseas' THEN 'foreign-degree'
            WHEN 'shell' THEN 'shell-signs' ELSE 'ledger-gap' END AS reason,
       CASE a.kind
         WHEN 'plain' THEN '各项条件都核实为真，风险也低，批了就是。'
         WHEN 'moved' THEN '换区参保只换了单位编号，统一社会信用代码没变，还是同一个单位，缴费没有断。'
         WHEN 'age-edge' THEN '申报当日还没满 36 周岁，就是“不超过 35 周岁”；用年份相减会多算一岁。'
         WHEN 'late-edge' THEN '毕业到参保正好 36 个月，在三年之内。'
         WHEN 'name' THEN '号码一致，只是间隔号写法不同，看一眼照片就能定，不该退回。'
         WHEN 'backpay' THEN '政策写的是正常缴费，补缴的月份不能算进连续六个月；可以告诉申请人满足条件后再来。'
         WHEN 'short' THEN '正常缴费不满六个月，现在不符合；告诉申请人哪个月满，届时系统会提醒。'
         WHEN 'over-age' THEN '申报当日已满 36 周岁，不符合；由人写明理由和救济渠道。'
         WHEN 'paid' THEN '15 位旧证号升位后是同一个人，已经领过一次。'
         WHEN 'college' THEN '核验结果是专科，政策从本科起；若申请人认为库里有误，告知更正办法。'
         WHEN 'timeout' THEN '接口没有回音是“未知”，不是“不符合”：重试，再不行请教育部门核一下。'
         WHEN 'overseas' THEN '境外学历本来就不在国内库里，查不到不等于没有，请申请人提供认证结果再定。'
         WHEN 'shell' THEN '没有工资申报、多人共用一张收款卡，是挂靠的迹象；但迹象不是结论，先到单位看，再作决定。'
         ELSE '旧台账没录入，领没领过还不知道；请县里翻台账，不能凭空当作领过，也不能当作没领过。' END AS why_zh,
       CASE a.kind
         WHEN 'plain' THEN 'Every condition is confirmed and the risk is low: grant.'
         WHEN 'moved' THEN 'Moving district changed the unit number, not the credit code. It is the same employer and the months run on.'
         WHEN 'age-edge' THEN 'Not yet 36 on the day of filing, hence within 35; subtracting years adds one too many.'
         WHEN 'late-edge' THEN 'Exactly 36 months from graduation to insurance is within three years.'
         WHEN 'name' THEN 'The number agrees and only the middle dot differs; one look at the photograph settles it, and nobody need be sent away.'
         WHEN 'backpay' THEN 'The policy speaks of regular contributions, so months paid afterwards do not count towards six in a row; the applicant may come again once they do.'
         WHEN 'short' THEN 'Fewer than six regular months, so not yet; say which month completes them.'
         WHEN 'over-age' THEN 'Already 36 on the day of filing; a person writes the refusal with reasons and remedies.'
         WHEN 'paid' THEN 'The old 15-digit number upgrades to the same person, who has been paid once.'
         WHEN 'college' THEN 'The register shows a college diploma and the policy starts at bachelor; if the register is wrong, say how to have it corrected.'
         WHEN 'timeout' THEN 'No answer means “unknown”, not “no”: try again, then ask the education bureau.'
         WHEN 'overseas' THEN 'A degree from abroad is never in the national register; not found is not the same as not held. Ask for the certification.'
         WHEN 'shell' THEN 'No wages declared and several people on one card are signs of a shell; signs are no finding, so visit the employer first.'
         ELSE 'The old ledger is not keyed in, so earlier payment is unknown. Have the county look it up; assume neither answer.' END AS why_en
FROM al l JOIN truth.apply a USING (sqbh) ORDER BY l.id
