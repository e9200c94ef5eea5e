extension StarterPlan {
  /// Priors of the growth model: those of the shipped plan, each with its source. CSV, one parameter a line. Written by
  /// `Scripts/starter-parameters`.
  static let parameters = #"""
    id,name_en,name_zh,distribution,a,b,c,unit,status,source,note
    alpha,Capital elasticity (1 - labour share),资本产出弹性,beta,0.50,0.05,,ratio,assumption,"Labour-share fall documented by Bai & Qian (2010); Wu (2015, RIETI 15-E-048) attributes 5.55 of 9.16 points of growth to capital deepening",Sensitivity at 0.40 and 0.60 with --set
    delta,Depreciation rate,折旧率,triangular,0.055,0.067,0.1096,per year,derived,"Implied by provincial income accounts 2000-2017: median 0.067, interquartile 0.055-0.081; 0.096 is Zhang (2008) as used by CRAN CHNCapitalStock","The upper end, usually attributed to Shan (2008), was not confirmed in a stored page"
    capital_output_ratio,Capital-output ratio K/Y,资本产出比,lognormal,2.6,0.25,,ratio,assumption,"Hubei 2020 computed with CHNCapitalStock: 3.57 (delta 0.096), 4.57 (0.05), 3.35 (0.1096); a district's is not published",a is the median; b the standard deviation of the logarithm. The dominant uncertainty of the inverse problem
    kappa,GFCF per yuan of fixed-asset investment,固定资本形成占投资比,beta,0.62,0.08,,ratio,derived,"46/76 = 0.605 for 2013 (Zhang Jun), 12.6/17.2 = 0.733 for 2008 and 1/1.07 = 0.93 for 2002 (Caijing); falling",Lower where investment is land-heavy
    tfp,Growth of total factor productivity,全要素生产率增速,normal,1.5,1.0,,pp,assumption,"Wu (2015, RIETI 15-E-048): 1.24 points a year 1980-2010",Absorbs mismeasurement
    labour,Growth of labour incl. quality,劳动投入(含质量)增速,normal,0.5,0.5,,pp,assumption,No district series,
    investment_link,Within-year response of GDP growth to an investment surprise,投资意外对当年增长的弹性,normal,0.12,0.05,,pp per pp,derived,"16 provinces 1993-2013: within 0.138, two-way fixed effects 0.097",Not causal: used for the demand-side link within the year only
    gdp.anchor,Expected growth of GDP,地区生产总值预期增速,normal,7.3,0.6,,%,assumption,"Hubei's 2020 goal of about 7.5 and Wuhan's 7.5-7.8 (January 2020), less the usual optimism",Replaced by the panel's estimate where it is read
    gdp.persistence,Persistence of GDP growth around its mean,增速持续性,normal,0.38,0.10,,ratio,derived,Empirical-Bayes AR(1) of 16 provinces 1993-2013,
    gdp.sigma,Standard deviation of GDP growth shocks,增速冲击标准差,fixed,1.5,,,pp,assumption,Officially reported constant-price growth of a district in calm years; 3.1 on the 1993-2013 provincial panel with a national deflator,
    fai.anchor,Expected growth of fixed-asset investment,投资预期增速,normal,9.8,2.0,,%,assumption,Regional growth of 2019 in the communiques is about 10,Replaced by the panel's estimate where it is read
    fai.persistence,Persistence of investment growth around its mean,投资增速持续性,normal,0.30,0.15,,ratio,derived,"0.30 (16 provinces 1993-2013), 0.59 (31 provinces 2001-2019)",
    fai.sigma,Standard deviation of investment growth shocks,投资增速冲击标准差,fixed,8,,,pp,derived,"Within-year standard deviation of 7-9 points, 31 provinces 2001-2019",
    fai.tail,Student-t degrees of freedom of investment shocks,投资冲击自由度,fixed,3,,,ratio,derived,"Fit 2.5 with scale 5.0, 31 provinces 2001-2019",
    area.premium,Expected growth of an area beyond the district's,片区相对增速,normal,0,3,,pp,assumption,No area has a published history,
    area.loading,Response of an area to the district's investment shock,片区对总量冲击的反应,normal,1.0,0.2,,ratio,assumption,An area follows the district one for one unless it says otherwise,
    area.sigma,Standard deviation of an area's own investment shock,片区自身冲击标准差,fixed,10,,,pp,assumption,Larger than the district's 8 because areas do not average out projects,
    industrial_investment.slope,Response of industrial investment to total investment,工业投资对总投资的反应,normal,1.0,0.2,,ratio,assumption,No history,
    industrial_investment.premium,Expected growth of industrial beyond total investment,工业投资相对增速,normal,0,3,,pp,assumption,No history,
    industrial_investment.sigma,Standard deviation of its own shock,工业投资冲击标准差,fixed,8,,,pp,assumption,As total investment,
    tech_renovation.slope,Response of technical renovation to industrial investment,技改对工业投资的反应,normal,1.0,0.2,,ratio,assumption,No history,
    tech_renovation.premium,Expected growth beyond industrial investment,技改相对增速,normal,2,4,,pp,assumption,No history,
    tech_renovation.sigma,Standard deviation of its own shock,技改冲击标准差,fixed,12,,,pp,assumption,A narrow aggregate of single projects,
    gdp_deflator,GDP deflator growth,平减指数涨幅,normal,2.0,1.0,,%,assumption,Hubei's goal for consumer prices in 2020 is about 3.5; deflators run lower,
    cpi,Consumer price growth,居民消费价格涨幅,normal,3.0,1.0,,%,assumption,Between the nation's 2.9 in 2019 and Hubei's goal of about 3.5,
    va_primary.premium,Expected growth of the primary sector beyond GDP,第一产业相对增速,normal,-3.5,0.7,,pp,assumption,The sector grows by 3 to 4 percent a year in the communiques,Replaced by the panel's estimate where it can be made
    va_primary.slope,Response of the primary sector to GDP growth,第一产业对GDP的反应,normal,0.25,0.10,,ratio,assumption,Weather rather than demand,
    va_primary.sigma,Standard deviation of its own shock,第一产业冲击标准差,fixed,1.0,,,pp,assumption,Judgement: no history of the district is published,
    va_secondary.premium,Expected growth of the secondary sector beyond GDP,第二产业相对增速,normal,0.2,0.7,,pp,assumption,The three premiums balance at the district's weights,Replaced by the panel's estimate where it can be made
    va_secondary.slope,Response of the secondary sector to GDP growth,第二产业对GDP的反应,normal,1.3,0.3,,ratio,assumption,Industry moves more than the total,
    va_secondary.sigma,Standard deviation of its own shock,第二产业冲击标准差,fixed,1.5,,,pp,assumption,Judgement: no history of the district is published,
    va_tertiary.premium,Expected growth of the tertiary sector beyond GDP,第三产业相对增速,normal,0.7,0.7,,pp,assumption,Services grow faster than the total in the communiques,Replaced by the panel's estimate where it can be made
    va_tertiary.slope,Response of the tertiary sector to GDP growth,第三产业对GDP的反应,normal,0.9,0.2,,ratio,assumption,Judgement: no history of the district is published,
    va_tertiary.sigma,Standard deviation of its own shock,第三产业冲击标准差,fixed,1.5,,,pp,assumption,Judgement: no history of the district is published,
    industrial_va.anchor,Expected growth of above-scale industrial value added,规上工业增加值预期增速,normal,7.3,0.8,,%,assumption,Judgement: no history of the district is published,Replaced by the panel's estimate where it can be made
    industrial_va.slope,Response of industrial value added to GDP growth,规上工业增加值对GDP的反应,normal,1.5,0.3,,ratio,assumption,Judgement: no history of the district is published,
    industrial_va.sigma,Standard deviation of its own shock,规上工业增加值冲击标准差,fixed,2.0,,,pp,assumption,Judgement: no history of the district is published,
    hightech_va.premium,Expected growth of high-tech beyond industrial value added,高新技术产业相对增速,normal,5.0,2.0,,pp,assumption,"Caidian 2019: 15 against gross output of industry 8.6, a difference of 6.4 in one year",
    hightech_va.slope,Response of high-tech to industrial value added,高新技术产业对规上工业的反应,normal,1.0,0.2,,ratio,assumption,Judgement: no history of the district is published,
    hightech_va.sigma,Standard deviation of its own shock,高新技术产业冲击标准差,fixed,3.0,,,pp,assumption,Judgement: no history of the district is published,
    residual.persistence,Persistence of a variable's own deviation from the panel,自身偏离的持续性,normal,0.30,0.15,,ratio,assumption,As investment growth; short annual histories,
    budget_revenue.anchor,Expected growth of local budget revenue,一般公共预算收入预期增速,normal,6.0,2.0,,%,assumption,Judgement: no history of the district is published,Replaced by the panel's estimate where it can be made
    budget_revenue.slope,Buoyancy of revenue to nominal GDP,税收浮力,normal,1.0,0.25,,ratio,published,"Dudine & Jalles, IMF WP/17/4: long-run buoyancy not different from one","Used on real growth, the deflator's part standing in the anchor. Caidian 1.28 in 2019, 0.83 implied by the 2020 target, at a 2% deflator"
    budget_revenue.sigma,Standard deviation of its own shock,一般公共预算收入冲击标准差,fixed,5.0,,,pp,assumption,Judgement: no history of the district is published,
    retail.anchor,Expected growth of retail sales,社零预期增速,normal,10.0,1.0,,%,assumption,Judgement: no history of the district is published,Replaced by the panel's estimate where it can be made
    retail.slope,Response of retail sales to GDP growth,社零对GDP的反应,normal,0.8,0.3,,ratio,assumption,Judgement: no history of the district is published,
    retail.sigma,Standard deviation of its own shock,社零冲击标准差,fixed,2.5,,,pp,assumption,Judgement: no history of the district is published,
    trade.anchor,Expected growth of trade,进出口预期增速,normal,5.0,4.0,,%,assumption,Caidian 2019: 5,
    trade.slope,Response of trade to GDP growth,进出口对GDP的反应,normal,0.3,0.3,,ratio,assumption,Trade is 7.4% of GDP: its swings come from abroad; the panel gives no significant slope,
    trade.sigma,Standard deviation of its own shock,进出口冲击标准差,fixed,12,,,pp,assumption,Judgement: no history of the district is published,
    fdi.anchor,Expected growth of utilised foreign investment,实际利用外资预期增速,normal,9.0,4.0,,%,assumption,"Caidian: 30.5 in 2017, 12.5 in 2019",
    fdi.slope,Response of foreign investment to GDP growth,外资对GDP的反应,normal,0.3,0.3,,ratio,assumption,As trade,
    fdi.sigma,Standard deviation of its own shock,外资冲击标准差,fixed,10,,,pp,assumption,Judgement: no history of the district is published,
    investment_attraction.anchor,Expected growth of funds attracted,招商引资到位资金预期增速,normal,5.0,5.0,,%,assumption,The target itself asks for no growth,
    investment_attraction.slope,Response of funds attracted to an investment surprise,招商引资对投资意外的反应,normal,0.75,0.15,,ratio,assumption,"One prefecture reports that 526.89 of 702.76 in place became investment: the ratio, not the response, is published",
    investment_attraction.sigma,Standard deviation of its own shock,招商引资冲击标准差,fixed,10,,,pp,assumption,Judgement: no history of the district is published,
    urban_income.anchor,Expected growth of urban income,城镇居民收入预期增速,normal,8.5,0.6,,%,assumption,Judgement: no history of the district is published,Replaced by the panel's estimate where it can be made
    urban_income.slope,Response of urban income to GDP growth,城镇居民收入对GDP的反应,normal,0.4,0.2,,ratio,assumption,Judgement: no history of the district is published,
    urban_income.sigma,Standard deviation of its own shock,城镇居民收入冲击标准差,fixed,0.9,,,pp,assumption,Judgement: no history of the district is published,
    rural_income.anchor,Expected growth of rural income,农村居民收入预期增速,normal,9.0,0.6,,%,assumption,Judgement: no history of the district is published,Replaced by the panel's estimate where it can be made
    rural_income.slope,Response of rural income to GDP growth,农村居民收入对GDP的反应,normal,0.4,0.2,,ratio,assumption,Judgement: no history of the district is published,
    rural_income.sigma,Standard deviation of its own shock,农村居民收入冲击标准差,fixed,1.2,,,pp,assumption,Judgement: no history of the district is published,
    urban_new_jobs.anchor,Expected growth of new urban jobs,城镇新增就业预期增速,normal,0,3,,%,assumption,The nation's new urban jobs moved by less than 4% a year from 2013 to 2019,
    urban_new_jobs.slope,Response of new jobs to a surprise in GDP growth,新增就业对增长意外的反应,normal,2.0,1.0,,% per pp,assumption,1.3-1.5 million jobs a point nationally (Li Keqiang 2013) would be 10-14%; the flat series of 2013-2019 says far less,
    urban_new_jobs.sigma,Standard deviation of its own shock,新增就业冲击标准差,fixed,6,,,pp,assumption,Judgement: no history of the district is published,
    unemployment.slope,Fall of registered unemployment per point of growth above trend,登记失业率对增长的反应,truncated_normal,0.05,0.05,0,pp per pp,assumption,"Zou (2017): Okun coefficient -3.79, natural registered rate about 3.2%; the registered rate is sticky",a is the mean and b the standard deviation before truncation at c
    unemployment.sigma,Standard deviation of its own shock,登记失业率冲击标准差,fixed,0.10,,,pp,assumption,Judgement: no history of the district is published,
    tourist_visits.anchor,Expected growth of tourist visits,接待游客预期增速,normal,12,4,,%,assumption,No history but the target's own base of 700,
    tourist_visits.slope,Response of visits to GDP growth,游客对GDP的反应,normal,1.5,0.5,,ratio,assumption,Judgement: no history of the district is published,
    tourist_visits.sigma,Standard deviation of its own shock,游客冲击标准差,fixed,6,,,pp,assumption,Judgement: no history of the district is published,
    spend_per_visit,Growth of spending per visit,游客人均花费增速,normal,1.0,2.0,,%,assumption,The targets imply -1.1,
    spend_per_visit.sigma,Standard deviation of its own shock,人均花费冲击标准差,fixed,3,,,pp,assumption,Judgement: no history of the district is published,
    agri_va.premium,Growth of agricultural value added beyond the primary sector,农业增加值相对增速,normal,0,0.3,,pp,assumption,Nearly the same concept,
    agri_va.sigma,Standard deviation of its own shock,农业增加值冲击标准差,fixed,0.3,,,pp,assumption,Judgement: no history of the district is published,
    correlation.default,Correlation of shocks without enough pairs to estimate it,未能估计的冲击相关系数,fixed,0.1,,,ratio,assumption,Pairs of residuals with data in the panel correlate between -0.2 and 0.4,
    within_year.correlation,Correlation of growth in the elapsed part and the rest of a year,年内前后段增速相关,fixed,0.3,,,ratio,assumption,As the persistence of annual growth,
    delivery.ensure.mean,Delivery rate where the plan says ensure,“确保”事项完成率,normal,106,2,,% of target,assumption,Administrative counts are usually met: no panel of them exists,
    delivery.strive.mean,Delivery rate where the plan says strive for,“力争”事项完成率,normal,101,2,,% of target,assumption,Judgement: no history of the district is published,
    delivery.plain.mean,Delivery rate where the plan just states,其他事项完成率,normal,104,2,,% of target,assumption,Judgement: no history of the district is published,
    delivery.sigma,Standard deviation of a delivery rate,完成率标准差,fixed,7,,,% of target,assumption,Judgement: no history of the district is published,
    delivery.correlation,Common part of delivery rates,完成率共同成分,fixed,0.3,,,ratio,assumption,One administration delivers all of them,

    """#
}
