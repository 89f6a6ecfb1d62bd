// A code that is no division on the day of a question is refused with what it is called now, since
// an answer of nobody would be taken for the truth; codes of stored records stay askable.

#include "services/runtime/division_checks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace laowu::runtime {
namespace {

constexpr absl::CivilDay kToday(2026, 6, 30);

// Empty where the code passes.
std::string SaidOf(const FieldChecks& checks) {
  return checks.ok() ? "" : checks.violations().front().description();
}

std::string Division(const std::string& code, absl::CivilDay day = kToday) {
  FieldChecks checks;
  CheckDivision("parent", code, day, checks);
  return SaidOf(checks);
}

std::string Filter(const std::string& code, absl::CivilDay day = kToday) {
  FieldChecks checks;
  CheckDivisionFilter("division_prefix", code, day, checks);
  return SaidOf(checks);
}

std::string StoredFilter(const std::string& code) {
  FieldChecks checks;
  CheckStoredDivisionFilter("division_code", code, checks);
  return SaidOf(checks);
}

TEST(DivisionChecks, ADeadCodeIsToldWhatItBecame) {
  for (const std::string& said : {Division("520222"), Filter("520222"), Filter("520222101")}) {
    EXPECT_TRUE(absl::StartsWith(said,
                                 "division 520222 (盘县) ended on 2017-04-10; ask for 520281 "
                                 "(盘州市)"))
        << said;
  }
  // Over two reforms.
  EXPECT_TRUE(absl::StrContains(Filter("520202"), "ask for 520281 (盘州市)")) << Filter("520202");
}

TEST(DivisionChecks, ACodeOfLaterIsToldWhatItWas) {
  const std::string said = Filter("520281", absl::CivilDay(2015, 1, 1));
  EXPECT_TRUE(absl::StartsWith(said,
                               "division 520281 (盘州市) did not exist on 2015-01-01, only from "
                               "2017-04-10; ask for 520222 (盘县)"))
      << said;
  EXPECT_EQ(Filter("520222", absl::CivilDay(2015, 1, 1)), "") << "it was in force then";
}

TEST(DivisionChecks, WhatNeverWasADivisionIsRefusedEverywhere) {
  for (const char* code : {"99", "9999", "999999", "520299", "999999001"}) {
    for (const std::string& said : {Filter(code), StoredFilter(code)}) {
      EXPECT_TRUE(absl::StartsWith(said, "there is no division ")) << code << ": " << said;
    }
  }
  EXPECT_TRUE(absl::StartsWith(Division("999999"), "there is no division 999999"));
}

TEST(DivisionChecks, WhatIsNoCodeIsToldItsForm) {
  for (const char* code : {"abc", "5", "52028", "５２０２８１"}) {
    for (const std::string& said : {Division(code), Filter(code), StoredFilter(code)}) {
      EXPECT_EQ(said, "must be a division code of 2, 4, 6, 9 or 12 digits") << code;
    }
  }
}

TEST(DivisionChecks, PrefixesTownshipsAndZonesPass) {
  // 4290: counties directly below their province; 520271: a development zone; 442000999: a township
  // that no table has; 110108001: of a county whose townships are not listed.
  for (const char* code : {"", "52", "520000", "5202", "520200", "520281", "520281101",
                           "520281101201", "4290", "520271", "442000999", "110108001"}) {
    EXPECT_EQ(Filter(code), "") << code;
    EXPECT_EQ(StoredFilter(code), "") << code;
  }
  EXPECT_EQ(Division("5202"), "") << "a city by its four digits";
}

TEST(DivisionChecks, RecordsOfADeadCodeCanBeAskedFor) {
  EXPECT_EQ(StoredFilter("520222"), "");
  EXPECT_EQ(StoredFilter("520222101"), "");
}

}  // namespace
}  // namespace laowu::runtime
