// Messages as they go into groups of a chat, without columns: the title cut where it ends, shifts
// and board in plain speech, heads without the usual unit, places before a place of work; and a
// table of whole messages (running_texts/chats.tsv), made up, each with what is to be read.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

VacancyReading Read(const std::string& text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  return reader->Read({{Field::kDescription, "描述", text}});
}

struct Said {
  const char* text;
  const char* value;
};

TEST(TersePostings, ATitleEndsBeforeItsPaperShiftOrMeasureOfPay) {
  for (const Said& c : {Said{"招搅拌车司机B2证，10000", "搅拌车司机"},
                        {"招锅炉工持G1证，6000", "锅炉工"},
                        {"叉车司机N1证", "叉车司机"},
                        {"起重机司机Q2", "起重机司机"},
                        {"电工持证上岗，6000", "电工"},
                        {"焊工有证，8000", "焊工"},
                        {"厨师带证", "厨师"},
                        {"叉车工要有叉车证", "叉车工"},
                        {"保安持证优先", "保安"},
                        {"招高压电工值班，6500", "高压电工"},
                        {"装卸工按吨结，300元/天", "装卸工"},
                        {"招钢筋工按吨结算", "钢筋工"},
                        {"打包工按箱算", "打包工"},
                        {"砌砖工按方", "砌砖工"},
                        {"木工包工，坦洲", "木工"},
                        {"招普工男女各10，5500", "普工"},
                        {"招饲养员夫妻，12000", "饲养员"},
                        {"招2号车床师傅", "2号车床师傅"},
                        {"普工要求18岁", "普工"}}) {
    EXPECT_EQ(Read(c.text).vacancy.title, c.value) << c.text;
  }
}

TEST(TersePostings, AWorkThatOnlyAVerbNamesOrThatStandsBeforeTheCall) {
  for (const Said& c : {Said{"扶贫车间缝书包，计件", "缝书包"},
                        {"神湾菠萝基地请人摘菠萝，180元/天", "摘菠萝"},
                        {"威宁种植基地招人挖洋芋", "挖洋芋"},
                        {"鱼塘请人看鱼，夫妻优先", "看鱼"},
                        {"民众香蕉基地要砍蕉工", "砍蕉工"},
                        {"小榄餐厅招师傅2个，8000", "师傅"},
                        {"洗水厂保安要两个", "保安"},
                        {"苹果园套袋工招50个", "套袋工"},
                        {"杭州萧山快递分拣，230一天", "快递分拣"}}) {
    EXPECT_TRUE(absl::EndsWith(Read(c.text).vacancy.title, c.value)) << c.text;
  }
  for (const char* text : {"家里有事要转让饭店", "招商加盟", "工资有保证", "销售需要出差",
                           "厨房要求高", "吃住在工地"}) {
    EXPECT_EQ(Read(text).vacancy.title, "") << text;
  }
}

TEST(TersePostings, NightsByTheHoursOfAShift) {
  struct Case {
    const char* text;
    std::optional<bool> night;
  };
  for (const Case& c : {Case{"十二小时两班", true},
                        {"12小时两班", true},
                        {"上24休48", true},
                        {"上24小时休48小时", true},
                        {"24小时轮班", true},
                        {"工作时间17点到凌晨2点", true},
                        {"凌晨4点上班", true},
                        {"晚班20:00-8:00", true},
                        {"晚班晚8点到早8点", true},
                        {"黑白两班", true},
                        {"晚班到22点", std::nullopt},
                        {"晚班18:00-23:00", std::nullopt},
                        {"晚班到晚上10点", std::nullopt},
                        {"上12休12", std::nullopt},
                        {"24小时热水", std::nullopt},
                        {"24小时营业", std::nullopt},
                        {"48小时内回复", std::nullopt},
                        {"长白班或三班", std::nullopt}}) {
    EXPECT_EQ(Read(absl::StrCat("普工，", c.text)).vacancy.night_shift, c.night) << c.text;
  }
  EXPECT_EQ(Read("保安，上24休48").vacancy.hours_per_week, 56);
  EXPECT_EQ(Read("保安，上24休24").vacancy.hours_per_week, 84);
  EXPECT_EQ(Read("保安，上22休8").vacancy.hours_per_week, 0);
}

TEST(TersePostings, HeadsInPlainSpeech) {
  struct Case {
    const char* text;
    int heads;
  };
  for (const Case& c : {Case{"招师傅2个", 2},
                        {"普工5个", 5},
                        {"车工平车各3名", 3},
                        {"打磨、抛光各5个", 5},
                        {"男女各10", 20},
                        {"男10女10", 20},
                        {"要3个人", 3},
                        {"还差5人", 5},
                        {"急要5个工人", 5},
                        {"要两个师傅", 2},
                        {"保安要两个", 2},
                        {"还要三四个人", 4},
                        {"厨师1名8000-10000", 1},
                        {"裁床1名，7500", 1},
                        {"洗碗工切菜工各一个", 1},
                        {"工作满3个月，普工", 0},
                        {"招一个月，普工", 0},
                        {"试用期3个月，普工", 0},
                        {"每月4个休息日，普工", 0},
                        {"前3名奖励500", 0},
                        {"男45女40以下，普工", 0},
                        {"负责3名员工的管理", 0},
                        {"一个人看一台机", 0}}) {
    EXPECT_EQ(Read(c.text).vacancy.opening_count, c.heads) << c.text;
  }
}

TEST(TersePostings, BoardInPlainSpeech) {
  struct Case {
    const char* text;
    std::optional<bool> bed;
    std::optional<bool> meals;
  };
  for (const Case& c : {Case{"吃住厂里", true, true},
                        {"吃住在工地", true, true},
                        {"厂里吃厂里住", true, true},
                        {"吃住全管", true, true},
                        {"吃住包", true, true},
                        {"住厂里", true, std::nullopt},
                        {"住项目部", true, std::nullopt},
                        {"有房住", true, std::nullopt},
                        {"包中午饭", std::nullopt, true},
                        {"管两餐", std::nullopt, true},
                        {"管三顿", std::nullopt, true},
                        {"包一顿中饭", std::nullopt, true},
                        {"中午管饭", std::nullopt, true},
                        {"管饭", std::nullopt, true},
                        {"管三餐，不管住", false, true},
                        {"包住，饭自理", true, false},
                        {"自理住宿", false, std::nullopt},
                        {"提供餐补", std::nullopt, std::nullopt},
                        {"包餐费300", std::nullopt, std::nullopt},
                        {"饭卡补贴300", std::nullopt, std::nullopt},
                        {"家住厂附近的优先", std::nullopt, std::nullopt},
                        {"可以住家里", std::nullopt, std::nullopt}}) {
    const VacancyDraft vacancy = Read(absl::StrCat("普工，", c.text)).vacancy;
    EXPECT_EQ(vacancy.accommodation_provided, c.bed) << c.text;
    EXPECT_EQ(vacancy.meals_provided, c.meals) << c.text;
  }
}

TEST(TersePostings, PlacesBeforeAPlaceOfWork) {
  for (const Said& c : {Said{"横栏花木场，绿化工", "442000110"},
                        {"神湾菠萝基地请人摘菠萝", "442000117"},
                        {"小榄人民医院，护工", "442000118"},
                        {"石岐酒店：招洗碗工", "442000001"},
                        {"板芙猪场招饲养员", "442000115"},
                        {"民众香蕉基地要砍蕉工", "442000007"},
                        {"大涌红木家具城招搬运", "442000116"},
                        {"东升脆肉鲩基地招捕鱼工", "442000118"},
                        {"小榄车站招保洁", "442000118"},
                        {"东区小区招保安", "442000002"},
                        {"中山港码头装卸工", "442000003"},
                        {"珠海高栏港招起重工", "440404"},
                        {"佛山大沥仓库招叉车工", "440605"},
                        {"佛山乐从家具城招木工", "440606"},
                        {"惠州博罗园洲制衣厂招车工", "441322"},
                        {"钟山区餐馆要人", "520201"},
                        {"湄潭茶叶公司招炒茶师傅", "520328"},
                        {"大岭山家具厂，油漆工", "441900118"},
                        // a word, a dish, an office, who is wanted
                        {"港口码头招装卸工", ""},
                        {"古镇酒店招前台", ""},
                        {"兰州拉面店招学徒", ""},
                        {"高要招普工", "441204"},
                        {"湖南人力资源公司招普工", ""}}) {
    EXPECT_EQ(Read(c.text).vacancy.workplace_division_code, c.value) << c.text;
  }
}

TEST(TersePostings, PayInPlainSpeech) {
  struct Case {
    const char* text;
    int low;
    int high;
  };
  for (const Case& c : {Case{"磨石工，三百五一天", 9100, 9100},
                        {"砌砖工，一天四五百", 10400, 13000},
                        {"饲养员，4000一月", 4000, 4000},
                        {"缝头工，日工280", 7280, 7280},
                        {"上模工，8小时内6500", 6500, 6500},
                        {"CNC操机6000", 6000, 6000},
                        {"SMT操作员6000", 6000, 6000},
                        {"A2司机8000", 8000, 8000},
                        {"普工，sku数量6000", 0, 0},
                        {"普工，一月放假", 0, 0}}) {
    const VacancyDraft vacancy = Read(c.text).vacancy;
    EXPECT_EQ(vacancy.min_wage_cny_per_month, c.low) << c.text;
    EXPECT_EQ(vacancy.max_wage_cny_per_month, c.high) << c.text;
  }
}

TEST(TersePostings, WhoIsWelcomeBehindAnAge) {
  EXPECT_EQ(Read("保安，55岁以下退伍优先").vacancy.max_age_years, 55);
  EXPECT_EQ(Read("保安，55岁以下优先").vacancy.max_age_years, 0);
  EXPECT_EQ(Read("包装工，女35岁以下优先").vacancy.max_age_years, 0);
}

// What the table speaks of, by its words.
std::map<std::string, std::string> Facts(const VacancyReading& reading) {
  static constexpr const char* kKinds[] = {"-", "M", "D", "H", "P", "Y"};
  static constexpr const char* kSchools[] = {"",     "none", "小学", "初中",
                                             "高中", "中专", "大专", "本科"};
  const VacancyDraft& v = reading.vacancy;
  std::map<std::string, std::string> said;
  const auto add = [&](const char* key, bool is_said, std::string value) {
    if (is_said) said[key] = std::move(value);
  };
  const auto yes = [&](const char* key, std::optional<bool> value) {
    if (value.has_value()) said[key] = *value ? "1" : "0";
  };
  add("title", !v.title.empty(), v.title);
  add("pay", true,
      absl::StrCat(v.min_wage_cny_per_month, "-", v.max_wage_cny_per_month,
                   kKinds[static_cast<int>(v.pay_kind)]));
  add("place", !v.workplace_division_code.empty(), v.workplace_division_code);
  add("age", v.min_age_years > 0 || v.max_age_years > 0,
      absl::StrCat(v.min_age_years, "-", v.max_age_years));
  add("school", v.min_education != EducationLevel::kUnspecified,
      kSchools[static_cast<int>(v.min_education)]);
  add("months", v.min_experience_months > 0, absl::StrCat(v.min_experience_months));
  add("heads", v.opening_count > 0, absl::StrCat(v.opening_count));
  add("hours", v.hours_per_week > 0, absl::StrCat(v.hours_per_week));
  yes("bed", v.accommodation_provided);
  yes("meals", v.meals_provided);
  yes("night", v.night_shift);
  for (const InferredField& field : reading.inferred_fields) {
    if (field.field_path == "social_insurance") yes("insured", v.social_insurance);
  }
  for (const SkillRequirement& skill : v.skill_requirements) {
    if (skill.required) said[absl::StrCat("paper=", skill.skill_code)] = "";
  }
  return said;
}

TEST(TersePostings, MessagesOfChatsAreReadAndNothingIsAdded) {
  std::ifstream file(absl::StrCat(LAOWU_RUNNING_TEXTS_DIR, "/chats.tsv"));
  int rows = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> parts = absl::StrSplit(line, '\t');
    ASSERT_EQ(parts.size(), 2u) << line;
    ++rows;
    std::map<std::string, std::string> said =
        Facts(Read(absl::StrReplaceAll(parts[0], {{"\\n", "\n"}})));
    const std::vector<std::string> labels = absl::StrSplit(parts[1], ' ');
    for (const std::string& label : labels) {
      if (absl::StartsWith(label, "paper=")) {
        EXPECT_TRUE(said.contains(label)) << label << ": " << parts[0];
        continue;
      }
      const std::vector<std::string> fact = absl::StrSplit(label, absl::MaxSplits('=', 1));
      ASSERT_EQ(fact.size(), 2u) << line;
      EXPECT_EQ(said[fact[0]], fact[1]) << fact[0] << ": " << parts[0];
      said.erase(fact[0]);
    }
    for (const auto& [key, value] : said) {
      EXPECT_TRUE(absl::StartsWith(key, "paper=")) << key << "=" << value << ": " << parts[0];
    }
  }
  EXPECT_GT(rows, 190);
}

}  // namespace
}  // namespace laowu::intake
