// A village's sheet says who is where; from it and from what is known come outcomes, on which the
// ratio rests. So nothing may be dated or begun that the sheet does not say.

#include "intake/survey_reader.h"

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
  return {whereabouts, kKnownSince, "442000118", "样例厂"};
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
      {"联系不上", Whereabouts::kLost},     {"电话空号", Whereabouts::kLost},
      {"良好", Whereabouts::kUnknown},      {"", Whereabouts::kUnknown}};
  for (const auto& [text, whereabouts] : examples) {
    EXPECT_EQ(ReadWhereabouts(text), whereabouts) << text;
  }
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
