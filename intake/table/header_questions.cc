#include "intake/table/header_questions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "intake/table/header_key.h"
#include "intake/text/text.h"
#include "re2/re2.h"
#include "re2/set.h"

namespace laowu::intake {
namespace {

constexpr int kMostCharacters = 18;

struct Question {
  Field of_vacancies, of_workers, of_surveys;
  const char* pattern;  // of the whole, as PlainWords leaves it
};

#define LAOWU_WHEN "(?:什么时候|哪天|几号|几月)"
#define LAOWU_FIRM "(?:工厂|厂子|厂家|厂|公司|单位|企业|店)"
#define LAOWU_WORK "(?:上班|打工|务工|工作|干活|做事|做工|干|做)"

// The first that fits and means something in the table counts.
constexpr Question kQuestions[] = {
    // Who, of the table of vacancies: the employer.
    {Field::kEmployerName, Field::kUnknown, Field::kUnknown,
     "(?:是|在|去|到|进|给)?(?:哪|什么)(?:个|家|间|些)?" LAOWU_FIRM
     "(?:里)?(?:的|招|要|缺|用|上班|招工|招人|要人|缺人|用人)*"},
    {Field::kUnknown, Field::kUnknown, Field::kEmployerName,
     "厂名|(?:打工|上班|干活)的?" LAOWU_FIRM
     "|(?:是|进的?|给)?(?:哪|什么)(?:个|家|间|些)?" LAOWU_FIRM},
    {Field::kEmployerName, Field::kUnknown, Field::kEmployerName,
     LAOWU_FIRM "(?:的)?(?:叫什么(?:名字?)?|名字|名|是哪个|是哪家)"},
    {Field::kEmployerName, Field::kUnknown, Field::kUnknown,
     "(?:谁|谁家|哪家|哪个)(?:招|要|缺|用)(?:人|工)?|(?:招工|招人|用人|用工|要人)的?" LAOWU_FIRM
     "|厂子|厂家|厂|门店|商家|商户"},
    // Where.
    {Field::kUnknown, Field::kPreferredPlaces, Field::kUnknown,
     "(?:想|愿意?|愿意|打算|准备|希望)(?:去|到|在)哪(?:个地方|个城市|些地方)?" LAOWU_WORK "?"},
    {Field::kUnknown, Field::kPreferredPlaces, Field::kUnknown,
     "(?:想|愿意?|愿意|打算|准备|希望)(?:去|到|在)的?(?:地方|城市|地区)"},
    {Field::kWorkplace, Field::kUnknown, Field::kWorkplace,
     "(?:人|现在|目前|现)*(?:在|去|到|上)哪(?:个地方|个城市|个厂)?(?:里)?(?:" LAOWU_WORK
     "|了)*|(?:上班|打工|干活|务工|做工|做事)的?(?:地方|位置)"},
    {Field::kWorkplace, Field::kUnknown, Field::kWorkplace,
     "(?:人|现在|目前|现)*(?:去|到)的?(?:地方|哪)|什么地方" LAOWU_WORK "?"},
    {Field::kWorkplace, Field::kUnknown, Field::kUnknown,
     LAOWU_FIRM "(?:在|是)哪(?:个)?(?:地方|镇街?|村|区|城市|工业区|园区)?|"
                "(?:在)?哪个?(?:地方|镇街?|区|城市|工业区|园区)的?|" LAOWU_WORK "的?哪"},
    // How many.
    {Field::kOpeningCount, Field::kUnknown, Field::kUnknown,
     "(?:还|一共|总共)?(?:要|招|缺|差|需要|需|收|用)(?:几|多少)(?:个|名|位)?(?:人|工人|工)?|"
     "(?:几|多少)(?:个|名|位)?人|(?:几|多少)(?:个|名|位)|(?:缺|差|要|招)人(?:数|多少)|"
     "(?:用工|岗位|人员|人手)?缺口|缺员|名额|数量|人手|(?:要|需)人数"},
    // Pay.
    {Field::kUnknown, Field::kDesiredWage, Field::kUnknown,
     "(?:最少|至少|起码|想要|想|希望|要)(?:要|拿|挣|得)?(?:到)?(?:一?个?月)?(?:要|拿|挣)?"
     "多少(?:钱|工资)?(?:一?个?月|一天)?|(?:工资|工钱|薪水)(?:想)?要(?:求)?多少|"
     "多少钱?(?:才|肯|愿意|才肯|才愿意)(?:去|干|做)|想要的?(?:工资|工钱|收入|薪水|钱)"},
    {Field::kWageText, Field::kUnknown, Field::kWageText,
     "(?:给|发|开|能?拿|能?挣)?多少(?:钱|工资)(?:一?个?月|一天|一个?小时)?|"
     "(?:一|每)?个?(?:月|天)(?:给|发|开|能?拿|能?挣)?多少(?:钱|工资)?|工钱|薪水|收入|"
     "(?:给|发|开|能?拿|能?挣)多少|"
     "(?:工资|工钱|薪水|待遇|钱)(?:是|有|给|开|发)?(?:多少|怎么样|如何|怎么(?:算|开|给|发))"},
    // What work.
    {Field::kUnknown, Field::kDesiredOccupations, Field::kUnknown,
     "(?:想|愿意?|愿意|打算|希望)(?:找|干|做|进)(?:个|份)?(?:什么|哪种|哪类)(?:样)?的?"
     "(?:活|工作|事|工|工种|岗位|行业)?|(?:想|愿意?|愿意|打算|希望)(?:找|干|做)的?"
     "(?:活|工作|事|工种|岗位)"},
    {Field::kUnknown, Field::kSkills, Field::kUnknown,
     "(?:会|能|有|懂|学过|会干|会做|能干|能做)(?:些)?(?:什么|哪些)(?:活|手艺|技术|技能)?|"
     "(?:有没有|有无|会不会)(?:手艺|技术|技能)|拿手的?(?:活|手艺|技术)?"},
    {Field::kUnknown, Field::kPastOccupation, Field::kUnknown,
     "(?:现在|目前|现|平时|以前|之前|原来|过去)*(?:是|在)?(?:干|做|搞)过?(?:些)?(?:什么|哪些)"
     "(?:活|工作|工种|事|行业)?|(?:干|做)(?:的|过的?)(?:活|工作|工种|事|行业)|"
     "(?:以前|之前|原来|过去)的?(?:活|工作|工种)"},
    {Field::kTitle, Field::kUnknown, Field::kOccupation,
     "(?:是|去|现在|目前|具体|主要)*(?:干|做)(?:些)?什么(?:活|工作|工种|事)?|"
     "(?:干|做)的(?:活|工作|工种|事)"},
    {Field::kTitle, Field::kUnknown, Field::kUnknown,
     "(?:招|要|缺|找)(?:些)?什么(?:人|工|工种|岗位)?|(?:招|要|缺)的(?:人|工|工种|岗位)|"
     "什么(?:工种|岗位|工|活)"},
    // When.
    {Field::kStartDate, Field::kUnknown, Field::kUnknown,
     LAOWU_WHEN
     "(?:能|可以|就|开始|正式)?(?:要人|用人|要工人?|要|用工|招人|招|进厂|进场|入职|上岗|上工|"
     "开始|报到|做工|开工|上班|到岗|来|去|走)"},
    {Field::kUnknown, Field::kAvailableDate, Field::kUnknown,
     LAOWU_WHEN "(?:能|可以|想|打算|准备|才能)?(?:走|去|出去|出门|外出|动身|上班|到岗|来|开工)"},
    {Field::kUnknown, Field::kUnknown, Field::kEffectiveDate,
     "(?:是)?" LAOWU_WHEN
     "的?(?:事情?|出去|走|去|出门|外出|动身|离开|离职|辞工|进厂|上班|到岗|到|回来|回家|回|返乡)?"
     "(?:打工|务工|上班)?|哪个月(?:出去|走|去|回来|回家)?"},
    {Field::kUnknown, Field::kUnknown, Field::kEffectiveDate,
     "(?:出去|出门|外出|出发|动身|离家|走|去|到厂|进厂|上班|离开|离职|辞工|回来|回家|回|返乡|到)"
     "(?:打工|务工|上班)?的?(?:时间|日期|日子|月份|时候)"},
    {Field::kExpireDate, Field::kUnknown, Field::kUnknown,
     "(?:招|报名|招人)?到" LAOWU_WHEN "(?:为止|止|截止)?|" LAOWU_WHEN
     "(?:截止|到期|过期|停招|招满)"},
    {Field::kUpdateTime, Field::kUnknown, Field::kUnknown,
     LAOWU_WHEN "(?:发|登|报|挂|收|收到)(?:布|出来)?"},
    // What happened, by whom it came about, and why.
    {Field::kUnknown, Field::kUnknown, Field::kOutcomeType,
     "(?:发生|出|有)?了?(?:什么|哪些)(?:事|事情|情况|变动|变化|动静)|怎么(?:回事|样)?|"
     "(?:人|现在|目前)*怎么样|人呢"},
    {Field::kUnknown, Field::kUnknown, Field::kDescription,
     "(?:为什么|什么原因)(?:回来|返乡|回家|不去|没去|走)?|还有什么(?:要)?说|其他|其它|附注|原因"},
    {Field::kUnknown, Field::kUnknown, Field::kChannel,
     "怎么(?:去|出去|找)|(?:跟)?(?:谁|哪个)(?:带|介绍|带着|喊|叫)?(?:去|出去|介绍)"},
    {Field::kUnknown, Field::kConsent, Field::kUnknown,
     "(?:有无|有没有|是否已?有?|是不是)?(?:已)?(?:签)?(?:授权|同意)书?(?:没有|没)?|"
     "同不同意(?:授权|登记|推荐)?|签没签(?:同意书|授权书?)?"},
    // Where somebody is from; where they are (人在哪) is another question.
    {Field::kUnknown, Field::kHomeAddress, Field::kUnknown,
     "家?(?:住|住在)哪(?:个(?:乡镇|乡|镇|村))?|(?:家|户口|户籍|老家)(?:在|是)哪(?:个(?:乡镇|乡|镇|"
     "村))?|"
     "(?:是)?哪(?:个(?:乡镇|乡|镇|村))?(?:的)?人?|(?:户籍|户口)?属地|老家|家乡|家住|"
     "(?:所属|所在|户籍)?(?:乡镇|镇|乡)村(?:镇|组|寨)|(?:所属|所在|户籍)?(?:镇|乡)村|"
     "(?:所属|所在|户籍)村镇|村组"},
    {Field::kUnknown, Field::kVillage, Field::kUnknown, "村寨|寨子|自然村|自然寨"},
    // Of the person.
    {Field::kUnknown, Field::kPersonName, Field::kPersonName,
     "(?:是)?谁|哪个人|(?:他|人)?叫什么(?:名字?)?|什么名字?|人名|大名|村民(?:姓名|名字|名)?|"
     "群众(?:姓名|名字)"},
    {Field::kUnknown, Field::kPhone, Field::kPhone,
     "(?:电话|手机|号码)(?:是)?(?:多少|几号)?|怎么联系|联系|联系号码|联络电话|"
     "打(?:哪个|什么)电话"},
    // Of the office that publishes it, which may be called; not of the employer.
    {Field::kOfficeContact, Field::kUnknown, Field::kUnknown,
     "(?:劳务)?(?:协作|工作|服务|劳务)*(?:站点?|驻点|办事处)的?(?:办公|值班)?(?:联系|咨询|服务)?"
     "(?:方式|电话|热线|号码)|办公室?(?:联系|咨询)?(?:电话|座机|热线)|"
     "(?:人社|就业)(?:局|所|中心|部门|服务)*的?(?:联系|咨询|服务)?(?:方式|电话|热线)"},
    {Field::kIgnored, Field::kUnknown, Field::kUnknown,
     "(?:找|联系|问)(?:哪个|谁|哪位)(?:报名)?|怎么联系|(?:电话|手机|号码)(?:是)?(?:多少|几号)?|"
     "谁负责|联系"},
    {Field::kAge, Field::kAge, Field::kUnknown,
     "(?:今年|现在|要|招|要求)?(?:多大|几岁|多少岁)(?:年纪|岁数|年龄)?的?(?:人)?|年纪(?:要求|限制)?"
     "|"
     "岁数(?:要求|限制)?"},
    {Field::kSex, Field::kSex, Field::kUnknown, "(?:要|招)?男(?:的|工)?(?:还是|/)?女(?:的|工)?"},
    {Field::kEducation, Field::kEducation, Field::kUnknown,
     "(?:什么)?文化(?:水平|高低)?|(?:读|念|上)(?:了|过|到)?(?:多少|几)(?:年级|年)?(?:书|学)?|"
     "(?:读|念)到(?:什么程度|什么学历|哪)|(?:读|念)书(?:情况|多少|年限)|(?:是|要)?什么学历|文凭"},
    {Field::kExperience, Field::kExperience, Field::kUnknown,
     "(?:要)?(?:干活|干过|做过|干|做|工作)(?:了)?(?:几|多少)年|(?:有没有|要不要|有无)经验"},
    {Field::kUnknown, Field::kCertificate, Field::kUnknown,
     "(?:有|考了|考过|持|拿|拿了)(?:些)?(?:什么|哪些)(?:证书|证件|证|本)|(?:有没有|有无)(?:证书|"
     "证)"},
    {Field::kUnknown, Field::kNightShift, Field::kUnknown,
     "(?:能不能|肯不肯|愿不愿|愿不愿意|可不可以|上不)上?(?:夜班|晚班)"},
    {Field::kUnknown, Field::kDescription, Field::kUnknown,
     "(?:个人|本人|自己的?)?(?:意愿|意向|想法|打算)|有?(?:什么|哪些)(?:想法|要求|打算|意愿|需求)|"
     "情况|还有什么(?:要)?说"},
    // What a vacancy asks and gives.
    {Field::kRequirements, Field::kUnknown, Field::kUnknown,
     "(?:有)?(?:什么|哪些)(?:要求|条件)|(?:要求|条件|要)(?:是)?(?:什么|哪些)(?:条件)?|"
     "(?:要|招|找)(?:个)?什么样子?(?:的)?人?"},
    {Field::kRequiredSkills, Field::kUnknown, Field::kUnknown,
     "(?:要|得|需要)?(?:会|懂)什么(?:技术|手艺|活)?|要(?:什么|哪些)(?:证|证件|证书|技术|手艺)"},
    {Field::kBoardAndLodging, Field::kUnknown, Field::kUnknown,
     "吃住(?:问题)?(?:怎么|咋)?(?:怎么样|咋样|怎样|样|如何|弄|安排)|(?:包|管)不(?:包|管)吃(?:包|"
     "管)?住|(?:包|管)吃(?:包|管)住|管吃住|吃饭住宿|(?:有没有|有无)吃住"},
    {Field::kAccommodation, Field::kUnknown, Field::kUnknown,
     "住哪|住的(?:地方)?|住宿?(?:怎么样|如何)|(?:包|管)不(?:包|管)住|(?:有没有|有无)(?:宿舍|住宿|"
     "地方住)"},
    {Field::kMeals, Field::kUnknown, Field::kUnknown,
     "(?:包|管)不(?:包|管)(?:吃|饭)|(?:伙食|吃饭|吃的)(?:怎么样|如何|怎么(?:弄|解决))?|管饭"},
    {Field::kNightShift, Field::kUnknown, Field::kUnknown,
     "(?:上不上|有没有|要不要上?|倒不倒|有无)(?:夜班|晚班|班)|几班倒|白班(?:还是|/)夜班"},
    {Field::kHours, Field::kUnknown, Field::kUnknown,
     "(?:一|每)天(?:上|干|做|工作)?(?:几|多少)个?(?:小时|钟头)(?:班)?|(?:上|干|做)(?:几|多少)个?"
     "(?:小时|钟头)(?:班)?|(?:几点|什么时间)上下?班|上班几点"},
    {Field::kSocialInsurance, Field::kUnknown, Field::kUnknown,
     "(?:买不买|交不交|缴不缴|有没有|有无)(?:社保|保险|五险)|(?:社保|保险)(?:买不买|交不交|怎么买|"
     "怎么交|怎么样)"},
    {Field::kBenefits, Field::kUnknown, Field::kUnknown, "有?(?:什么|哪些)(?:福利|好处|补贴)"},
};
#undef LAOWU_WHEN
#undef LAOWU_FIRM
#undef LAOWU_WORK

}  // namespace

Field HeaderByQuestion(TableKind kind, absl::string_view key) {
  if (key.empty() || CharacterCount(key) > kMostCharacters) return Field::kUnknown;
  static const auto* const questions = [] {
    auto* made = new RE2::Set(RE2::DefaultOptions, RE2::ANCHOR_BOTH);
    for (const Question& question : kQuestions) made->Add(question.pattern, nullptr);
    made->Compile();
    return made;
  }();
  std::vector<int> matched;
  if (!questions->Match(PlainWords(key), &matched)) return Field::kUnknown;
  std::sort(matched.begin(), matched.end());
  for (const int index : matched) {
    const Question& question = kQuestions[static_cast<std::size_t>(index)];
    const Field field = kind == TableKind::kVacancies ? question.of_vacancies
                        : kind == TableKind::kWorkers ? question.of_workers
                                                      : question.of_surveys;
    if (field != Field::kUnknown) return field;
  }
  return Field::kUnknown;
}

}  // namespace laowu::intake
