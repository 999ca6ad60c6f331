WITH picked AS (
  SELECT *, row_number() OVER (PARTITION BY role ORDER BY n) AS k FROM truth.qy
  WHERE role IN ('renamed', 'moved', 'repaired', 'revoked', 'listed', 'shell', 'unknown') OR role = 'cut' AND qc > 30),
cases AS (SELECT *, row_number() OVER (ORDER BY draw('case', tyshxydm), tyshxydm) AS no FROM picked WHERE k = 1),
facts AS (
  SELECT c.*, d.dwmc, b.ys, b.wz, b.gz_rs, b.cjl, b.bz, g.jc_rs, x.sxlx, x.jdrq, x.xf_rq, x.gszt,
         (SELECT count(*) FROM wg_dw u WHERE u.tyshxydm = c.tyshxydm) AS units,
         round((c.qm + c.tax_staff + coalesce(c.fund_staff, c.tax_staff)) / 3.0)::BIGINT AS mean
  FROM cases c JOIN wg_dw d ON d.tyshxydm = c.tyshxydm AND d.cbzt = '参保' JOIN wg_zb b ON b.tyshxydm = c.tyshxydm
  LEFT JOIN wg_gjj g ON g.dwmc = c.qymc LEFT JOIN wg_sx x ON x.tyshxydm = c.tyshxydm)
SELECT 'aj' || no AS aj, tyshxydm, qymc,
       format('市场监管：{}。人社：{}；{} 个月到账{}；2026 年 3 月 {} 人，2027 年 2 月 {} 人。税务：2026 年四季度申报 {} 人。公积金：{}。失信：{}。综合库：{}。',
         jyzt, CASE WHEN units = 2 THEN format('两个单位编号，一个已注销，另一个 2026 年 {} 月起启用', 3 + switch)
                    WHEN dwmc <> qymc THEN '单位名称是“' || dwmc || '”，信用代码一致' ELSE '名称、代码一致' END,
         ys, CASE WHEN wz > 0 THEN format('，{} 个月接口超时未返回', wz) ELSE '' END, qc, qm, gz_rs,
         CASE WHEN jc_rs IS NULL THEN '没有开户' ELSE format('缴存 {} 人', jc_rs) END,
         CASE WHEN sxlx IS NULL THEN '无' WHEN xf_rq IS NULL THEN format('{}，{} 认定，公示中', sxlx, strftime(jdrq, '%Y-%m-%d'))
              ELSE format('{}，{} 认定，{} 修复，{}', sxlx, strftime(jdrq, '%Y-%m-%d'), strftime(xf_rq, '%Y-%m-%d'), gszt) END,
         CASE role WHEN 'renamed' THEN '新旧两名各一条，旧名一条没有代码' WHEN 'moved' THEN '拆成两条，各有几个月'
                   WHEN 'revoked' THEN '状态取多数，记作“在营”' WHEN 'cut' THEN format('人数取三家平均，{} 人', mean)
                   WHEN 'unknown' THEN '按 10 个月计' WHEN 'repaired' THEN '列为失信' WHEN 'listed' THEN '列为失信'
                   ELSE format('人数取三家平均，{} 人', mean) END) AS zh,
       format('Market: {}. Social insurance: {}; {} months paid{}; {} people in March 2026, {} in February 2027. Tax: {} on the payroll in Q4 2026. Housing fund: {}. Dishonest list: {}. Combined base: {}.',
         CASE jyzt WHEN '在营' THEN 'open' WHEN '注销' THEN 'struck off' ELSE 'licence revoked, not struck off' END,
         CASE WHEN units = 2 THEN format('two unit numbers, one cancelled, the other in use since 2026-{}', lpad((3 + switch)::VARCHAR, 2, '0'))
              WHEN dwmc <> qymc THEN 'the name is “' || dwmc || '”, the code agrees' ELSE 'name and code agree' END,
         ys, CASE WHEN wz > 0 THEN format(', {} not returned (interface timed out)', wz) ELSE '' END, qc, qm, gz_rs,
         CASE WHEN jc_rs IS NULL THEN 'no account' ELSE format('{} people paying in', jc_rs) END,
         CASE WHEN sxlx IS NULL THEN 'not on it' WHEN xf_rq IS NULL THEN format('{} ({}), listed {}, published', sxlx_en, sxlx, strftime(jdrq, '%Y-%m-%d'))
              ELSE format('{} ({}), listed {}, repaired {}, {}', sxlx_en, sxlx, strftime(jdrq, '%Y-%m-%d'), strftime(xf_rq, '%Y-%m-%d'),
                          CASE gszt WHEN '公示中' THEN 'still published' ELSE 'taken off' END) END,
         CASE role WHEN 'renamed' THEN 'one record under each name, the old one without a code' WHEN 'moved' THEN 'split in two records with some months each'
                   WHEN 'revoked' THEN '“open”, by majority' WHEN 'cut' THEN format('{} people, the mean of three sources', mean)
                   WHEN 'unknown' THEN 'counted as 10 months' WHEN 'repaired' THEN 'dishonest' WHEN 'listed' THEN 'dishonest'
                   ELSE format('{} people, the mean of three sources', mean) END) AS en
FROM (SELECT *, CASE sxlx WHEN '拖欠劳动报酬' THEN 'wages unpaid' WHEN '拖欠社会保险费' THEN 'contributions unpaid' ELSE 'irregular for three years' END AS sxlx_en FROM facts)
ORDER BY 1
