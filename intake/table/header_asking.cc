#include "intake/table/header_asking.h"

#include "intake/table/header_rules.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kMostCharacters = 16;

bool Asks(absl::string_view plain) {
  return SaysAny(plain, {"多少", "几", "什么", "哪", "怎么", "谁", "没有", "多大", "多久", "多长",
                         "与否", "是否", "不"});
}

bool ConsistsOfAskingWords(absl::string_view plain) {
  static const RE2 words(
      R"((?:什么时候|什么样|什么|属于|算|是|多少|多大|多久|多长|几|哪|怎么样|怎么|谁|有没有|没有|有|是否|与否|是不是|是|要不要|要|想不想|想|愿不愿意?|愿意?|能不能|能|肯不肯|肯|会不会|会|可不可以|可以|得不得|得|包不包|包|管不管|管|买不买|买|交不交|交|上不上|上|倒不倒|倒|住不住|住|吃不吃|吃|签没签|不|没|还|都|也|才|就|的|了|过|在|去|来|到|得空|有空|走得成|走得脱|走得开|走|出去|出门|外出|动身|回来|回家|返乡|回|进厂|进|离开|开工|开始|报到|到岗)"
      R"(|最低|最少|至少|起码|最多|最高|顶多|希望|打算|期望|准备|现在|目前|以前|之前|原来|平时|一共|总共|大概|具体|主要|每|一)"
      R"(|个月|个|家|位|名|间|些|种|样|类|份|月|天|日|年|号|点|小时|钟头|岁|块|人手|工人|人|男|女)"
      R"(|工资|工钱|薪水|月薪|薪|钱|收入|待遇|给|开|发|拿|挣|得到|价)"
      R"(|上班|打工|务工|工作|干活|做工|做事|干|做|搞|活路|活|工种|岗位|工|事情|事|行业|行当|行|师傅)"
      R"(|工厂|厂子|厂家|厂|公司|单位|企业|店|老板|地方|位置|城市|乡镇|镇|乡|村子|村|寨子|寨|组|区|家里|老家|户口|户籍|户)"
      R"(|技术|手艺|技能|本事|特长|证书|证件|证|本子|懂|学过|学|拿手|经验|文化|文凭|学历|书|读|念|年级|年纪|岁数)"
      R"(|吃住|住处|宿舍|伙食|饭|餐|夜班|晚班|白班|倒班|班|社保|保险|五险|福利|好处|补贴|要求|条件|讲究|门槛|规矩|限制|限|招满|招|收|缺|差|需要|需|用|雇|请|找|为止|止|截止|到期|停|登记|登|报名|报)"
      R"(|介绍|带|喊|叫|跟|帮|情况|状况|动静|变化|原因|说法|说|想法|名字|名|电话|联系|号码|政策|照顾|困难)+)");
  return RE2::FullMatch({plain.data(), plain.size()}, words);
}

#define LAOWU_MONEY "多少|钱|工资|工钱|薪|收入|价"
#define LAOWU_NO_SUM \
  "人|名|位|岁|年|小时|钟头|班|书|年级|文化|年纪|岁数|几天|多少天|多少个|号|证|村|户"

constexpr HeaderRule kVacancyRules[] = {
    {Field::kUnknown, "想|愿|打算|希望|以前|之前|原来|过的?$|学过|老家|户|家里", nullptr, nullptr},
    {Field::kExpireDate, "截止|到期|为止|招满|停|止$|[招用干做忙要]到(?:什么时候|哪天|几号)$",
     "什么时候|哪天|几号", nullptr},
    {Field::kStartDate, "什么时候|哪天|几号", "要|来|上班|进|开工|开始|报到|到岗|去|招|用",
     "登|发|报名|没|不"},
    {Field::kWageMin, "(?:最低|最少|至少|起码).*(?:给|开|发|拿|挣)?.*(?:" LAOWU_MONEY ")",
     "多少|几", LAOWU_NO_SUM},
    {Field::kWageMax, "(?:最多|最高|顶多).*(?:" LAOWU_MONEY ")", "多少|几", LAOWU_NO_SUM},
    {Field::kWageText, "钱|工资|工钱|薪|收入|(?:给|开|发|拿|挣)[^人]*多少|多少[^人]*[给开发拿挣]",
     "多少|怎么|几|什么", LAOWU_NO_SUM},
    {Field::kHours, "小时|钟头|几点", "多少|几", "钱|工资|薪|块"},
    {Field::kAge, "岁|多大|年纪", nullptr, "厂|公司"},
    {Field::kExperience, "经验|[干做]过?.*年", "几|多少|没有|要不要|要", nullptr},
    {Field::kEducation, "书|文化|文凭|学历|年级", nullptr, nullptr},
    {Field::kBoardAndLodging, "吃.*住|住.*吃|饭.*住|住.*饭", nullptr, nullptr},
    {Field::kAccommodation, "住|宿舍", nullptr, nullptr},
    {Field::kMeals, "吃|饭|餐|伙食", nullptr, nullptr},
    {Field::kNightShift, "班", "夜|晚|白|倒|几|上不上", "上班|工资|钱"},
    {Field::kSocialInsurance, "社保|保险|五险", nullptr, nullptr},
    {Field::kBenefits, "福利|好处|补贴", nullptr, nullptr},
    {Field::kRequirements,
     "要求|条件|讲究|门槛|规矩|限制|什么样.*人|(?:要|招|收|用)(?:个)?(?:什么样|哪种|哪类)", nullptr,
     nullptr},
    {Field::kRequiredSkills, "技术|手艺|技能|本事|证|会|懂", nullptr, nullptr},
    {Field::kOpeningCount, "(?:多少|几)(?:个|名|位)?(?:人手|工人|人|师傅|工|男|女)?$|人.*多少",
     "招|收|要|缺|差|需|用|雇|请|找|人", "钱|老板|厂|公司|店|天|月|家"},
    {Field::kEmployerName, "(?:谁|哪|什么)(?:个|家|间)?(?:工厂|厂|公司|单位|企业|店|老板|家)",
     nullptr, "[在到去]哪|地方|位置|多少"},
    {Field::kEmployerName, "谁(?:家|个)?.*[招要缺用雇请]|(?:厂|公司|店|单位|企业).*叫什么", nullptr,
     nullptr},
    {Field::kWorkplace, "哪|什么地方", "上班|工作|打工|干活|做工|做事|[在去到]|厂|公司|店|镇|地方",
     "谁|种"},
    {Field::kTitle, "什么(?:样|种)?的?(?:活|事|工|岗|人|师傅|行)|[做干招要缺找请]些?什么$", nullptr,
     "时候"},
};

constexpr HeaderRule kWorkerRules[] = {
    {Field::kUnknown, "签|厂|公司|单位|企业|店|老板", nullptr, nullptr},
    {Field::kNightShift, "夜班|晚班|倒班", nullptr, nullptr},
    {Field::kAvailableDate, "什么时候|哪天|几号|多久",
     "能|可以|得|想|打算|准备|走$|去$|动身|到岗|上班|开始|出门|外出",
     "过|回|[^得]了|走的|去的|原来"},
    {Field::kUnknown, "什么时候|哪天|几号|多久", nullptr, "[干做学搞][过了]?多久"},
    {Field::kDesiredWage, LAOWU_MONEY,
     "想|要|希望|期望|愿|肯|最低|最少|至少|起码|才|不干|不去|不做",
     LAOWU_NO_SUM "|现在|目前|以前|什么|证"},
    {Field::kUnknown, "钱|工资|工钱|收入|薪|挣|拿", nullptr, "拿手"},
    {Field::kPreferredPlaces, "哪", "想|愿|打算|希望|期望|准备|肯|要去|可以去|能去",
     "现在|目前|过的?$|以前|什么|种|证|行"},
    {Field::kDesiredOccupations, "什么|哪(?:种|样|类|行)", "想|愿|打算|希望|期望|找|肯",
     "会|懂|学过|地方|以前|不想|说法|想法|要求|条件|证"},
    {Field::kSkills, "技术|手艺|技能|本事|特长|拿手|会|懂|学过|能做|能干", nullptr,
     "夜班|多久|多少年|几年|证|想|哪年|文化"},
    {Field::kCertificate, "证", nullptr, "年|没有用"},
    {Field::kExperience, "年|多久|多长", "几|多少|多", "书|读|念|岁|年纪|年级|文化|哪|厂"},
    {Field::kEducation, "书|文化|文凭|学历|年级|读|念", nullptr, nullptr},
    {Field::kAge, "岁|多大|年纪", nullptr, nullptr},
    {Field::kPastOccupation, "什么|哪(?:种|样|类|行)", "干|做|搞|活|工作|工种|行",
     "想|愿|会|说|地方"},
    {Field::kPolicyGroups, "什么户|哪(?:种|类)户|什么政策|政策", nullptr, "口|籍|说"},
    {Field::kVillage, "哪个?(?:村|寨)", nullptr, "乡|镇|干|做|工|去"},
    {Field::kHomeAddress, "哪", "家|住|老家|户口|户籍|乡|镇|组", "想|干|做|打工|上班|务工|去|过"},
    {Field::kAccommodationRequired, "要不要.*住|住.*要不要|住不住.*(?:厂|宿舍)", nullptr, nullptr},
    {Field::kPhone, "电话|联系", nullptr, "家"},
    {Field::kDescription, "(?:有|还有|要)什么.*(?:说|要求|想法|困难|情况)|什么想法", nullptr,
     nullptr},
};

constexpr HeaderRule kSurveyRules[] = {
    {Field::kUnknown, "想|愿|打算|希望|期望|准备|以前|之前|原来|签|社保|保险|证", nullptr, nullptr},
    {Field::kDescription, "怎么(?:回来|没|不)|为什么|什么原因|原因|有什么.*(?:说|困难|情况)",
     nullptr, nullptr},
    {Field::kEffectiveDate, "什么时候|哪天|几号|哪年|哪个?月|几月", nullptr, "多久"},
    {Field::kWageText, "多少|几", "钱|工资|工钱|收入|薪|挣|拿|块", LAOWU_NO_SUM},
    {Field::kChannel, "谁|哪个|怎么", "带|介绍|喊|叫|跟|找|出去|去的?$", "名|厂|地方|镇|城|怎么样"},
    {Field::kEmployerName, "(?:谁|哪|什么)(?:个|家|间)?(?:工厂|厂|公司|单位|企业|店|老板|家)",
     nullptr, "地方|位置"},
    {Field::kWorkplace, "哪|什么地方", nullptr, "家|户|老家|村|寨|组"},
    {Field::kOccupation, "什么|哪(?:种|样|类|行)", "干|做|搞|活|工作|工种|行|工",
     "情况|时候|动静|变化"},
    {Field::kOutcomeType,
     "怎么样|什么情况|什么动静|什么变化|(?:走|去|出去|回来|回家|返乡|外出|在家|到岗|打工|务工)(?:"
     "了|过)?(?:没有|与否|没)|"
     "(?:在|有|出|去|走|回)(?:不|没)(?:在|有|出|去|走|回)",
     nullptr, "证|技术|文化|名"},
};
#undef LAOWU_MONEY
#undef LAOWU_NO_SUM

}  // namespace

Field HeaderByAsking(TableKind kind, absl::string_view plain) {
  constexpr int kLeastCharacters = 3;
  const int length = CharacterCount(plain);
  if (length < kLeastCharacters || length > kMostCharacters || !Asks(plain) ||
      !ConsistsOfAskingWords(plain)) {
    return Field::kUnknown;
  }
  static const auto* const rules = new HeaderRules(kVacancyRules, kWorkerRules, kSurveyRules);
  return rules->Of(kind, plain);
}

}  // namespace laowu::intake
