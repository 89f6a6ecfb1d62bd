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
