// GB 11643: what is a citizen identity number, and what is read from one. Every number here has an
// unassigned prefix but for the example that the standard itself prints.

#include "reference/identity_number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::CivilDay kToday(2026, 7, 1);

TEST(IdentityNumberTest, TheExampleOfTheStandard) {
  const absl::StatusOr<IdentityNumber> read = ParseIdentityNumber("11010519491231002X", kToday);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->number, "11010519491231002X");
  EXPECT_EQ(read->birth_date, absl::CivilDay(1949, 12, 31));
  EXPECT_EQ(read->sex, Sex::kFemale);
  EXPECT_FALSE(read->upgraded);
}

TEST(IdentityNumberTest, LowerCaseXIsTakenForACapital) {
  const absl::StatusOr<IdentityNumber> read = ParseIdentityNumber("11010519491231002x", kToday);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->number, "11010519491231002X");
}

TEST(IdentityNumberTest, TheUnassignedPrefixHasTheShapeOfANumber) {
  const absl::StatusOr<IdentityNumber> read = ParseIdentityNumber("529999199001010019", kToday);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->birth_date, absl::CivilDay(1990, 1, 1));
  EXPECT_EQ(read->number.substr(0, 4), kUnassignedPrefix);
}

TEST(IdentityNumberTest, OddSequenceIsMaleEvenIsFemale) {
  EXPECT_EQ(ParseIdentityNumber("529999199001010019", kToday)->sex, Sex::kMale);
  EXPECT_EQ(ParseIdentityNumber("529999199001010027", kToday)->sex, Sex::kFemale);
}

TEST(IdentityNumberTest, EveryOtherCheckCharacterIsRefused) {
  for (char c : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'}) {
    std::string number = "11010519491231002";
    number.push_back(c);
    EXPECT_THAT(ParseIdentityNumber(number, kToday),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("check character")));
  }
}

TEST(IdentityNumberTest, ASwapOfNeighboursIsFound) {
  EXPECT_THAT(ParseIdentityNumber("11010519492131002X", kToday), Not(IsOk()));
  EXPECT_THAT(ParseIdentityNumber("11015019491231002X", kToday), Not(IsOk()));
}

TEST(IdentityNumberTest, TheBirthDateMustExist) {
  // The check characters of these are right; only the days are not.
  EXPECT_THAT(ParseIdentityNumber("529999202302290012", kToday),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("does not exist")));
  EXPECT_THAT(ParseIdentityNumber("529999199013010016", kToday),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("does not exist")));
  EXPECT_THAT(ParseIdentityNumber("529999200002290038", kToday), IsOk());  // a leap day
}

TEST(IdentityNumberTest, TheBirthDateMayBeTodayButNotLater) {
  EXPECT_THAT(ParseIdentityNumber("529999202607010018", kToday), IsOk());
  EXPECT_THAT(ParseIdentityNumber("529999202607020013", kToday),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("future")));
  EXPECT_THAT(ParseIdentityNumber("529999202607020013", kToday + 1), IsOk());
}

TEST(IdentityNumberTest, TheBirthDateMustLieIn1900OrLater) {
  EXPECT_THAT(ParseIdentityNumber("529999190001010018", kToday), IsOk());
  EXPECT_THAT(ParseIdentityNumber("529999189912310013", kToday),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("before 1900")));
}

TEST(IdentityNumberTest, FifteenDigitsAreUpgradedAndFlagged) {
  const absl::StatusOr<IdentityNumber> read = ParseIdentityNumber("529999490101123", kToday);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->number, "529999194901011233");
  EXPECT_EQ(read->birth_date, absl::CivilDay(1949, 1, 1));
  EXPECT_EQ(read->sex, Sex::kMale);
  EXPECT_TRUE(read->upgraded);
  // The same person as by the new number.
  EXPECT_EQ(ParseIdentityNumber("529999194901011233", kToday)->number, read->number);
}

TEST(IdentityNumberTest, FifteenDigitsWithAnImpossibleDateAreRefused) {
  EXPECT_THAT(ParseIdentityNumber("529999491301123", kToday),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("does not exist")));
}

TEST(IdentityNumberTest, OtherLengthsAndCharactersAreRefused) {
  for (const char* text :
       {"", "1", "5299991990010100", "52999919900101001", "5299991990010100199", "52999949010112X",
        "52999919900101001 ", " 52999919900101001", "5299991990O1010019", "X29999199001010019",
        "010105194912310026", "１２３４５６", "529999-19900101-001"}) {
    EXPECT_THAT(ParseIdentityNumber(text, kToday), StatusIs(absl::StatusCode::kInvalidArgument))
        << text;
  }
}

TEST(IdentityNumberTest, EveryMessageIsInChineseAndEnglish) {
  for (const auto& [text, zh] : std::vector<std::pair<std::string, std::string>>{
           {"1", "18 位"},
           {"5299991990O1010019", "数字以外"},
           {"529999199001010018", "校验码"},
           {"529999202302290012", "没有所写的出生日期"},
           {"529999189912310013", "早于 1900 年"},
           {"529999202607020013", "在将来"}}) {
    const std::string message(ParseIdentityNumber(text, kToday).status().message());
    EXPECT_THAT(message, HasSubstr(zh));
    EXPECT_THAT(message.substr(0, message.find(" / ")), HasSubstr(zh)) << "Chinese first";
    EXPECT_THAT(message, HasSubstr(" / "));
  }
}

TEST(IdentityNumberTest, NoMessageHoldsTheNumber) {
  for (const char* text : {"529999199001010018", "529999202302290012", "529999202607020013",
                           "529999189912310013", "52999919900101001Q"}) {
    const absl::Status status = ParseIdentityNumber(text, kToday).status();
    ASSERT_FALSE(status.ok());
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("529999")));
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr(std::string(text).substr(6, 8))));
  }
}

TEST(IdentityNumberTest, CheckCharacterOfSeventeenDigitsOnly) {
  EXPECT_EQ(IdentityCheckCharacter("11010519491231002"), 'X');
  EXPECT_EQ(IdentityCheckCharacter("52999919900101001"), '9');
  EXPECT_EQ(IdentityCheckCharacter("5299991990010100"), std::nullopt);
  EXPECT_EQ(IdentityCheckCharacter("5299991990010100a"), std::nullopt);
}

}  // namespace
}  // namespace laowu::reference
