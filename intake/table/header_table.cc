#include "intake/table/header_table.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace laowu::intake {
namespace {

// clang-format off
constexpr HeaderRow kVacancyHeaders[] = {
    {Field::kReference, "id 编号 岗位编号 职位编号 招聘编号 岗位id 职位id 信息编号 源编号 source_reference reference vacancy_id job_id 岗位代码 发布编号"},
    {Field::kTitle, "title 岗位 岗位名称 职位 职位名称 招聘岗位 招聘职位 招聘工种 岗位/工种 工种名称 工种 用工岗位 用工工种 需求岗位 需求工种 招工岗位 招工工种 空缺岗位 岗位名 job_title position job 职务 职业名称 招聘岗位名称"},
    {Field::kEmployerName, "company employer employer_name company_name 企业 企业名称 公司 公司名称 单位 单位名称 用人单位 用人单位名称 用工单位 用工单位名称 用工企业 用工企业名称 招聘单位 招聘企业 招聘企业名称 招聘单位名称 招聘公司 厂名 工厂 工厂名称 employer_display_name 雇主 东家 施工单位 施工企业 单位全称 企业全称"},
    {Field::kEmployerCode, "统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一代码 企业统一社会信用代码 单位统一社会信用代码 credit_code employer_code uscc 组织机构代码/统一社会信用代码"},
    {Field::kOccupation, "occupation 职业 职业类别 职业分类 工种类别 岗位类别 职位类别 岗位类型 对应职业"},
    {Field::kOccupationCode, "occupation_code 职业代码 职业编码 职业分类代码 工种代码"},
    {Field::kWorkplace, "工作地点 工作地 工作地址 工作区域 工作城市 上班地点 上班地址 用工地点 用工地址 用工地 就业地点 务工地点 岗位所在地 单位地址 企业地址 公司地址 工厂地址 所在地 地点 地址 所在地区 工作地区 地区 区域 location workplace address place 详细地址 工作详细地址 厂址 企业所在地 单位所在地 地方 位置 务工地 上班地 用工地方 工作位置 办公地点 办公地址 工地地址 工地地点 项目地点 项目地址 工程地点"},
    {Field::kWorkplaceCode, "division_code workplace_division_code 行政区划代码 区划代码 工作地区划代码 工作地代码 地区代码 工作地点代码 行政区划"},
    {Field::kProvince, "province 省 省份 省/自治区"},
    {Field::kCity, "city 城市 市 地市 所在城市 市州 地级市"},
    {Field::kCityCode, "city_code 城市代码"},
    {Field::kDistrict, "district county 区县 县区 区 县 县/区 区/县 所在区 市区县"},
    {Field::kDistrictCode, "district_code 区县代码 县区代码"},
    {Field::kTown, "town township 镇 镇街 乡镇 镇区 街道 镇/街道 乡镇/街道 镇/街"},
    {Field::kLatitude, "latitude lat 纬度"},
    {Field::kLongitude, "longitude lon lng 经度"},
    {Field::kWageText, "wage_text wage salary pay 底薪 基本工资 保底工资 综合 综合收入 到手工资 工资 薪资 薪酬 薪金 月薪 月工资 工资待遇 薪资待遇 薪酬待遇 待遇 工资范围 薪资范围 薪酬范围 月薪范围 工资标准 薪资标准 月收入 综合工资 综合月薪 工资/月 元/月 日薪 时薪 年薪 工价 小时工价 单价 薪资/福利 工资水平 薪资水平 薪酬水平 月均工资 月综合工资 月薪/元 工资待遇/月 日工资 天工资 每天工资 每日工资 小时工资 时工资 每小时工资 年收入 年工资 薪资k 工资k 薪资区间 参考工资 参考薪资 提供薪资 开价 出价"},
    {Field::kWageMin, "wage_min min_wage salary_min min_salary 最低工资 最低月薪 月薪下限 工资下限 薪资下限 薪酬下限 起薪 最低薪资 最低薪酬 薪资起 工资起 薪酬起 月薪起 工资最低 薪资最低 薪酬最低 月薪最低 min_wage_cny_per_month"},
    {Field::kWageMax, "wage_max max_wage salary_max max_salary 最高工资 最高月薪 月薪上限 工资上限 薪资上限 薪酬上限 最高薪资 最高薪酬 薪资止 工资止 薪酬止 月薪止 工资最高 薪资最高 薪酬最高 月薪最高 max_wage_cny_per_month"},
    {Field::kWageUnit, "wage_unit salary_unit 薪资单位 工资单位 薪酬单位 计薪单位 计薪周期"},
    {Field::kPayMonths, "wage_months pay_months 薪资月数 年薪月数 发薪月数"},
    {Field::kPayKind, "pay_kind 计薪方式 计酬方式 工资形式 薪资类型 工资类型 结算方式 计薪类型 发薪方式 工资结算方式"},
    {Field::kPayBasis, "pay_basis 工资构成 薪资构成"},
    {Field::kOpeningCount, "headcount openings opening_count vacancies count number 招聘人数 招工人数 需求人数 用工人数 缺工人数 人数 招聘数量 需求数量 岗位数 用工需求人数 需求量 招聘名额 拟招人数 计划招聘人数 空岗数 用工数量 缺工数 岗位数量 招用人数 需求/人 男 女 男工 女工 合计 小计 总人数"},
    {Field::kEducation, "education 学历 学历要求 文化程度 文化程度要求 最低学历 教育程度 文化要求 文化 min_education degree"},
    {Field::kAge, "age 年龄 年龄要求 年龄范围 年龄限制 岁数 年龄段"},
    {Field::kMinAge, "min_age min_age_years 最小年龄 最低年龄 年龄下限 年龄起 起始年龄 年龄最低 年龄最小"},
    {Field::kMaxAge, "max_age max_age_years 最大年龄 最高年龄 年龄上限 年龄止 截止年龄 年龄最高 年龄最大"},
    {Field::kExperience, "experience 工作经验 经验 经验要求 工作年限 工龄要求 工作经验要求 从业年限"},
    {Field::kRequiredSkills, "required_skills 技能要求 必备技能 技能 技术要求 证书要求 资格证书 职业资格 技能等级 技能等级要求 技能证书 所需证书 持证要求 所需技能 技能条件 技能/证书要求"},
    {Field::kPreferredSkills, "skills preferred_skills 优先技能 技能标签 标签 关键词 优先条件 skill_tags"},
    {Field::kBenefits, "benefits 福利 福利待遇 员工福利 其他待遇 其他福利 福利标签 福利说明 企业福利 单位福利"},
    {Field::kAccommodation, "accommodation accommodation_provided 住宿 是否包住 是否提供住宿 住宿情况 包住 提供住宿 住宿条件 是否住宿"},
    {Field::kMeals, "meals meals_provided 伙食 就餐 是否包吃 包吃 包餐 餐食 用餐 餐饮 是否提供伙食 工作餐 吃饭 伙食情况"},
    {Field::kBoardAndLodging, "食宿 食宿情况 食宿待遇 是否包吃住 包吃住 吃住 吃住情况 是否提供食宿 食宿条件 食宿安排 包食宿 是否包食宿 膳宿 食住 餐宿"},
    {Field::kNightShift, "night_shift 夜班 是否夜班 倒班 班次 班制 工作班次 是否倒班 轮班 shift 上班班次 倒班情况"},
    {Field::kHours, "hours hours_per_week 工作时间 上班时间 工时 每周工时 工作时长 作息时间 工作制 每周工作小时 working_hours 工作时间/休息 每天工作小时 每天工作时间 每日工作时间 每日工作小时 每天工作时长 每日工作时长 日工作时间 日工时 每日工时 每天工时 每天上班时间 周工时 工作小时 每周工作时间 每周工作时长"},
    {Field::kSocialInsurance, "social_insurance 社保 社会保险 是否缴纳社保 五险一金 五险 保险 购买社保 是否买社保 是否购买社保 缴纳社保 参保情况 社保情况 社保缴纳"},
    {Field::kHazards, "hazards 职业危害 危害因素 职业病危害 职业病危害因素 危害 职业危害因素 工作环境"},
    {Field::kNoJuvenileHazards, "no_juvenile_hazards 无未成年工禁忌 可用未成年工 适合未成年工"},
    {Field::kStartDate, "start_date 到岗时间 到岗日期 入职时间 上岗时间 开工时间 用工时间 用工开始时间 上岗日期 计划到岗时间 用工日期"},
    {Field::kExpireDate, "expire_date deadline 截止日期 截止时间 有效期 有效期至 招聘截止 招聘截止日期 招聘截止时间 报名截止 失效日期 岗位有效期 结束日期 有效期限 报名截止时间 招聘有效期 到期日期 发布截止日期 到期 到期日 到期时间 截止 截止日 招聘截止日"},
    {Field::kUpdateTime, "posted update_time updated 发布日期 发布时间 更新时间 更新日期 登记日期 登记时间 source_update_time publish_date"},
    {Field::kDescription, "description 描述 简介 岗位简介 职位简介 职位介绍 招聘简介 岗位描述 职位描述 岗位职责 工作内容 工作职责 职责 岗位介绍 工作描述 岗位说明 职位信息 主要工作 工作岗位描述 招聘信息 详情 职责描述 工作内容/职责 招聘内容 招聘消息 群消息"},
    {Field::kRequirements, "requirements 任职要求 任职条件 岗位要求 招聘要求 招聘条件 要求 条件 用工要求 其他要求 其它要求 应聘条件 录用条件 其他条件 岗位条件 备注 说明 特殊要求 remarks 其他 备注说明 要求/待遇 待遇/要求 招聘要求/待遇 待遇/招聘要求 岗位要求/待遇 任职要求/待遇 要求/福利 福利/要求 要求/福利待遇 条件/待遇 待遇/条件"},
    {Field::kSex, "sex gender 性别 性别要求 性别限制 男/女 男女"},
    {Field::kEthnicity, "ethnicity 民族 民族要求"},
    {Field::kHomeAddress, "户籍要求 籍贯要求 户口要求 地域要求"},
    {Field::kOfficeContact, "office_contact 发布机构联系方式 人社联系方式 服务机构 办公室联系方式"},
};

constexpr HeaderRow kWorkerHeaders[] = {
    {Field::kReference, "id 编号 人员编号 劳动力编号 档案号 档案编号 登记号 登记编号 人员id 源编号 source_reference reference worker_id worker"},
    {Field::kPersonName, "name 姓名 名字 劳动力姓名 人员姓名 求职者 求职者姓名 display_name full_name 劳动者姓名 家庭成员姓名 成员姓名 务工人员姓名 外出务工人员姓名 脱贫劳动力姓名"},
    {Field::kIdentityNumber, "identity_number id_number id_card 身份证 身份证号 身份证号码 公民身份号码 公民身份证号码 身份号码 证件号码 证件号 居民身份证号码 居民身份证号 身份证件号码"},
    {Field::kPhone, "phone phone_number mobile tel 手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 本人电话 移动电话 本人联系电话 联系手机"},
    {Field::kSex, "sex gender 性别"},
    {Field::kBirthDate, "birth_date birthday birth 出生日期 出生年月日 出生年月 生日 出生时间"},
    {Field::kAge, "age 年龄 周岁 实际年龄"},
    {Field::kEthnicity, "ethnicity 民族"},
    {Field::kDivisionCode, "division_code 行政区划代码 区划代码 行政区划 户籍地代码 户籍区划代码 户籍地区划代码 地区编码 户籍代码"},
    {Field::kProvince, "province 省 省份"},
    {Field::kCity, "city 市 地市 市州 市/州"},
    {Field::kCounty, "county 县 区县 县区 县/区 区/县 户籍县 所在县 县市区 县/市/区 区 所属区县 户籍区县"},
    {Field::kTown, "town township 乡镇 镇 乡 街道 乡镇/街道 乡/镇 镇街 户籍乡镇 所在乡镇 乡/街道 镇/乡/街道 镇/街道 所属乡镇 乡镇街道"},
    {Field::kVillage, "village 村 行政村 村/社区 社区 村居 户籍村 所在村 村社 村委会 村/居委会 村/居 村民组 所属村 行政村/社区 village_display_name 村名"},
    {Field::kHomeAddress, "address home_address 户籍地 户籍地址 家庭住址 家庭地址 住址 户籍所在地 户口所在地 籍贯 户籍 详细住址 常住地 居住地 现住址 家庭详细地址 地址"},
    {Field::kEducation, "education 文化程度 文化 学历 受教育程度 最高学历 教育程度"},
    {Field::kSkills, "skills 技能 掌握技能 技能特长 特长 专长 劳动技能 职业技能 会什么 技能名称 技术特长 已有技能 工种技能 技能情况 具备技能 技能状况 有何技能 有何特长 有何种技能 手艺 何种技能 有什么技能 有什么特长 有何手艺"},
    {Field::kSkillLevel, "skill_level 技能等级 技术等级 技能水平 职业技能等级"},
    {Field::kCertificate, "certificate certificates 证书 技能证书 资格证书 职业资格证书 持证情况 证书名称 职业资格 持有证书 持证 职业技能证书 证件 证照 证"},
    {Field::kExperience, "experience 工作经验 工作年限 从业年限 务工年限 工作经历 务工经历 从业经历 经验"},
    {Field::kDesiredOccupations, "desired_occupations desired_occupation 期望工种 意向工种 求职意向 就业意向 意向岗位 期望岗位 期望职业 意向职业 想做工种 意愿工种 求职工种 务工意愿工种 期望从事工种 意向就业岗位 求职岗位 意向行业 就业意愿岗位 择业意向 择业方向 从业意向"},
    {Field::kPastOccupation, "past_occupation occupation 从事工种 曾从事工种 原工种 职业 从事职业 以前工作 曾经从事工种 从事行业 曾从事职业 务工工种 现从事工种 现从事工作 现从事职业 目前从事工作 曾从事工作 以前从事工作 之前从事工作 原从事工作 从事何种工作 返乡前从事工种 返乡前工种 返乡前从事工作 返乡前职业"},
    {Field::kDesiredWage, "min_wage desired_wage expected_wage 期望工资 期望薪资 期望月薪 意向工资 意向薪资 要求工资 最低工资 期望收入 薪资要求 工资要求 期望薪酬 期望待遇 要价 意愿薪资 期望月工资 薪资期望 min_wage_cny_per_month"},
    {Field::kPreferredPlaces, "preferred_places preferred_place 意向地区 期望地区 意向就业地 期望工作地 期望工作地点 意向地 意向城市 期望就业地 意向区域 想去哪里 意愿就业地 务工意向地 就业意向地 期望务工地 意向务工地 意向就业地区 期望就业地区 意愿就业地区 求职地区 意向地点 期望地点 期望城市 意向务工地点"},
    {Field::kAvailableDate, "available_date 可到岗时间 可外出时间 可上岗时间 到岗时间 外出时间 可外出日期 可到岗日期 拟外出时间 计划外出时间 可出行时间"},
    {Field::kJobWantedFrom, "job_wanted_from 换岗时间 求新岗时间 希望换岗时间"},
    {Field::kAccommodationRequired, "accommodation_required 需要住宿 是否需要住宿 要求住宿 住宿要求 是否需住宿 需包住 食宿要求"},
    {Field::kRefusesNightShift, "refuses_night_shift 不上夜班 拒绝夜班 是否拒绝夜班"},
    {Field::kNightShift, "night_shift 接受夜班 是否接受夜班 能否上夜班 可否夜班 夜班 能否接受夜班 是否接受倒班"},
    {Field::kRural, "rural 户口性质 户籍性质 户口类型 农业户口 是否农村 户籍类型 城乡 是否农村户籍 户口类别"},
    {Field::kHousehold, "household 户号 户编号 家庭编号 户编码 户id 家庭户号"},
    {Field::kHouseholdHead, "household_head 户主 户主姓名 户主名字 户主名 家庭户主"},
    {Field::kHouseholdRelation, "household_relation 与户主关系 与户主的关系 户主关系 和户主关系 同户主关系 家庭关系"},
    {Field::kPolicyGroups, "policy_groups 人员类别 人员类型 群体 重点群体 政策类别 户类型 人员属性 农户属性 困难类别 帮扶类别 身份类别 脱贫户/监测户 是否脱贫户/监测户 是否脱贫/监测户 是否脱贫户/监测对象 脱贫户/监测对象 是否脱贫人口/监测对象 户属性 家庭类型 农户类型"},
    {Field::kPovertyAlleviated, "poverty_alleviated 是否脱贫户 脱贫户 是否脱贫 脱贫人口 是否脱贫人口 建档立卡 是否建档立卡 是否脱贫劳动力 建档立卡户 是否建档立卡户 脱贫劳动力 是否贫困户"},
    {Field::kMonitored, "monitored 监测户 是否监测户 监测对象 是否监测对象 是否三类户 三类户 三类人员 防返贫监测对象 是否防返贫监测对象 是否易返贫致贫户"},
    {Field::kRelocated, "relocated 易地搬迁 是否易地搬迁 易地扶贫搬迁 搬迁户 是否搬迁户 易地搬迁户 是否易地搬迁户 是否易地扶贫搬迁 易地扶贫搬迁户 是否易地扶贫搬迁户 移民搬迁 搬迁群众"},
    {Field::kLowIncome, "low_income 低保 是否低保 低保户 低收入 是否低保户 低收入人口 是否低收入"},
    {Field::kDisabled, "disabled 残疾 是否残疾 残疾人 残疾证 是否残疾人"},
    {Field::kWorkCapacity, "work_capacity 劳动能力 劳动力状况 劳动能力情况 劳动能力状况 有无劳动能力 是否有劳动能力 是否具有劳动能力 是否具备劳动能力 是否丧失劳动能力 是否丧失劳动力 有无劳动力 是否劳动力 是否有劳动力 劳动力类型 劳动力类别 劳动力强弱 劳动力情况 劳动力等级 是否无劳动力 劳动力"},
    {Field::kConsent, "consent 同意 授权 是否同意 同意书 授权情况 是否授权 信息授权 本人同意 是否同意信息使用 是否同意授权 个人信息授权"},
    {Field::kConsentDate, "consent_date 同意日期 授权日期 同意时间 授权时间 授权签署日期"},
    {Field::kConsentScope, "consent_scope 授权范围 同意书版本 授权版本 授权书版本"},
    {Field::kDescription, "description 备注 说明 其他 自述 情况说明 自我介绍 求职描述 务工意愿 外出意愿 外出务工意愿 务工意向 外出务工意向 务工想法 其它 情况 意愿 意向 想法 打算 附注 就业意愿 求职意愿 就业意向情况 就业意愿情况 务工意愿情况 就业愿望 务工愿望 外出愿望 就业打算 务工打算 外出打算 今后打算 下步打算 个人情况 本人情况 求职愿望 择业意愿 走访记录 走访情况 入户记录 网格员走访记录"},
};

constexpr HeaderRow kOutcomeHeaders[] = {
    {Field::kReference, "id 编号 人员编号 劳动力编号 worker worker_id reference source_reference"},
    {Field::kIdentityNumber, "identity_number id_card 身份证 身份证号 身份证号码 公民身份号码 证件号码"},
    {Field::kPersonName, "name 姓名 劳动力姓名 worker_name 家庭成员姓名 成员姓名 务工人员姓名 外出务工人员姓名"},
    {Field::kPhone, "phone 手机号 手机号码 电话 联系电话 联系方式 手机"},
    {Field::kOutcomeType, "type outcome outcome_type 事项 变动事项 动态类型 动态情况 变动情况 事件 情况 就业情况 务工状态 就业状态 状态 类型 动态 变动类型 外出情况 就业状况 目前状态 当前状态 目前情况 当前情况 目前就业状态 去向 目前去向 人员去向"},
    {Field::kEffectiveDate, "date effective_date 日期 发生日期 发生时间 变动时间 动态时间 报到时间 时间 外出日期 外出时间 到岗日期 到岗时间 上岗时间 就业时间 务工时间 返乡时间 入职时间 入职日期 变动日期 日子"},
    {Field::kWorkplace, "workplace 务工地 务工地点 就业地 就业地点 工作地点 外出地点 外出务工地 务工地址 就业地址 外出地 务工地方 打工地 打工地点 打工地方 上班地点 工作地 具体地点 具体务工地点 务工具体地点 就业具体地点"},
    {Field::kWorkplaceCode, "workplace_division_code 务工地代码 就业地代码 就业地区划代码 务工地区划代码"},
    {Field::kEmployerName, "employer company 用人单位 企业名称 单位名称 务工单位 务工企业 就业单位 工作单位 就业企业 用工单位 务工企业名称 务工单位名称 就业单位名称 用人单位名称"},
    {Field::kEmployerCode, "credit_code 统一社会信用代码 信用代码"},
    {Field::kOccupation, "occupation 工种 岗位 从事工种 职业 从事岗位 就业岗位 务工工种"},
    {Field::kOccupationCode, "occupation_code 职业代码"},
    {Field::kWageText, "wage 工资 月工资 月收入 务工收入 工资收入 月薪 薪资 月均收入"},
    {Field::kChannel, "channel 就业渠道 务工渠道 外出渠道 组织方式 外出方式 就业途径 输出方式 渠道 输出渠道 就业方式 是否有组织 是否组织 有无组织 是否组织输出 是否有组织输出 是否有组织外出 是否组织外出 是否有组织务工 是否有组织劳务输出 组织形式"},
    {Field::kOrganizer, "organizer 组织单位 组织机构 劳务公司 输出机构 劳务组织 带队人 组织者 输出单位"},
    {Field::kPlacement, "placement 推荐编号 安置编号 placement_id"},
    {Field::kSelfEmployed, "self_employed 自主创业 是否创业 自营 是否自主创业"},
    {Field::kNamedOutcome, "named_outcome outcome_id 动态编号"},
    {Field::kDescription, "description 备注 说明 情况说明 备注说明 附注 走访记录 走访情况 入户记录 入户走访记录 网格员走访记录"},
};

constexpr HeaderRow kIgnoredHeaders[] = {
    {Field::kIgnored, "序号 序 no no. 行号 工作表 source category segment company_type company_size industry seen group 企业类型 企业性质 单位性质 企业规模 单位规模 公司规模 所属行业 行业 行业类别 行业类型 公司行业 企业行业 岗位序号 企业简介 公司简介 单位简介 联系人 联系电话 联系方式 联系人电话 招聘联系人 手机 手机号 手机号码 电话 邮箱 电子邮箱 微信 qq email contact_person contact_phone 图片 网址 链接 url 政治面貌 婚姻状况 健康状况 是否党员 登记人 填表人 审核人 填报单位 填报日期 行line 结果result 问题与提示whattolookat 怎样修改howtomend 读到的内容whatwasread 记录record 清单截至 照片 血型 身高 体重 银行卡号 开户行 联络人 经办人 采集人 网格员 帮扶人 帮扶干部 帮扶责任人 帮扶责任人姓名 包保干部 驻村干部 填报人 核查人 负责人 填表日期 组别 家庭人口 家庭人口数 家庭人数 签字确认 本人签字 签名 本人签名"},
};

constexpr absl::string_view kFieldNames[] = {
    "unknown", "ignored",
    "reference", "title", "employer_name", "employer_code", "occupation", "occupation_code",
    "workplace", "workplace_code", "province", "city", "city_code", "district", "district_code",
    "town", "latitude", "longitude", "wage_text", "wage_min", "wage_max", "wage_unit", "pay_months",
    "pay_kind", "pay_basis", "opening_count", "education", "age", "min_age", "max_age", "experience",
    "required_skills", "preferred_skills", "benefits", "accommodation", "meals",
    "board_and_lodging", "night_shift", "hours", "social_insurance", "hazards",
    "no_juvenile_hazards", "start_date", "expire_date", "update_time", "description",
    "requirements", "office_contact",
    "person_name", "identity_number", "phone", "sex", "birth_date", "ethnicity", "division_code",
    "county", "village", "home_address", "skills", "skill_level", "certificate",
    "desired_occupations", "desired_wage", "preferred_places", "available_date",
    "job_wanted_from", "accommodation_required", "refuses_night_shift", "rural", "household",
    "household_head", "household_relation",
    "policy_groups", "poverty_alleviated", "monitored", "relocated", "low_income", "disabled",
    "consent", "consent_date", "consent_scope", "consent_doubt", "past_occupation", "work_capacity",
    "outcome_type", "effective_date", "channel", "organizer", "placement", "worker_name",
    "self_employed", "named_outcome",
};
// clang-format on
static_assert(std::size(kFieldNames) == static_cast<std::size_t>(Field::kNamedOutcome) + 1);

}  // namespace

absl::Span<const HeaderRow> VacancyHeaders() { return kVacancyHeaders; }
absl::Span<const HeaderRow> WorkerHeaders() { return kWorkerHeaders; }
absl::Span<const HeaderRow> OutcomeHeaders() { return kOutcomeHeaders; }
absl::Span<const HeaderRow> IgnoredHeaders() { return kIgnoredHeaders; }

absl::string_view FieldName(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

Field FieldByName(absl::string_view name) {
  const auto* const found = std::find(std::begin(kFieldNames), std::end(kFieldNames), name);
  if (found == std::end(kFieldNames)) return Field::kUnknown;
  const auto field = static_cast<Field>(found - std::begin(kFieldNames));
  return field == Field::kConsentDoubt ? Field::kUnknown : field;  // no column's
}

}  // namespace laowu::intake
