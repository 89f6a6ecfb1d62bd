#include "intake/table/header_words.h"

#include <string>

#include "absl/strings/ascii.h"
#include "intake/table/header_asking.h"
#include "intake/table/header_english.h"
#include "intake/table/header_key.h"
#include "intake/table/header_parts.h"
#include "intake/table/header_questions.h"
#include "intake/table/header_rules.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kMostCharacters = 18;

// A name of two characters is in the lists, or says too little.
constexpr int kLeastCharacters = 3;

bool ConsistsOfHeaderWords(absl::string_view key) {
  static const RE2 words(
      R"((?:是否|是不是|有无|有没有|能否|能不能|可否|愿不愿意|愿意|愿|接受|需要|需|要求|要|不|拒绝|属于|为|请填写|填写|注明)"
      R"(|本人|个人|劳动力|劳动者|务工人员|务工者|求职者|求职|人员|人口|人群|群体|群众|对象|农户|家庭|成员|户|身份|重点|困难|帮扶|特殊)"
      R"(|目前|当前|现在|现阶段|现|最近|今年|本年度|年度|最新|最高|最低|最大|最小|主要|具体|详细|实际|真实|所在|所属|其他|其它|其|补充|相关|基本|大致|曾经|曾|原|以前|之前|过去|上一份|初次|首次|本次|近期|拟|想|预计|计划|打算|准备|期望|期待|希望|意向|意愿|有意|理想|预期|心仪|可|最早)"
      R"(|后是否再?|外出|在外|在家|失联|务工|就业|工作|打工|上班|从业|从事|返乡|返岗|返回|回乡|回家|回流|在校学生|在校生|在读学生|在读生|在校|在读|到岗|在岗|稳岗|上岗|入职|离家|出发|出行|复工|创业|自主|自营|经营|个体|灵活|稳定|省外|省内|县外|县内|市外|市内|就近|就地|本地|未|开始|起始|离岗)"
      R"(|地点|地址|地区|地域|区域|城市|省市县|省市区|省市|省份|省|市|县区|区县|县市区|县|乡镇|镇街|镇区|街道|镇|区|村|地方|位置|目的地|所在地|流向|去处|去向|哪里|哪儿|去哪|去|地)"
      R"(|时间|日期|年月|月份|时段|时长|年限|经历|经验|履历|年|月)"
      R"(|月工资|工资|月薪|薪资|薪酬|薪水|薪|待遇|月收入|收入|报酬|标准|范围|区间|底线|水平|税前|税后|综合|平均|每月|元|大概|约)"
      R"(|工种|岗位|岗|职位|职业|职务|行业|内容|做什么|何种|哪种|哪些|哪类|什么样|什么|值|何时|几时|什么时候|专业|愿望|选择|方向|空闲|有空|得空)"
      R"(|技能|特长|专长|手艺|技术|擅长|会做|会|能做|掌握|具备|持有|证书|证|等级|级别)"
      R"(|学历|文化程度|文化水平|文化|教育程度|教育水平|受教育|程度|层次)"
      R"(|脱贫|建档立卡|贫困|监测|三类|防返贫|易返贫|易致贫|返贫|致贫|易地|扶贫|搬迁|移民|低保|低收入|残疾|残障|特困)"
      R"(|类别|类型|属性|性质|分类|种类|标识|类|形式|方式|渠道|途径)"
      R"(|情况|状态|状况|现状|动态|信息|名称|全称|名|号码|编号|号|说明|备注|描述|记录|反馈|回访|走访|摸排|核实|核查|调查|结果|原因|诉求|需求|想法|介绍|评价|自述)"
      R"(|夜班|晚班|倒班|轮班|班次|班制|上|住宿|食宿|吃住|宿舍|包吃|包住|包|伙食|用餐|就餐|工作餐|提供|安排|福利|补贴|社保|社会保险|保险|五险一金|缴纳|购买|参保)"
      R"(|企业|公司|单位|工厂|厂家|厂|用人|用工|招聘|招工|招用|招|聘|缺工|缺|缺口|缺员|人数|名额|数量|男性|女性|男工|女工|男|女|人|数|年龄|年纪|岁数|限制|性别|条件|任职|录用|应聘|职责|任务|姓名|手机|电话|联系|方式|身份证|证件|户籍|户口|截止|截至|有效|有效期|失效|到期|至|/)"
      R"(|主体|简称|抬头|名字|东家|雇主|业主|商家|商户|门店|店铺|店|作坊|基地|合作社|项目部|招收|招录|招募|录取|聘用|雇佣|雇用|空缺|空岗|指标|员额|编制|急需|急招|急缺|用人方|用工方|招聘方|招工方|雇佣方|资格|资质|门槛|讲究|规定|准入|硬性|入厂|进厂|报名)"
      R"(|餐食|包餐|供餐|三餐|膳食|膳宿|管饭|管住|管吃|包饭|供饭|供住|吃饭|住处|住房|床位|公寓|工钱|酬劳|劳务费|劳务|月钱|开价|出价|享受政策|政策享受|政策|现有|已有|具有|行政村|村居|社区|村委会|居委会|详情|备考|待岗)+)");
  return RE2::FullMatch({key.data(), key.size()}, words);
}

#define LAOWU_WISH \
  "意向|意愿|期望|期待|希望|求职|拟|想|理想|愿意|有意|预期|心仪|打算|计划|准备|预计"
#define LAOWU_PLACE_END                                                                                                          \
  "(?:地|地点|地址|地区|地域|区域|城市|省份|省|市|县|省市|省市县|省市区|乡镇|镇|镇街|街道|区|" \
  "地方|位置|目的地|"                                                                                                     \
  "所在地|去处|哪里|哪儿|去哪)$"

// "备注", "其他情况说明".
constexpr HeaderRule kRemarks = {
    Field::kDescription,
    "^(?:其他|其它|补充|相关|具体|详细|备注|说明|情况|详情|描述|备考|信息|/)+$",
    "说明|备注|备考|详情", nullptr};

constexpr HeaderRule kWorkerRules[] = {
    kRemarks,
    {Field::kUnknown, "原因|补贴|回访|缴纳|购买|参保|时段|时长$", nullptr, nullptr},
    {Field::kRefusesNightShift, "(?:^|[^能愿])不.*[夜晚倒]班|拒绝.*班", nullptr, "能不能|愿不愿"},
    {Field::kNightShift, "夜班|晚班|倒班|轮班", nullptr, nullptr},
    {Field::kAccommodationRequired, "住宿|食宿|吃住|宿舍|包住", nullptr, nullptr},
    {Field::kDesiredWage, "工资|薪|待遇|收入|报酬", LAOWU_WISH "|要求|接受|底线|最低", "家庭"},
    {Field::kAvailableDate, "(?:何时|几时|什么时候)", "外出|到岗|上岗|上班|入职|出发|务工",
     nullptr},
    {Field::kAvailableDate, "(?:时间|日期)$", LAOWU_WISH "|可|最早|能|何时|空闲|有空|得空",
     "工作时间|上班时间|返乡|回家"},
    {Field::kPreferredPlaces, LAOWU_PLACE_END, LAOWU_WISH, "户籍|户口|家庭"},
    {Field::kPreferredPlaces,
     "(?:地|地点|地区|地域|区域|城市|地方|去向|流向)(?:意向|意愿|愿望|想法|打算|期望|选择)$",
     nullptr, "户籍|户口|家庭"},
    {Field::kDesiredOccupations,
     "(?:工种|岗位|职位|职业|行业)(?:意向|意愿|愿望|想法|打算|期望|选择)$", nullptr, "不|有无"},
    {Field::kDesiredOccupations, "(?:工种|岗位|职位|职业|工作|行业|职务|做什么)$",
     LAOWU_WISH "|要求", "不|有无"},
    {Field::kPastOccupation, "(?:工种|岗位|职位|职业|行业|职务)$",
     "曾|原|以前|之前|过去|上一份|现|目前|当前|从事|务工|最近", "技能|特长|证"},
    {Field::kExperience, "(?:工作|务工|从业|打工|外出|就业).*(?:经历|经验|年限|履历)$", nullptr,
     nullptr},
    {Field::kSkillLevel, "(?:技能|技术|证书?).*(?:等级|级别|水平)$", nullptr, "需求"},
    {Field::kCertificate, "(?:技能|职业|资格|技术|持有?).*证书?(?:名称|情况)?$", nullptr,
     "身份证|需求|" LAOWU_WISH},
    {Field::kSkills,
     "(?:技能|特长|专长|手艺|技术|擅长|会做什么|能做什么|会做|能做)(?:情况|类型|类别|名称|描述|"
     "说明|工种|年限)?$",
     nullptr, "需求|编号|" LAOWU_WISH},
    {Field::kEducation, "学历|文化|教育", nullptr, "要求"},
    {Field::kPolicyGroups, "(?:脱贫|贫困).*(?:监测|低保|搬迁|残疾)|监测.*(?:脱贫|低保|搬迁)",
     nullptr, "时间|年度|原因|编号"},
    {Field::kPolicyGroups, "政策(?:类别|类型|身份|属性|性质|享受|对象|人群)*(?:情况)?$", nullptr,
     "补贴|需求|说明"},
    {Field::kMonitored, "监测|三类|易返贫|易致贫|防返贫",
     "是否|属于|是不是|(?:户|人口|对象|劳动力|家庭|人员)$", "时间|年度|原因|编号|类别|类型"},
    {Field::kRelocated, "搬迁", "是否|属于|是不是|(?:户|人口|对象|劳动力|家庭|人员|群众)$",
     "时间|年度|原因|编号|地址|地点"},
    {Field::kPovertyAlleviated, "脱贫|建档立卡|贫困",
     "是否|属于|是不是|(?:户|人口|对象|劳动力|家庭|人员)$", "时间|年度|原因|编号|类别|类型"},
    {Field::kLowIncome, "低保|低收入", "是否|属于|是不是|(?:户|人口|对象|劳动力|家庭|人员)$",
     "时间|年度|原因|编号|类别|类型"},
    {Field::kDisabled, "残疾|残障", "是否|属于|是不是|有无|(?:户|人口|劳动力|人员|人)$",
     "时间|年度|原因|编号|类别|类型|等级"},
    {Field::kRural, "(?:户口|户籍)(?:性质|类型|类别|属性)$", nullptr, nullptr},
    {Field::kPolicyGroups, "(?:类别|类型|属性|性质|身份|分类|种类|标识)$",
     "人员|人口|人群|群体|对象|农户|户|家庭|劳动力|困难|帮扶|重点|身份",
     "户口|户籍|就业|务工|工作|技能|企业|单位"},
    {Field::kPhone, "(?:手机|电话)(?:号码?)?$|联系(?:方式|电话|手机)$", nullptr, "户|家庭|成员|村"},
    {Field::kPersonName, "姓名$", nullptr, "户|家庭成员|联系"},
    {Field::kIdentityNumber, "(?:身份证|证件)(?:号码?)?$", nullptr, "户|家庭成员|联系"},
    {Field::kVillage,
     "(?:户籍|户口|所在|所属|家庭|目前|现).*(?:行政村|村|社区|村居|村委会|居委会)(?:名称|名)?$",
     nullptr, "镇|乡|帮扶|就业|务工|工作"},
    {Field::kHomeAddress, "(?:户籍|户口|家庭).*(?:地址|住址|所在地|地点|地)$", nullptr, nullptr},
    {Field::kDescription, "(?:备注|说明|诉求|需求|想法|要求|介绍|评价|自述)$", nullptr,
     "技能|学历|身份|编号"},
};

constexpr HeaderRule kSurveyRules[] = {
    kRemarks,
    {Field::kUnknown, "补贴|缴纳|购买|参保|社保|保险|家庭收入|户主|编号$|填写|填表|结束", nullptr,
     nullptr},
    {Field::kDescription,
     "(?:原因|备注|说明|记录|反馈|诉求)$|(?:回访|走访|摸排|核实|核查|调查)(?:情况|结果)?$", nullptr,
     "时间|日期"},
    // What is wished for or planned is not what is.
    {Field::kUnknown, LAOWU_WISH, nullptr, nullptr},
    {Field::kUnknown, "去年|上年|前年|原|曾|以前|之前|过去|上一份", nullptr, nullptr},
    {Field::kSelfEmployed, "创业|自营|个体|自主经营", "是否|是不是|有无", nullptr},
    {Field::kOutcomeType,
     "外出|在外|务工|打工|就业|返乡|返岗|回乡|回流|回家|省外|就近|就地|在岗|稳岗|复工|在家|失联",
     "是否|是不是|有无|有没有", "时间|日期|技能|证|组织"},
    // Columns to be ticked, below 就业状态: 省外务工, 县内就业, 在家.
    {Field::kOutcomeType,
     "^(?:(?:省外|省内县外|县外|市外|县内|省内|市内|就近|就地|本地|外出|在外)(?:务工|就业)?|在家|"
     "返乡|"
     "失联|(?:未|没有?)(?:外出|出去|务工)(?:务工)?|是?否?(?:为)?在[校读](?:学?生)?)$",
     nullptr, nullptr},
    {Field::kEffectiveDate, "(?:时间|日期|年月|月份)$",
     "外出|务工|就业|返乡|返回|返岗|到岗|上岗|入职|离家|回乡|回家|开始|起始|离岗",
     "年限|时长|登记|可"},
    // "务工地点及单位"
    {Field::kWorkplace,
     "(?:地点|地址|地)(?:及|和|与)?(?:务工|工作|就业|用人|用工)?(?:单位|企业|公司|厂)(?:名称)?$",
     "务工|就业|外出|工作", "户籍|户口|家庭"},
    {Field::kEmployerName, "(?:单位|企业|公司|工厂|厂家|厂)(?:名称|全称|简称|名)?$",
     "务工|就业|用人|用工|工作|现|目前|当前|所在|具体", "类型|性质|所属"},
    {Field::kWorkplace, LAOWU_PLACE_END,
     "务工|就业|外出|在外|在家|失联|工作|打工|上班|流向|省外|目前所在|现所在|当前所在",
     "户籍|户口|家庭|所属"},
    {Field::kWageText, "工资|薪|收入|报酬", nullptr, "家庭|发放|方式"},
    {Field::kChannel, "(?:渠道|途径|方式)$", "就业|务工|外出|组织|返岗", "联系"},
    {Field::kOccupation, "(?:工种|岗位|职位|职业|行业|职务|内容)$",
     "从事|务工|就业|工作|现|目前|当前|具体|所在", nullptr},
    {Field::kOutcomeType, "(?:情况|状态|状况|现状|动态|去向|流向|类型|类别|形式|分类)$",
     "就业|务工|外出|去向|流向|在岗|返乡|返岗|劳动力|目前|当前|人员",
     "技能|证|人员类|身份|户|文化"},
    {Field::kPhone, "(?:手机|电话)(?:号码?)?$|联系(?:方式|电话|手机)$", nullptr, "户|家庭|成员|村"},
    {Field::kPersonName, "姓名$", nullptr, "户|家庭成员|联系"},
    {Field::kIdentityNumber, "(?:身份证|证件)(?:号码?)?$", nullptr, "户|家庭成员|联系"},
};

constexpr HeaderRule kVacancyRules[] = {
    {Field::kIgnored, "联系人|手机|电话|联系(?:方式|号码)", nullptr, nullptr},
    {Field::kUnknown, "补贴.*标准|(?:企业|公司|单位)(?:性质|类型|类别|介绍|情况|信息|编号)|原因",
     nullptr, nullptr},
    // "要求及待遇": both in one column are a running text.
    {Field::kRequirements,
     "(?:要求|条件).*/.*(?:待遇|福利|薪|工资)|(?:待遇|福利|薪|工资).*/.*(?:要求|条件)", nullptr,
     nullptr},
    {Field::kWageMin, "最低.*(?:工资|薪|收入|待遇)|(?:工资|薪资|薪酬|收入).*最低", nullptr,
     nullptr},
    {Field::kWageMax, "最高.*(?:工资|薪|收入|待遇)|(?:工资|薪资|薪酬|收入).*最高", nullptr,
     nullptr},
    {Field::kPayKind, "(?:工资|薪资|薪酬).*(?:方式|形式|类型)$", nullptr, nullptr},
    {Field::kWageText, "工资|薪|收入|报酬|待遇|工钱|酬劳|劳务费|月钱|开价|出价", nullptr,
     "时间|日期|福利|社保|其他|其它"},
    {Field::kBoardAndLodging,
     "食宿|吃住|膳宿|(?:包吃|管吃|管饭|包饭|包餐|供餐|供饭|餐食|三餐|伙食).*(?:住|宿)|"
     "(?:包住|管住|供住|住宿|宿舍).*(?:吃|饭|餐|伙食)",
     nullptr, "补|福利"},
    {Field::kAccommodation, "住宿|宿舍|包住|管住|供住|住房|住处|床位|公寓", nullptr, "补|福利"},
    {Field::kMeals, "伙食|用餐|就餐|工作餐|包吃|管吃|餐食|三餐|包餐|供餐|管饭|包饭|供饭|膳食|吃饭",
     nullptr, "补|福利"},
    {Field::kSocialInsurance, "社保|保险|五险|参保", nullptr, nullptr},
    {Field::kBenefits, "福利|补贴", nullptr, nullptr},
    {Field::kNightShift, "夜班|晚班|倒班|轮班|班次|班制", nullptr, nullptr},
    {Field::kExpireDate, "截止|截至|有效|失效|到期", nullptr, nullptr},
    {Field::kStartDate, "(?:到岗|上岗|入职).*(?:时间|日期)$", nullptr, nullptr},
    {Field::kHours, "(?:工作|上班)(?:时间|时长|时段)$", nullptr, nullptr},
    {Field::kMinAge, "最[小低]年龄|年龄最[小低]", nullptr, nullptr},
    {Field::kMaxAge, "最[大高]年龄|年龄最[大高]", nullptr, nullptr},
    {Field::kAge, "年龄|年纪|岁数", nullptr, nullptr},
    {Field::kEducation, "学历|文化|教育", nullptr, nullptr},
    {Field::kExperience, "经验|年限|经历", nullptr, nullptr},
    {Field::kSex, "性别", nullptr, nullptr},
    {Field::kRequiredSkills, "技能|证书?|技术", nullptr, "身份证"},
    {Field::kOpeningCount,
     "(?:人数|名额|数量|需求数|人|数|缺口|男性?|女性?|男工|女工|指标|员额|编制|空缺|空岗)$",
     "招|聘|需|缺|用工|岗位|拟|计划|男|女|收|录|急|空|用人", nullptr},
    {Field::kWorkplace, LAOWU_PLACE_END,
     "工作|上班|用工|用人|就业|企业|公司|单位|厂|店|主体|项目部|基地|岗位|务工|招聘|具体|详细|所在",
     "户籍|户口|基地$"},
    {Field::kDescription, "(?:职责|内容|描述|任务|介绍)$", nullptr, nullptr},
    {Field::kTitle, "(?:岗位|职位|工种|职务)(?:名称|全称|名)?$", nullptr, "类别|类型|性质"},
    {Field::kEmployerName,
     "(?:企业|公司|单位|工厂|厂家|厂|主体|门店|店铺|店|商家|商户|作坊|基地|合作社|项目部|东家|雇主|"
     "业主|"
     "用人方|用工方|招聘方|招工方|雇佣方)(?:名称|全称|简称|名字|抬头|名)*$",
     nullptr, "所属|人员|相关|其他|其它"},
    {Field::kEmployerName, "^(?:全称|简称)$", nullptr, nullptr},
    {Field::kRequirements, "(?:要求|条件|备注|说明|需求|资格|资质|门槛|讲究|规定|限制|标准|详情)$",
     nullptr, "政策"},
};
#undef LAOWU_WISH
#undef LAOWU_PLACE_END

// Of a header that asks nothing: 拟务工地点, 农户类别.
Field HeaderByNouns(TableKind kind, absl::string_view key) {
  const int length = CharacterCount(key);
  if (length < kLeastCharacters || length > kMostCharacters || !ConsistsOfHeaderWords(key)) {
    return Field::kUnknown;
  }
  static const auto* const rules = new HeaderRules(kVacancyRules, kWorkerRules, kSurveyRules);
  return rules->Of(kind, key);
}

}  // namespace

Field HeaderByWords(TableKind kind, absl::string_view key) {
  if (!key.empty() && absl::ascii_isalpha(static_cast<unsigned char>(key.front()))) {
    if (const Field english = HeaderByEnglish(kind, key); english != Field::kUnknown)
      return english;
  }
  if (CharacterCount(key) > kMostCharacters) return Field::kUnknown;
  // Of a roster when somebody went is past; 啥时候走 asks when they can.
  if (kind == TableKind::kWorkers && EndsWithAny(key, {"走的", "出去的", "出门的", "回来的"})) {
    return Field::kUnknown;
  }
  if (const Field asked = HeaderByQuestion(kind, key); asked != Field::kUnknown) return asked;
  const std::string plain = PlainWords(key);
  if (const Field asked = HeaderByAsking(kind, plain); asked != Field::kUnknown) return asked;
  const Field by_parts = HeaderByParts(kind, plain);
  // 年龄至 is an end, not ages.
  const bool is_end = by_parts == Field::kMinAge || by_parts == Field::kMaxAge ||
                      by_parts == Field::kWageMin || by_parts == Field::kWageMax;
  Field field = is_end ? by_parts : HeaderByNouns(kind, key);
  if (field == Field::kUnknown && plain != key) field = HeaderByNouns(kind, plain);
  return field == Field::kUnknown ? by_parts : field;
}

namespace {

absl::string_view ReadPartOfPay(absl::string_view header) {
  const std::string name = FoldTight(WithoutBrackets(header.substr(header.rfind('/') + 1)));
  for (absl::string_view part : {"底薪", "基本工资", "基本薪资", "保底", "保底工资", "固定工资"}) {
    if (name == part) return "底薪";
  }
  for (absl::string_view part : {"综合", "综合工资", "综合薪资", "综合月薪", "综合收入", "到手",
                                 "到手工资", "实发工资", "月综合工资"}) {
    if (name == part) return "综合";
  }
  return "";
}

}  // namespace

absl::string_view PartOfPay(absl::string_view header) {
  // One header stands above a whole column: what the last one says is kept.
  thread_local std::string last;
  thread_local absl::string_view part;
  if (header != last) {
    last.assign(header.data(), header.size());
    part = ReadPartOfPay(header);
  }
  return part;
}

absl::string_view PeriodOfPay(absl::string_view header) {
  switch (HintsFromHeader(header).default_unit) {
    case WageUnit::kYear:
      return "年薪";
    case WageUnit::kDay:
      return "日薪";
    case WageUnit::kHour:
      return "时薪";
    default:
      return "";
  }
}

absl::string_view PartOfOpenings(absl::string_view header) {
  if (!SaysAny(header, {"男", "女", "计", "总"})) return "";
  const std::string folded = FoldTight(header);
  const absl::string_view all(folded);
  const std::size_t bracket = all.find('(');
  const std::string outside = WithoutBrackets(folded);
  const std::string name = outside.substr(outside.rfind('/') + 1);
  const auto part_of = [](absl::string_view text) -> absl::string_view {
    const bool men = Holds(text, "男");
    const bool women = Holds(text, "女");
    if (men && women) return "男女";
    if (men) return "男";
    if (women) return "女";
    return SaysAny(text, {"合计", "小计", "总"}) || text == "计" ? "合计" : "";
  };
  const absl::string_view part = part_of(name);
  return part.empty() && bracket != absl::string_view::npos ? part_of(all.substr(bracket)) : part;
}

bool IsPartOf(Field field, absl::string_view header) {
  if (field == Field::kWageText) return !PartOfPay(header).empty();
  if (field != Field::kOpeningCount) return false;
  const absl::string_view part = PartOfOpenings(header);
  return !part.empty() && part != "男女";
}

}  // namespace laowu::intake
