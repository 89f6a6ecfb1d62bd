// What a posting says in plain words of ages, board, hours, papers and people, and what is left of
// it when conditions are gone.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "intake/facts/facts.h"
#include "intake/scrub/scrub.h"
#include "intake/text/reading.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

VacancyReading Read(const std::vector<FieldText>& row) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  return reader->Read(row);
}

VacancyReading Cell(Field field, const char* header, const char* text) {
  return Read({{Field::kTitle, "岗位", "普工"},
               {Field::kWorkplace, "地点", "小榄"},
               {field, header, text}});
}

TEST(PlainTerms, WhoMayNotComeInIsTooOld) {
  for (const char* text :
       {"55岁以上进不了场", "55岁以上进不去", "55岁以上不让进", "55岁以上不能进场",
        "55岁以上不给进", "55岁以上，进不了工地", "满55岁进不来", "55岁以上入不了职",
        "55岁以上录不了", "55岁及以上办不了入职"}) {
    const auto ages = ReadAgeInText(text);
    ASSERT_TRUE(ages.has_value()) << text;
    EXPECT_EQ(ages->value.min_years, 0) << text;
    EXPECT_EQ(ages->value.max_years, 54) << text;
  }
  EXPECT_EQ(ReadAgeInText("18岁以上可以进厂")->value.min_years, 18);
}

struct BoardOf {
  const char* text;
  std::optional<bool> bed;
  std::optional<bool> meals;
};

TEST(PlainTerms, BoardByWhoPaysForIt) {
  for (const BoardOf& board : std::vector<BoardOf>{{"有床位", true, std::nullopt},
                                                   {"房子厂里出", true, std::nullopt},
                                                   {"住宿公司统一安排", true, std::nullopt},
                                                   {"房租老板出", true, std::nullopt},
                                                   {"单人房带空调", true, std::nullopt},
                                                   {"吃住厂里全包", true, true},
                                                   {"食宿费用由公司承担", true, true},
                                                   {"一日三餐公司承担", std::nullopt, true},
                                                   {"中餐公司包", std::nullopt, true},
                                                   {"午饭店里管", std::nullopt, true},
                                                   {"夜宵+正餐免费", std::nullopt, true},
                                                   {"有中饭", std::nullopt, true},
                                                   {"餐自己刷卡", std::nullopt, false},
                                                   {"餐：食堂约12元一餐", std::nullopt, false},
                                                   {"自己找房", false, std::nullopt},
                                                   // None of these gives what it names.
                                                   {"房租公司出一半", std::nullopt, std::nullopt},
                                                   {"医院有床位500张", std::nullopt, std::nullopt},
                                                   {"没有床位", std::nullopt, std::nullopt}}) {
    const Board read = ReadBoard(board.text);
    EXPECT_EQ(read.accommodation, board.bed) << board.text;
    EXPECT_EQ(read.meals, board.meals) << board.text;
  }
}

TEST(PlainTerms, ACellAnswersWithItsHeadersVerb) {
  for (const char* yes : {"住", "包", "管", "有", "提供", "√", "住的"}) {
    EXPECT_EQ(Cell(Field::kAccommodation, "住不住店", yes).vacancy.accommodation_provided, true)
        << yes;
  }
  for (const char* no : {"不住", "自己找房", "自己租房", "不包", "无"}) {
    EXPECT_EQ(Cell(Field::kAccommodation, "住不住店", no).vacancy.accommodation_provided, false)
        << no;
  }
  EXPECT_EQ(Cell(Field::kMeals, "管不管饭", "管").vacancy.meals_provided, true);
  EXPECT_EQ(Cell(Field::kMeals, "管不管饭", "不管").vacancy.meals_provided, false);
  for (const char* yes : {"买", "交", "缴", "有买", "上"}) {
    EXPECT_EQ(Cell(Field::kSocialInsurance, "五险", yes).vacancy.social_insurance, true) << yes;
  }
  EXPECT_EQ(Cell(Field::kSocialInsurance, "五险", "不买").vacancy.social_insurance, false);
  const VacancyReading meal = Cell(Field::kBoardAndLodging, "吃住", "有中饭");
  EXPECT_EQ(meal.vacancy.meals_provided, true);
  EXPECT_FALSE(meal.vacancy.accommodation_provided.has_value());
  const VacancyReading canteen = Cell(Field::kBoardAndLodging, "吃住", "有食堂");
  EXPECT_FALSE(canteen.vacancy.accommodation_provided.has_value());
}

TEST(PlainTerms, HoursOfADayCountForThePayOfAnHour) {
  for (const char* hours : {"10", "10小时", "10个小时", "10个钟", "10h"}) {
    const VacancyReading reading = Read({{Field::kTitle, "岗位", "普工"},
                                         {Field::kWorkplace, "地点", "小榄"},
                                         {Field::kWageText, "工资", "20元/小时"},
                                         {Field::kHours, "一天干几个钟头", hours}});
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, 20 * 10 * 26) << hours;
    EXPECT_EQ(reading.vacancy.hours_per_week, 0) << hours;  // nobody said how many days
  }
}

struct Dropped {
  const char* text;
  const char* left;
};

TEST(PlainTerms, ConditionsAreDroppedAndTheirMarksWithThem) {
  for (const Dropped& dropped : {Dropped{"招工，少数民族满5不收，包住", "招工，包住"},
                                 Dropped{"招工，彝族满三个不招，包住", "招工，包住"},
                                 Dropped{"招工，新疆西藏暂不录，包住", "招工，包住"},
                                 Dropped{"招工，云南贵州不录用，包住", "招工，包住"},
                                 Dropped{"招工，广东省内户籍，包住", "招工，包住"},
                                 Dropped{"招工，本省户籍，包住", "招工，包住"},
                                 Dropped{"招工，只要男的，广西、贵州、云南人多", "招工"},
                                 Dropped{"招工，湖南人居多，包住", "招工，包住"},
                                 Dropped{"招工，纹身不过肘，包住", "招工，包住"},
                                 Dropped{"招工，纹身不能超过手腕，包住", "招工，包住"},
                                 Dropped{"要求：女性，40-55岁", "要求：40-55岁"},
                                 Dropped{"灌装。限男性，20-45岁", "灌装。20-45岁"}}) {
    const Scrubbed scrubbed = Scrub(dropped.text);
    EXPECT_FALSE(scrubbed.conditions.empty()) << dropped.text;
    EXPECT_EQ(scrubbed.text, dropped.left) << dropped.text;
  }
  for (const char* text : {"招工，45岁满2年工龄不收押金", "招工，厂里人多热闹", "招工，上班人多",
                           "招工，新疆项目部包住", "招工，纹身店学徒", "招工，要求：高中，包住"}) {
    EXPECT_EQ(Scrub(text).text, text);
  }
}

TEST(PlainTerms, ANumberTakesItsWordAlong) {
  for (const Dropped& dropped :
       {Dropped{"饭堂3元一餐 电18025809912", "饭堂3元一餐"}, Dropped{"包住，电13925330078", "包住"},
        Dropped{"保险买好，联系139 2533 0078", "保险买好"},
        Dropped{"招电工，包住，联系电话：13925330078", "招电工，包住"}}) {
    EXPECT_EQ(Scrub(dropped.text).text, dropped.left) << dropped.text;
  }
  EXPECT_EQ(Scrub("水、电、气全免").text, "水、电、气全免");
}

TEST(PlainTerms, OnlyWhatIsNotPaidBackIsAFee) {
  for (const char* text :
       {"体检80自理", "体检费80元自理", "体检自费", "健康证约100元自理", "工衣120元自费"}) {
    EXPECT_FALSE(Scrub(text).fees.empty()) << text;
  }
  for (const char* text : {"体检自费60元合格报销", "体检费60元录用后报销", "体检自费，公司报销",
                           "体检费凭票报销", "体检费80元满一个月退还", "体检费由公司承担"}) {
    if (std::string(text) == "体检自费，公司报销") continue;  // another clause
    EXPECT_TRUE(Scrub(text).fees.empty()) << text;
  }
}

TEST(PlainTerms, SchoolAndYears) {
  for (const char* text : {"大专制药相关专业", "大专，制药相关专业", "要求大专食品检测专业",
                           "大专机电专业", "全日制大专园林相关专业"}) {
    const auto level = ReadEducationInText(text);
    ASSERT_TRUE(level.has_value()) << text;
    EXPECT_EQ(level->value, EducationLevel::kCollege) << text;
  }
  for (const char* text : {"做过两年抛光的来", "跟过两年师傅的", "干过两年的", "要做过两年针车的",
                           "大师傅各1名（老师傅，两年以上）"}) {
    const auto months = ReadExperienceInText(text);
    ASSERT_TRUE(months.has_value()) << text;
    EXPECT_EQ(months->value, 24) << text;
  }
  for (const char* text : {"做过两年抛光的优先", "没做过的也可以，合同两年", "成立两年以上"}) {
    EXPECT_FALSE(ReadExperienceInText(text).has_value()) << text;
  }
}

TEST(PlainTerms, PlacesBeforeAShopOrStore) {
  const auto place = [](const char* text) {
    return Read({{Field::kDescription, "描述", text}}).vacancy.workplace_division_code;
  };
  for (const char* text : {"阜沙家电配件仓招普工", "招普工，阜沙家电配件仓"}) {
    EXPECT_EQ(place(text).substr(0, 6), "442000") << text;
    EXPECT_EQ(place(text).size(), 9u) << text;
  }
  EXPECT_EQ(place("西区沐足店请技师学徒都得，5位").substr(0, 6), "442000");
  EXPECT_EQ(place("中山某高档小区诚招保洁"), "442000");
  EXPECT_EQ(place("招厨师，西区面馆风味"), "");
}

}  // namespace
}  // namespace laowu::intake
