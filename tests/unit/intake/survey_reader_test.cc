// A village's sheet says who is where; from it and from what is known come outcomes, on which the
// ratio rests. So nothing may be dated or begun that the sheet does not say.

#include "intake/survey/survey_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr absl::CivilDay kSurveyDay(2026, 7, 1);
constexpr absl::CivilDay kKnownSince(2026, 3, 1);

const SurveyReader& Reader() {
  static const auto* const reader = new SurveyReader(ReadContext{kSurveyDay, "520281", ""});
  return *reader;
}

SurveyReading Read(const std::vector<std::pair<std::string, std::string>>& pairs) {
  return Reader().Read(MapPairs(TableKind::kOutcomes, pairs));
}

SurveyStatement Says(Whereabouts whereabouts, bool with_date = true) {
  SurveyStatement statement;
  statement.whereabouts = whereabouts;
  if (with_date) statement.since = absl::CivilDay(2026, 5, 10);
  statement.workplace_division_code = "442000118";
  statement.employer_key = "样例厂";
  return statement;
}

KnownWhereabouts Known(Whereabouts whereabouts) {
  return {whereabouts, kKnownSince, "442000118", "样例厂", std::nullopt};
}

std::string Drafted(const SurveyStatement& statement, const KnownWhereabouts& known) {
  std::string out;
  for (const OutcomeDraft& draft : OutcomesOf(statement, known, kSurveyDay).drafts) {
    absl::StrAppend(&out, out.empty() ? "" : " ", static_cast<int>(draft.type), "@",
                    absl::FormatCivilTime(draft.effective_date));
  }
  return out;
}

TEST(Survey, WhereaboutsAsVillagesWriteThem) {
  const std::vector<std::pair<const char*, Whereabouts>> examples = {
      {"在外务工", Whereabouts::kAway},     {"外出", Whereabouts::kAway},
      {"省外务工", Whereabouts::kAway},     {"在岗", Whereabouts::kAway},
      {"未返乡", Whereabouts::kAway},       {"已返岗", Whereabouts::kAway},
      {"已返乡", Whereabouts::kHome},       {"返乡在家", Whereabouts::kHome},
      {"在家务农", Whereabouts::kHome},     {"未外出", Whereabouts::kHome},
      {"待业", Whereabouts::kHome},         {"春节返乡探亲", Whereabouts::kVisiting},
      {"临时返乡", Whereabouts::kVisiting}, {"就近就业", Whereabouts::kLocal},
      {"县内务工", Whereabouts::kLocal},    {"公益性岗位", Whereabouts::kLocal},
      {"联系不上", Whereabouts::kLost},     {"电话空号", Whereabouts::kNotReached},
      {"良好", Whereabouts::kUnknown},      {"", Whereabouts::kUnknown}};
  for (const auto& [text, whereabouts] : examples) {
    EXPECT_EQ(ReadWhereabouts(text), whereabouts) << text;
  }
}

// Away, and not to work: no arrival may come of it, whichever column says so.
TEST(Survey, WhoIsAwayWithoutWorkIsNoMigrantWorker) {
  for (const char* words : {"在外带孙子", "外出陪读", "外出养老", "在外看病", "随迁", "在外上学",
                            "随迁在外地居住", "在外照顾孙女", "外出就医", "在省外陪读"}) {
    for (const char* header : {"就业状态", "备注"}) {
      const SurveyReading reading = Read({{"编号", "a-1"},
                                          {header, words},
                                          {"务工地", "浙江省温州市"},
                                          {"外出时间", "2026年3月"}});
      EXPECT_TRUE(reading.rejected()) << header << " " << words;
      EXPECT_EQ(ReadWhereabouts(words), Whereabouts::kUnknown) << words;
    }
  }
  EXPECT_TRUE(Read({{"编号", "a-1"}, {"就业状态", "在外，旅游"}}).rejected());
  const std::vector<std::pair<const char*, Whereabouts>> others = {
      {"在外务工，带孩子", Whereabouts::kAway},   {"在家带孙子", Whereabouts::kHome},
      {"未外出，在家带小孩", Whereabouts::kHome}, {"回家陪读", Whereabouts::kHome},
      {"外出经商带小孩", Whereabouts::kAway},     {"失去联系", Whereabouts::kLost}};
  for (const auto& [words, whereabouts] : others) {
    const SurveyReading reading = Read({{"编号", "a-1"}, {"就业状态", words}});
    EXPECT_FALSE(reading.rejected()) << words;
    EXPECT_EQ(reading.statement.whereabouts, whereabouts) << words;
  }
}

// As the roster has it that comes back as a statement.
TEST(Survey, ACountryIsAPlaceOfWork) {
  for (const char* place : {"JPN", "日本 JPN", "日本", "境外 日本"}) {
    const SurveyReading reading =
        Read({{"编号", "a-1"}, {"就业状态", "仍在外"}, {"务工地", place}});
    EXPECT_FALSE(reading.rejected()) << place;
    EXPECT_EQ(reading.statement.workplace_division_code, "JPN") << place;
    for (const Warning& warning : reading.warnings) {
      EXPECT_NE(warning.reason, reason::kPlaceNotUnderstood) << place;
    }
    const SurveyReading by_place = Read({{"编号", "a-1"}, {"务工地", place}});
    EXPECT_EQ(by_place.statement.whereabouts, Whereabouts::kAway) << place;
  }
}

// Remarks alone, as a village writes them down on the telephone.
TEST(Survey, RemarksSayWhoIsWhereSinceWhen) {
  struct Case {
    const char* remarks;
    Whereabouts whereabouts;
    const char* place;
    const char* since;  // "2026-03" only the month
    bool self_employed;
  };
  const Case kCases[] = {
      {"在家带孩子,老公在珠海", Whereabouts::kHome, "", "", false},
      {"准备去东莞,过几天走", Whereabouts::kHome, "", "", false},
      {"还没出去,等孩子高考完", Whereabouts::kHome, "", "", false},
      {"自己开店,卖早餐,在本村", Whereabouts::kLocal, "", "", true},
      {"在镇上开修车店", Whereabouts::kLocal, "", "", true},
      {"换了手机号,人还在东莞厂里", Whereabouts::kAway, "441900", "", false},
      {"去年4月跟同村人去了浙江宁波电子厂", Whereabouts::kAway, "330200", "2025-04", false},
      {"2026年2月自己去的中山,做打磨", Whereabouts::kAway, "442000", "2026-02", false},
      {"今年正月初九出去的,在佛山", Whereabouts::kAway, "440600", "", false},
      {"5月20日从温州回来,不去了", Whereabouts::kHome, "", "2026-05-20", false},
      {"3月从义乌回来,5月又去了中山", Whereabouts::kAway, "442000", "2026-05", false},
      {"原来在昆山,现在回家盖房子", Whereabouts::kHome, "", "", false},
      {"不在家", Whereabouts::kAway, "", "", false},
      {"请假回来办证,下周回厂", Whereabouts::kVisiting, "", "", false},
      {"回来收苞谷,月底走", Whereabouts::kVisiting, "", "", false},
      {"电话打不通,家里没人", Whereabouts::kNotReached, "", "", false},
      {"电话打不通,邻居说在贵阳", Whereabouts::kNotReached, "", "", false},
      {"电话打不通,他妈说在贵阳", Whereabouts::kAway, "520100", "", false},
      {"在村里当护林员", Whereabouts::kLocal, "", "", false},
      {"老板没活,放假在家", Whereabouts::kHome, "", "", false},
      {"生病在家休养", Whereabouts::kHome, "", "", false},
      {"本人在外务工,小孩在家", Whereabouts::kAway, "", "", false},
      {"返乡休养,下月返岗", Whereabouts::kVisiting, "", "", false},
      {"就近务工", Whereabouts::kLocal, "", "", false},
      {"在深圳当保洁员", Whereabouts::kAway, "440300", "", false},
      {"在村里帮扶车间上班,3月开始", Whereabouts::kLocal, "", "2026-03", false},
      {"福建晋江 电话打不通", Whereabouts::kAway, "350582", "", false},
      {"外出务工(浙江)", Whereabouts::kAway, "330000", "", false},
      {"在浙江义乌做小生意", Whereabouts::kAway, "330782", "", true},
  };
  for (const Case& c : kCases) {
    const SurveyReading reading = Read({{"编号", "P-1"}, {"备注", c.remarks}});
    const SurveyStatement& statement = reading.statement;
    EXPECT_FALSE(reading.rejected()) << c.remarks;
    EXPECT_EQ(statement.whereabouts, c.whereabouts) << c.remarks;
    EXPECT_EQ(statement.workplace_division_code, c.place) << c.remarks;
    EXPECT_EQ(statement.self_employed, c.self_employed) << c.remarks;
    EXPECT_TRUE(statement.channel.empty()) << "a remark is no evidence of who organised it";
    const std::string since = c.since;
    if (since.empty()) continue;
    ASSERT_TRUE(statement.since.has_value()) << c.remarks;
    const std::string day = absl::FormatCivilTime(*statement.since);
    EXPECT_EQ(statement.since_month, since.size() == 7) << c.remarks;
    EXPECT_EQ(day.substr(0, since.size()), since) << c.remarks;
    for (const InferredField& field : reading.inferred_fields) {
      EXPECT_TRUE(field.source_text.empty()) << "remarks are not quoted: " << c.remarks;
    }
  }
}

// Counting a pupil, a soldier or the dead as a migrant worker would raise the ratio.
TEST(Survey, WhoIsAwayWithoutWorkingIsNoMigrantWorker) {
  for (const char* remarks : {"在外读书", "在贵阳读大学", "去当兵了", "嫁到湖南去了", "人去世了",
                              "在中山读技校", "跟子女居住在外", "随儿子在贵阳带孙子"}) {
    EXPECT_TRUE(Read({{"编号", "P-1"}, {"备注", remarks}}).rejected()) << remarks;
  }
  EXPECT_FALSE(Read({{"编号", "P-1"}, {"备注", "在县城陪孩子读书,没上班"}}).rejected());
}

TEST(Survey, ADateIsReadAsItIsSaid) {
  const auto since = [](const char* text) {
    return Read({{"编号", "P-1"}, {"就业状态", "在外务工"}, {"外出时间", text}}).statement;
  };
  EXPECT_EQ(since("26年3月").since, absl::CivilDay(2026, 3, 1));
  EXPECT_TRUE(since("26年3月").since_month);
  EXPECT_EQ(since("3月1日").since, absl::CivilDay(2026, 3, 1));
  EXPECT_EQ(since("正月初八").since, absl::CivilDay(2026, 2, 24));
  EXPECT_FALSE(since("春节后").since.has_value());
}

TEST(Survey, ARowIsReadWhole) {
  const SurveyReading reading = Read({{"编号", "P-17"},
                                      {"姓名", "样例甲"},
                                      {"就业状态", "在外务工"},
                                      {"务工地点", "广东中山小榄"},
                                      {"外出时间", "2026年3月"},
                                      {"务工单位", "样例灯饰厂"},
                                      {"工种", "电焊工"},
                                      {"月工资", "5500"}});
  ASSERT_FALSE(reading.rejected());
  const SurveyStatement& statement = reading.statement;
  EXPECT_EQ(statement.source_reference, "P-17");
  EXPECT_EQ(statement.whereabouts, Whereabouts::kAway);
  EXPECT_EQ(statement.workplace_division_code, "442000118");
  EXPECT_EQ(statement.since, absl::CivilDay(2026, 3, 1));
  EXPECT_TRUE(statement.since_month);
  EXPECT_EQ(statement.wage_cny_per_month, 5500);
  EXPECT_THAT(statement.occupation_code, Not(IsEmpty()));
  for (const InferredField& field : reading.inferred_fields) {
    EXPECT_EQ(field.source_text.find("样例甲"), std::string::npos);
  }
}

TEST(Survey, APlaceAloneSaysWhetherSomebodyIsAway) {
  EXPECT_EQ(Read({{"编号", "1"}, {"务工地点", "深圳宝安"}}).statement.whereabouts,
            Whereabouts::kAway);
  EXPECT_EQ(Read({{"编号", "1"}, {"务工地点", "盘州市红果街道"}}).statement.whereabouts,
            Whereabouts::kLocal);
  EXPECT_EQ(Read({{"编号", "1"}, {"务工地点", "在家"}}).statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(Read({{"编号", "1"}, {"备注", "春节回家探亲"}}).statement.whereabouts,
            Whereabouts::kVisiting);
}

// What is put in the place of a code is said, as it is of vacancies and workers.
TEST(Survey, OfTwoTownsOfACityTheCityIsTaken) {
  const SurveyReading towns = Read({{"编号", "1"}, {"务工地点", "中山小榄、古镇"}});
  EXPECT_EQ(towns.statement.workplace_division_code, "442000");
  EXPECT_EQ(Read({{"编号", "1"}, {"务工地点", "中山、珠海"}}).statement.workplace_division_code,
            "");
}

TEST(Survey, ACodeThatIsNoMoreIsTranslatedAndToldSo) {
  const SurveyReading reading =
      Read({{"编号", "1"}, {"状态", "在外务工"}, {"务工地代码", "520222"}});
  EXPECT_EQ(reading.statement.workplace_division_code, "520281");
  ASSERT_THAT(reading.warnings, SizeIs(1));
  EXPECT_EQ(reading.warnings[0].reason, "DIVISION_CODE_DEAD");
  EXPECT_EQ(reading.warnings[0].source_text, "520222");
}

// A state that nobody understands is no "away", though a place stands beside it.
TEST(Survey, WhatIsSaidOfWhereSomebodyIsGoesBeforeThePlace) {
  const auto says = [](absl::string_view state) {
    return Read({{"编号", "1"}, {"状态", std::string(state)}, {"务工地点", "深圳宝安"}});
  };
  EXPECT_TRUE(says("飞了").rejected());
  EXPECT_EQ(says("不在外").statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(says("没有工作").statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(says("已就业").statement.whereabouts, Whereabouts::kAway);
}

TEST(Survey, AQuestionIsAnsweredByYesAndNo) {
  const auto says = [](absl::string_view header, absl::string_view text, absl::string_view place) {
    return Read({{"编号", "1"},
                 {std::string(header), std::string(text)},
                 {"务工地点", std::string(place)}});
  };
  EXPECT_EQ(says("是否外出务工", "否", "").statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(says("是否外出务工", "是", "").statement.whereabouts, Whereabouts::kAway);
  EXPECT_EQ(says("是否返乡", "否", "深圳").statement.whereabouts, Whereabouts::kAway);
  EXPECT_TRUE(says("是否返乡", "否", "").rejected()) << "may never have left";
  EXPECT_TRUE(says("是否就业", "是", "").rejected()) << "where is not said";
  const SurveyReading both = says("是否外出务工", "否", "深圳");
  EXPECT_EQ(both.statement.whereabouts, Whereabouts::kHome);
  ASSERT_THAT(both.warnings, SizeIs(1));
  EXPECT_EQ(both.warnings[0].reason, "PLACE_CONFLICT");
}

// A guess would be counted as somebody away.
TEST(Survey, APlanIsNoDeparture) {
  for (const char* text : {"准备外出", "有外出意愿", "明天去广东", "失业在家,准备7月去中山"}) {
    const SurveyReading reading = Read({{"编号", "1"}, {"备注", text}});
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kHome) << text;
    EXPECT_TRUE(reading.statement.workplace_division_code.empty()) << text;
    EXPECT_FALSE(reading.statement.since.has_value()) << text;
  }
  EXPECT_EQ(ReadWhereabouts("准备外出"), Whereabouts::kHome);
  EXPECT_EQ(ReadWhereabouts("没有返乡"), Whereabouts::kAway);
}

TEST(Survey, WhatCannotBeIsRejectedAllAtOnce) {
  const SurveyReading reading =
      Read({{"身份证号", "520202199001011234"}, {"状态", "良好"}, {"日期", "2026-12-01"}});
  EXPECT_THAT(reading.violations, SizeIs(3));
  for (const Violation& violation : reading.violations) {
    EXPECT_EQ(violation.source_text.find("1990"), std::string::npos);
  }
}

TEST(Survey, NothingKnown) {
  EXPECT_EQ(Drafted(Says(Whereabouts::kAway), {}), "3@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kLocal), {}), "10@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kHome), {}), "");
  EXPECT_EQ(Drafted(Says(Whereabouts::kVisiting), {}), "");
  EXPECT_EQ(Drafted(Says(Whereabouts::kLost), {}), "");
}

// Clerks write when somebody first went out.
TEST(Survey, ADateBeforeAKnownReturnIsThatOfATimeThatIsOver) {
  KnownWhereabouts known;
  known.home_on = absl::CivilDay(2026, 5, 10);
  SurveyStatement away = Says(Whereabouts::kAway);
  EXPECT_EQ(Drafted(away, known), "3@2026-07-01");
  const auto warnings = OutcomesOf(away, known, kSurveyDay).warnings;
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].reason, reason::kBeforeKnownReturn);
  // A month counts from its last day.
  away.since = absl::CivilDay(2026, 5, 1);
  away.since_month = true;
  EXPECT_EQ(Drafted(away, known), "3@2026-05-01");
  away.since = absl::CivilDay(2026, 2, 1);
  away.since_month = false;
  EXPECT_EQ(Drafted(away, Known(Whereabouts::kLocal)), "11@2026-07-01 3@2026-07-01");
}

TEST(Survey, WithoutADateNothingIsSaidToHaveBegun) {
  EXPECT_EQ(Drafted(Says(Whereabouts::kAway, false), {}), "8@2026-07-01");
  EXPECT_EQ(Drafted(Says(Whereabouts::kLocal, false), {}), "");
  EXPECT_THAT(OutcomesOf(Says(Whereabouts::kAway, false), {}, kSurveyDay).warnings, SizeIs(1));
  EXPECT_THAT(OutcomesOf(Says(Whereabouts::kLocal, false), {}, kSurveyDay).warnings, SizeIs(1));
}

TEST(Survey, KnownToBeAway) {
  const KnownWhereabouts known = Known(Whereabouts::kAway);
  EXPECT_EQ(Drafted(Says(Whereabouts::kAway), known), "8@2026-07-01");
  EXPECT_EQ(Drafted(Says(Whereabouts::kVisiting), known), "5@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kHome), known), "7@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kHome, false), known), "7@2026-07-01");
  EXPECT_EQ(Drafted(Says(Whereabouts::kLocal), known), "7@2026-05-10 10@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kLost), known), "9@2026-07-01");
  EXPECT_EQ(Drafted(Says(Whereabouts::kNotReached), known), "");
  const SurveyOutcomes nothing = OutcomesOf(Says(Whereabouts::kNotReached), known, kSurveyDay);
  ASSERT_THAT(nothing.warnings, SizeIs(1));
  EXPECT_EQ(nothing.warnings[0].reason, reason::kNotReached);
}

TEST(Survey, AnotherPlaceOrEmployerIsAChangeOfJob) {
  KnownWhereabouts known = Known(Whereabouts::kAway);
  SurveyStatement statement = Says(Whereabouts::kAway);
  statement.workplace_division_code = "440306";
  EXPECT_EQ(Drafted(statement, known), "4@2026-05-10");
  statement.since = absl::CivilDay(2026, 2, 1);  // of going out, before what is known
  EXPECT_EQ(Drafted(statement, known), "4@2026-07-01");
  // A coarser writing of the same place is none.
  for (const char* same : {"442000", "440000", "442000118", ""}) {
    statement.workplace_division_code = same;
    EXPECT_EQ(Drafted(statement, known), "8@2026-07-01") << same;
  }
  statement.employer_key = "别的厂";
  EXPECT_EQ(Drafted(statement, known), "4@2026-07-01");
}

TEST(Survey, KnownToVisitHomeOrToWorkThere) {
  EXPECT_EQ(Drafted(Says(Whereabouts::kAway), Known(Whereabouts::kVisiting)), "6@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kHome), Known(Whereabouts::kVisiting)), "7@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kVisiting), Known(Whereabouts::kVisiting)), "");
  EXPECT_EQ(Drafted(Says(Whereabouts::kAway), Known(Whereabouts::kLocal)),
            "11@2026-05-10 3@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kHome), Known(Whereabouts::kLocal)), "11@2026-05-10");
  EXPECT_EQ(Drafted(Says(Whereabouts::kLocal), Known(Whereabouts::kLocal)), "8@2026-07-01");
}

}  // namespace
}  // namespace laowu::intake
