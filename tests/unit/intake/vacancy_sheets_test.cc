// Sheets as factories write them: men and women counted apart, several jobs in one cell, messages
// of a chat without a title.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::Not;

using Pairs = std::vector<std::pair<std::string, std::string>>;

VacancyReading Read(Pairs cells) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  cells.insert(cells.begin(), {"企业名称", "样例制品厂"});
  return reader->Read(MapPairs(TableKind::kVacancies, cells));
}

VacancyReading ReadTitle(const std::string& title, const std::string& text = "包吃住") {
  return Read({{"岗位名称", title}, {"岗位描述", text}});
}

std::vector<std::string> Reasons(const VacancyReading& reading) {
  std::vector<std::string> reasons;
  for (const Warning& warning : reading.warnings) reasons.push_back(warning.reason);
  return reasons;
}

std::vector<std::string> SkillCodes(const VacancyReading& reading) {
  std::vector<std::string> codes;
  for (const SkillRequirement& skill : reading.vacancy.skill_requirements) {
    codes.push_back(skill.skill_code);
  }
  return codes;
}

// The kind of pay beside them says of what they are, where the figures can be that.
TEST(VacancySheets, LeastAndMostPayOfAnHourOrADay) {
  const auto wage = [](const char* kind, const char* low, const char* high) {
    const VacancyReading reading = Read({{"岗位名称", "普工"},
                                         {"工作地点", "中山市小榄镇"},
                                         {"计薪方式", kind},
                                         {"最低工资", low},
                                         {"最高工资", high}});
    return std::pair(reading.vacancy.min_wage_cny_per_month,
                     reading.vacancy.max_wage_cny_per_month);
  };
  EXPECT_EQ(wage("小时工", "20", "22"), std::pair(4160, 4576));
  EXPECT_EQ(wage("时薪", "20元", "22元"), std::pair(4160, 4576));
  EXPECT_EQ(wage("日薪", "200", "260"), std::pair(5200, 6760));
  EXPECT_EQ(wage("日结", "5000", "6000"), std::pair(5000, 6000));
  EXPECT_EQ(wage("小时工", "4500", "6000"), std::pair(4500, 6000));
  EXPECT_EQ(wage("计件", "5000", "8000"), std::pair(5000, 8000));
  EXPECT_EQ(wage("月薪", "5000", "8000"), std::pair(5000, 8000));
}

TEST(VacancySheets, OneColumnOfTwoFacts) {
  for (const auto& [cell, least, most] : std::vector<std::tuple<const char*, int, int>>{
           {"男/50以下", 0, 50}, {"不限 22-40", 22, 40}, {"男45以内", 0, 45}, {"18-45", 18, 45}}) {
    const VacancyReading reading =
        Read({{"岗位名称", "普工"}, {"工作地点", "中山市小榄镇"}, {"性别/年龄", cell}});
    EXPECT_EQ(reading.vacancy.min_age_years, least) << cell;
    EXPECT_EQ(reading.vacancy.max_age_years, most) << cell;
    if (std::string(cell).starts_with("男")) {
      EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED")) << cell;
    }
  }
  const VacancyReading both = Read({{"岗位名称", "普工"},
                                    {"工作地点", "中山市小榄镇"},
                                    {"学历/经验", "初中及以上，3年以上经验"},
                                    {"吃/住", "包吃住"}});
  EXPECT_EQ(both.vacancy.min_education, EducationLevel::kJuniorMiddle);
  EXPECT_EQ(both.vacancy.min_experience_months, 36);
  EXPECT_EQ(both.vacancy.accommodation_provided, std::optional<bool>(true));
  EXPECT_EQ(both.vacancy.meals_provided, std::optional<bool>(true));
}

// Marks of a job board: benefits, and no skills.
TEST(VacancySheets, MarksThatAreBenefitsAreReadAsSuch) {
  const std::vector<std::string> header = {"岗位名称", "企业名称", "工作地点", "标签"};
  const std::vector<std::vector<std::string>> rows = {
      {"普工", "样例制品厂", "中山市小榄镇", "包住|加班费|全勤奖"},
      {"普工", "样例制品厂", "中山市小榄镇", "五险一金,包住,出差补贴"},
      {"普工", "样例制品厂", "中山市小榄镇", "包吃 包住 五险 夜班补贴"}};
  const auto map = ColumnMap::Make(TableKind::kVacancies, header, {}, rows);
  ASSERT_TRUE(map.ok()) << map.status();
  const VacancyReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  EXPECT_EQ(reader.Read(map->Apply(rows[0])).vacancy.accommodation_provided,
            std::optional<bool>(true));
  EXPECT_EQ(reader.Read(map->Apply(rows[1])).vacancy.social_insurance, std::optional(true));
  const VacancyReading last = reader.Read(map->Apply(rows[2]));
  EXPECT_EQ(last.vacancy.meals_provided, std::optional<bool>(true));
  EXPECT_EQ(last.vacancy.social_insurance, std::optional(true));
}

TEST(VacancySheets, MenAndWomenCountedApartAreOneNumber) {
  for (const auto& [header, openings] : std::vector<std::pair<std::vector<std::string>, int>>{
           {{"岗位名称", "企业名称", "需求人数/男", "需求人数/女"}, 8},
           {{"岗位名称", "企业名称", "男", "女"}, 8},
           {{"岗位名称", "企业名称", "男", "女", "合计"}, 10}}) {
    const auto map = ColumnMap::Make(TableKind::kVacancies, header);
    ASSERT_TRUE(map.ok()) << map.status();
    std::vector<std::string> cells = {"普工", "样例制品厂", "5", "3"};
    if (header.size() == 5) cells.emplace_back("10");
    const VacancyReading reading =
        VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""})
            .Read(map->Apply(cells));
    EXPECT_EQ(reading.vacancy.opening_count, openings);
    EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED"));
  }
  // Two columns of all openings are still for the sender to settle.
  EXPECT_FALSE(ColumnMap::Make(TableKind::kVacancies,
                               std::vector<std::string>{"岗位名称", "招聘人数", "缺工人数"})
                   .ok());
  EXPECT_EQ(MapHeader(TableKind::kVacancies, "男/女"), Field::kSex);
}

TEST(VacancySheets, SomeAreNotNobody) {
  const std::vector<std::string> header = {"岗位名称", "企业名称", "缺工人数/男", "缺工人数/女"};
  const auto map = ColumnMap::Make(TableKind::kVacancies, header);
  ASSERT_TRUE(map.ok()) << map.status();
  const VacancyReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  const auto read = [&](const std::string& men, const std::string& women) {
    return reader.Read(map->Apply(std::vector<std::string>{"压铸工", "样例制品厂", men, women}));
  };
  for (const VacancyReading& reading : {read("若干", ""), read("若干", "若干")}) {
    EXPECT_EQ(reading.vacancy.opening_count, 0);
    EXPECT_THAT(Reasons(reading), Not(Contains("VALUE_OUT_OF_RANGE")));
  }
  EXPECT_EQ(read("若干", "5").vacancy.opening_count, 5);
  EXPECT_THAT(Reasons(read("0", "0")), Contains("VALUE_OUT_OF_RANGE"));
}

TEST(VacancySheets, BaseAndAllInPayInColumnsOfTheirOwn) {
  const std::vector<std::string> header = {"岗位", "用人单位", "待遇（元）/底薪",
                                           "待遇（元）/综合"};
  const auto map = ColumnMap::Make(TableKind::kVacancies, header);
  ASSERT_TRUE(map.ok()) << map.status();
  const VacancyReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  struct Case {
    const char* base;
    const char* all_in;
    int low;
    int high;
    PayBasis basis;
  };
  for (const Case& c : {Case{"2300", "5500-6500", 5500, 6500, PayBasis::kAllIn},
                        Case{"3000", "8000-1万", 8000, 10000, PayBasis::kAllIn},
                        Case{"3500", "", 3500, 3500, PayBasis::kBase},
                        Case{"", "4500", 4500, 4500, PayBasis::kUnspecified}}) {
    const VacancyDraft vacancy =
        reader.Read(map->Apply(std::vector<std::string>{"装配工", "样例制品厂", c.base, c.all_in}))
            .vacancy;
    EXPECT_EQ(vacancy.min_wage_cny_per_month, c.low) << c.base << " " << c.all_in;
    EXPECT_EQ(vacancy.max_wage_cny_per_month, c.high) << c.base << " " << c.all_in;
    EXPECT_EQ(vacancy.pay_basis, c.basis) << c.base << " " << c.all_in;
  }
  // Which of two alike is meant is for the sender to say.
  EXPECT_FALSE(ColumnMap::Make(TableKind::kVacancies,
                               std::vector<std::string>{"岗位名称", "月薪", "工资待遇"})
                   .ok());
}

TEST(VacancySheets, SeveralJobsInATitleAreTold) {
  for (const char* title : {"普工、电工、叉车", "冲压工/折弯工", "普工50名、仓管2名",
                            "车工 铣工 磨工", "厨师、服务员、洗碗阿姨"}) {
    EXPECT_THAT(Reasons(ReadTitle(title)), Contains("SEVERAL_JOBS")) << title;
    const VacancyReading paid =
        Read({{"岗位名称", title}, {"工资", "5000-6000"}, {"岗位描述", "包吃住"}});
    EXPECT_THAT(Reasons(paid), Contains("SEVERAL_JOBS")) << title;
  }
  EXPECT_NE(ReadTitle("普工50名、仓管2名").vacancy.opening_count, 52);
  for (const char* title : {"普工/操作工", "抛光打包工", "普工 长白班", "销售代表/业务员",
                            "电工（持证）", "普工", "急招 普工 包吃住"}) {
    EXPECT_THAT(Reasons(ReadTitle(title)), Not(Contains("SEVERAL_JOBS"))) << title;
  }
}

TEST(VacancySheets, AnyHandIsNoRecruiter) {
  for (const char* title : {"招聘女工", "招工", "招女工", "急招女工20名"}) {
    const VacancyDraft vacancy = ReadTitle(title).vacancy;
    EXPECT_EQ(vacancy.title, "普工") << title;
    EXPECT_EQ(vacancy.occupation_code, ReadTitle("普工").vacancy.occupation_code) << title;
  }
  EXPECT_EQ(ReadTitle("招聘专员").vacancy.title, "招聘专员");
  EXPECT_EQ(ReadTitle("飞机位").vacancy.occupation_code,
            ReadTitle("平车位").vacancy.occupation_code);
}

TEST(VacancySheets, MessagesHaveTheirTitleInTheText) {
  ASSERT_TRUE(
      ColumnMap::Make(TableKind::kVacancies, std::vector<std::string>{"企业名称", "招聘信息"})
          .ok());
  for (const auto& [text, title] : std::vector<std::pair<std::string, std::string>>{
           {"招 车间主任 8000元", "车间主任"},
           {"日薪260,包吃住,招普工", "普工"},
           {"小榄镇急招焊工2名,7000-9000,电话13800138000", "焊工"},
           {"招女缝纫工,包吃住", "缝纫工"}}) {
    const VacancyReading reading = Read({{"招聘信息", text}});
    EXPECT_EQ(reading.vacancy.title, title) << text;
  }
  EXPECT_EQ(Read({{"招聘信息", "环境优美"}}).vacancy.title, "");
  EXPECT_EQ(Read({{"岗位名称", "普工\n包吃住\r\n长白班"}}).vacancy.title.find('\n'),
            std::string::npos);
}

// The commonest form in chats: pay or a number right behind the work.
TEST(VacancySheets, TitlesGluedToTheirPay) {
  struct Case {
    const char* text;
    const char* title;
    int wage;
  };
  for (const Case& c : std::vector<Case>{{"灯饰厂招包装工4500元包吃住", "包装工", 4500},
                                         {"小榄五金厂招焊工7千元", "焊工", 7000},
                                         {"招钳工每月6200元", "钳工", 6200},
                                         {"横栏招平车工计件8000元左右", "平车工", 8000},
                                         {"东升要打磨师傅月薪1万1", "打磨师傅", 11000},
                                         {"招搬运工一个月5200", "搬运工", 5200},
                                         {"招钣金工6800包住", "钣金工", 6800},
                                         {"招保洁16块五一小时", "保洁", 3432},
                                         {"招杂工计时17一小时", "杂工", 3536},
                                         {"招厨师八千五包吃住", "厨师", 8500},
                                         {"招CNC操作工6500+恒温车间", "CNC操作工", 6500}}) {
    const VacancyDraft vacancy = Read({{"招聘信息", c.text}}).vacancy;
    EXPECT_EQ(vacancy.title, c.title) << c.text;
    EXPECT_EQ(vacancy.min_wage_cny_per_month, c.wage) << c.text;
  }
  // A firm, a slogan or a bonus is no title.
  for (const auto& [text, title] :
       std::vector<std::pair<const char*, const char*>>{{"民众印染厂 招称料员 5500", "称料员"},
                                                        {"小榄五金厂暑假工 坐着上班", "普工"},
                                                        {"夜班补贴20元 招焊工", "焊工"}}) {
    EXPECT_EQ(Read({{"招聘信息", text}}).vacancy.title, title) << text;
  }
}

TEST(VacancySheets, FiguresThatAreNoPay) {
  for (const char* text : {"招普工，全国3000+门店", "招普工，会员五千", "招普工，服务2000+企业"}) {
    EXPECT_EQ(Read({{"招聘信息", text}}).vacancy.min_wage_cny_per_month, 0) << text;
  }
  EXPECT_EQ(Read({{"招聘信息", "招厨师，技术好可到9000"}}).vacancy.min_wage_cny_per_month, 0);
  EXPECT_EQ(Read({{"招聘信息", "招厨师，技术好可到9000"}}).vacancy.max_wage_cny_per_month, 9000);
  EXPECT_THAT(SkillCodes(ReadTitle("电脑绣花挡车")), Not(Contains("textiles-weaving")));
}

TEST(VacancySheets, JobsWithTheirHeadsCounted) {
  EXPECT_THAT(Reasons(Read({{"招聘信息", "酒楼招服务员、传菜员、洗碗阿姨各2名"}})),
              Contains("SEVERAL_JOBS"));
}

TEST(VacancySheets, SkillsOfOtherMachinesAndPlacesToAsk) {
  EXPECT_THAT(SkillCodes(ReadTitle("喷粉师傅", "会调机,5000")),
              Not(Contains("plastics-injection-setting")));
  EXPECT_THAT(SkillCodes(ReadTitle("注塑技术员", "会调机,5000")),
              Contains("plastics-injection-setting"));
  const std::vector<std::string> guard = SkillCodes(ReadTitle("保安", "有保安证,5000"));
  for (const std::string& code : SkillCodes(ReadTitle("电工", "到门卫处打电话,5000"))) {
    EXPECT_THAT(guard, Not(Contains(code)));
  }
}

TEST(VacancySheets, PayInOtherWords) {
  struct Case {
    const char* text;
    int low;
    int high;
  };
  for (const Case& c :
       {Case{"第一个月3000，以后3500-5000", 3500, 5000},
        Case{"前3个月3500，出师后5000-8000", 5000, 8000},
        Case{"底薪5000加提成,年薪15-20万", 12500, 16667}, Case{"五千五至七千 一个月", 5500, 7000},
        Case{"22元/小时，12小时/天，月休2天", 7436, 7436}, Case{"350一天", 9100, 9100}}) {
    const VacancyDraft vacancy = Read({{"岗位名称", "普工"}, {"工资", c.text}}).vacancy;
    EXPECT_EQ(vacancy.min_wage_cny_per_month, c.low) << c.text;
    EXPECT_EQ(vacancy.max_wage_cny_per_month, c.high) << c.text;
  }
  EXPECT_EQ(Read({{"岗位名称", "普工3000/月"}}).vacancy.min_wage_cny_per_month, 3000);
  EXPECT_EQ(Read({{"岗位名称", "小工350一天"}}).vacancy.min_wage_cny_per_month, 9100);
  EXPECT_EQ(Read({{"岗位名称", "文员"}, {"工资", "5000元/月,十三薪"}}).vacancy.pay_months, 13);
}

// A year that was mistyped costs the date and not the vacancy.
TEST(VacancySheets, APostingDateInTheFutureIsLeftUnset) {
  const auto read = [](const std::string& posted) {
    return Read({{"岗位名称", "普工"}, {"工作地点", "中山市小榄镇"}, {"发布日期", posted}});
  };
  const VacancyReading reading = read("2027-07-01");
  EXPECT_FALSE(reading.vacancy.source_update_time.has_value());
  EXPECT_TRUE(reading.violations.empty());
  EXPECT_THAT(Reasons(reading), Contains("DATE_NOT_UNDERSTOOD"));
  EXPECT_TRUE(read("2026-06-30").vacancy.source_update_time.has_value());
  EXPECT_THAT(Reasons(read("2026-06-30")), Not(Contains("VALUE_OUT_OF_RANGE")));
  EXPECT_THAT(Reasons(read("2026-07-01")), Not(Contains("VALUE_OUT_OF_RANGE")));
  EXPECT_TRUE(read("2026-07-02").vacancy.source_update_time.has_value()) << "a clock that is fast";
  EXPECT_THAT(Reasons(read("2026-07-02")), Contains("VALUE_OUT_OF_RANGE"));
}

TEST(VacancySheets, ALastDayBeforeThePostingIsTold) {
  const auto reasons = [](const std::string& posted, const std::string& last_day) {
    return Reasons(Read({{"岗位名称", "普工"},
                         {"工作地点", "中山市小榄镇"},
                         {"发布日期", posted},
                         {"截止日期", last_day}}));
  };
  EXPECT_THAT(reasons("2026-06-20", "2026-06-10"), Contains("VALUE_OUT_OF_RANGE"));
  EXPECT_THAT(reasons("2026-06-20", "2026-06-10"), Contains("ALREADY_EXPIRED"));
  EXPECT_THAT(reasons("2026-06-20", "2026-06-20"), Not(Contains("VALUE_OUT_OF_RANGE")));
  EXPECT_THAT(reasons("2026-06-20", "2026-12-31"), Not(Contains("VALUE_OUT_OF_RANGE")));
}

}  // namespace
}  // namespace laowu::intake
