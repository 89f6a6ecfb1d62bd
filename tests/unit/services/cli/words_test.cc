// Words that stand in tables in both languages and in files in one.

#include "services/cli/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace laowu::cli {
namespace {

TEST(WordsTest, ADayIsWrittenAsItIsTypedAndNoneIsADash) {
  google::type::Date date;
  EXPECT_EQ(DateWords(date), "–");
  date.set_year(2026);
  date.set_month(6);
  EXPECT_EQ(DateWords(date), "–") << "no day of the month";
  date.set_day(30);
  EXPECT_EQ(DateWords(date), "2026-06-30");
}

// A month is not its first day.
TEST(WordsTest, TheDayOfAnOutcomeIsToldAsFarAsItIsKnown) {
  v1::Outcome outcome;
  outcome.mutable_effective_date()->set_year(2025);
  outcome.mutable_effective_date()->set_month(3);
  outcome.mutable_effective_date()->set_day(1);
  EXPECT_EQ(OutcomeDateWords(outcome), "2025-03-01");
  outcome.set_date_precision(v1::DATE_PRECISION_MONTH);
  EXPECT_EQ(OutcomeDateWords(outcome), "2025-03");
  outcome.set_date_precision(v1::DATE_PRECISION_BEFORE);
  EXPECT_EQ(OutcomeDateWords(outcome), "2025-03-01 以前 before");
}

// Of people the text is not kept.
TEST(WordsTest, AValueWithoutItsTextShowsNoEmptyMarks) {
  v1::InferredField field;
  field.set_field_path("min_wage_cny_per_month");
  field.set_source_text("5000起");
  field.set_confidence_percent(90);
  EXPECT_THAT(InferredWords(field), ::testing::HasSubstr(" ← “5000起” 90 %"));
  field.clear_source_text();
  EXPECT_THAT(InferredWords(field), ::testing::Not(::testing::HasSubstr("“")));
  EXPECT_THAT(InferredWords(field), ::testing::HasSubstr(" 90 %"));
}

TEST(WordsTest, OfAFigureAndItsPublicationEachWordStandsAloneInItsLanguage) {
  const std::vector<std::string> words = {StrictnessWords(v1::RatioPolicy::AS_REPORTED),
                                          StrictnessWords(v1::RatioPolicy::BROAD),
                                          StrictnessWords(v1::RatioPolicy::STRICT),
                                          BoundaryWords(v1::RatioPolicy::COUNTY),
                                          BoundaryWords(v1::RatioPolicy::TOWNSHIP),
                                          BoundaryWords(v1::RatioPolicy::PROVINCE),
                                          CarryWords(v1::RatioPolicy::SPELL),
                                          CarryWords(v1::RatioPolicy::JOB),
                                          PublicationWords(v1::Publication::DRAFT),
                                          PublicationWords(v1::Publication::SUBMITTED),
                                          PublicationWords(v1::Publication::RETURNED),
                                          PublicationWords(v1::Publication::ACCEPTED)};
  for (const std::string& both : words) {
    const std::string chinese = InOneLanguage(both, /*english=*/false);
    const std::string english = InOneLanguage(both, /*english=*/true);
    EXPECT_EQ(both, chinese + " " + english);
    EXPECT_THAT(english, ::testing::MatchesRegex("[a-z ]+"));
    EXPECT_THAT(chinese, ::testing::Not(::testing::ContainsRegex("[a-z ]")));
  }
}

TEST(WordsTest, WhoSignedStandsBehindEachStep) {
  v1::Publication publication;
  EXPECT_EQ(SignersText(publication), "");
  const auto sign = [&](v1::Publication::State state, const std::string& who) {
    auto* signature = publication.add_signatures();
    signature->set_state(state);
    signature->set_signed_by(who);
  };
  sign(v1::Publication::DRAFT, "panzhou");
  sign(v1::Publication::ACCEPTED, "city");
  EXPECT_EQ(SignersText(publication), "草稿 draft panzhou；已采纳 accepted city");
  const auto english = [](v1::Publication::State state) {
    return InOneLanguage(PublicationWords(state), /*english=*/true);
  };
  EXPECT_EQ(SignersText(publication, english, "; "), "draft panzhou; accepted city");
}

}  // namespace
}  // namespace laowu::cli
