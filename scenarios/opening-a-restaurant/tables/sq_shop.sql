-- The counter's list: what the applicant handed in, and what the clerk noted.
WITH base AS (SELECT * FROM truth.shop),
old AS (SELECT dm, dm_en FROM hist_xk WHERE dm = '红火烧烤店'),
said AS (
  SELECT b.*,
    CASE part WHEN 'plan' THEN '缺平面布局图；其余齐全' WHEN 'health' THEN '缺 2 名员工健康证明（在容缺清单内）；其余齐全'
              ELSE '齐全' END AS cl,
    CASE part WHEN 'plan' THEN 'Floor plan missing; rest complete' WHEN 'health' THEN 'Health certificates of 2 staff missing (on the list of tolerable items); rest complete'
              ELSE 'Complete' END AS cl_en,
    CASE part WHEN 'photo' THEN '三张后厨照片与本月另一件申请相同' WHEN 'plan' THEN '有照片，无图可对'
              ELSE '图与照片一致' END AS zp,
    CASE part WHEN 'photo' THEN 'Three kitchen photos are the same as in another application this month' WHEN 'plan' THEN 'Photos, but no plan to compare'
              ELSE 'Plan and photos agree' END AS zp_en,
    CASE WHEN part IN ('plain', 'photo') THEN '已选消防承诺，材料齐' WHEN part = 'brother' THEN '不承诺，已申请消防检查'
         ELSE '经消防认定，不是公众聚集场所' END AS xf,
    CASE WHEN part IN ('plain', 'photo') THEN 'Promise chosen, papers complete' WHEN part = 'brother' THEN 'No promise; inspection requested'
         ELSE 'Fire brigade: not a place of public assembly' END AS xf_en,
    CASE part
      WHEN 'plain' THEN '座位多，属于公众聚集场所' WHEN 'health' THEN '开业定在下月，还在招人'
      WHEN 'plan' THEN '申请人问：能不能先发证，图随后补' WHEN 'photo' THEN '问及后门，申请人说“照片是装修公司给的”'
      WHEN 'barred' THEN '申请人说“以前开过店，后来不干了”' WHEN 'namesake' THEN '同事提醒：名字在吊销名单上见过'
      WHEN 'lapsed' THEN '申请人主动说“以前被吊销过，听说到期了”'
      ELSE '与一名自称哥哥的男子同来，灶台和进货都由他答；店址就是原“' || (SELECT dm FROM old) || '”' END AS bz,
    CASE part
      WHEN 'plain' THEN 'Many seats; a place of public assembly' WHEN 'health' THEN 'Opens next month, still hiring'
      WHEN 'plan' THEN 'Applicant asks for the licence now and the plan later' WHEN 'photo' THEN 'Asked about a back door, the applicant says the photos came from the fitter'
      WHEN 'barred' THEN '“I had a shop once and gave it up”' WHEN 'namesake' THEN 'A colleague has seen this name on the list of revocations'
      WHEN 'lapsed' THEN 'Says unasked that a licence was once revoked and that the bar should be over'
      ELSE 'Came with a man who says he is the brother and answered for stove and suppliers; the premises are those of the former ' || (SELECT dm_en FROM old) END AS bz_en
  FROM base b
)
SELECT s.id, s.dm, s.dm_en, f.lb, f.lb_en, s.xm, s.zjh, s.nl, s.cl, s.cl_en, s.zp, s.zp_en, s.xf, s.xf_en, s.bz, s.bz_en
FROM said s JOIN fl f ON f.id = s.fl ORDER BY s.n
