// A code that is no division on the day of a question is refused with what it is called now, since
// an answer of nobody would be taken for the truth; codes of stored records stay askable.

#include "services/runtime/division_checks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "reference/divisions.h"

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
    EXPECT_TRUE(absl::StrContains(said,
                                  "division 520222 (盘县) ended on 2017-04-10; ask for 520281 "
                                  "(盘州市)"))
        << said;
  }
  // Over two reforms.
  EXPECT_TRUE(absl::StrContains(Filter("520202"), "ask for 520281 (盘州市)")) << Filter("520202");
}

TEST(DivisionChecks, ACodeOfLaterIsToldWhatItWas) {
  const std::string said = Filter("520281", absl::CivilDay(2015, 1, 1));
  EXPECT_TRUE(absl::StrContains(said,
                                "division 520281 (盘州市) did not exist on 2015-01-01, only from "
                                "2017-04-10; ask for 520222 (盘县)"))
      << said;
  EXPECT_EQ(Filter("520222", absl::CivilDay(2015, 1, 1)), "") << "it was in force then";
}

TEST(DivisionChecks, OfAStretchTheFirstDayOnWhichTheCodeWasAnotherOneIsTold) {
  const auto said = [](const std::string& code, absl::CivilDay first, absl::CivilDay last) {
    FieldChecks checks;
    CheckDivisionOnDays("start_date", code, first, last, checks);
    return SaidOf(checks);
  };
  EXPECT_EQ(said("520281", absl::CivilDay(2017, 4, 10), kToday), "");
  EXPECT_EQ(said("52", absl::CivilDay(2000, 1, 1), kToday), "");
  EXPECT_TRUE(absl::StrContains(said("520281", absl::CivilDay(2017, 4, 9), kToday),
                                "did not exist on 2017-04-09"));
  EXPECT_TRUE(absl::StrContains(said("520222", absl::CivilDay(2017, 1, 1), kToday),
                                "ended on 2017-04-10; ask for 520281"));
}

TEST(DivisionChecks, WhatNeverWasADivisionIsRefusedEverywhere) {
  for (const char* code : {"99", "9999", "999999", "520299", "999999001"}) {
    for (const std::string& said : {Filter(code), StoredFilter(code)}) {
      EXPECT_TRUE(absl::StrContains(said, "there is no division ")) << code << ": " << said;
    }
  }
  EXPECT_TRUE(absl::StrContains(Division("999999"), "there is no division 999999"));
}

TEST(DivisionChecks, WhatIsNoCodeIsToldItsForm) {
  for (const char* code : {"abc", "5", "52028", "５２０２８１"}) {
    for (const std::string& said : {Division(code), Filter(code), StoredFilter(code)}) {
      EXPECT_TRUE(absl::StrContains(said, "must be a division code of 2, 4, 6, 9 or 12 digits"))
          << code;
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

std::string Kept(const std::string& code) {
  FieldChecks checks;
  CheckKeptDivision("division_code", code, kToday, checks);
  return SaidOf(checks);
}

TEST(DivisionChecks, ARecordIsToKeepADivisionInForce) {
  for (const char* code :
       {"520281", "520281105", "520281105201", "442000", "520271", "110108001"}) {
    EXPECT_EQ(Kept(code), "") << code;
  }
  for (const char* code : {"520222", "520222101", "520222101201"}) {
    EXPECT_TRUE(absl::StrContains(Kept(code), "520281")) << code << ": " << Kept(code);
  }
  EXPECT_TRUE(absl::StrContains(Kept("442000999"), "there is no division 442000999"))
      << "the townships of Zhongshan are all in the tables";
  EXPECT_TRUE(absl::StrContains(Kept("5202"), "must be a division code of 6, 9 or 12 digits"))
      << "a prefix is no place";
}

// Townships merge inside of a county that goes on; a filter by one that is no more finds nobody.
TEST(DivisionChecks, ADeadTownshipOfALivingCountyIsTold) {
  const auto& all = reference::Divisions::Get().all();
  const auto dead = std::find_if(all.begin(), all.end(), [](const reference::Division& division) {
    return division.level == reference::DivisionLevel::kTownship &&
           division.valid_until <= kToday && division.successors.size() == 1 &&
           reference::Divisions::Get().Find(division.code, kToday) == nullptr &&
           reference::Divisions::Get().Find(division.code.substr(0, 6), kToday) != nullptr;
  });
  ASSERT_NE(dead, all.end());
  const std::string code(dead->code);
  for (const std::string& said : {Filter(code), Kept(code), Filter(code + "201")}) {
    EXPECT_TRUE(absl::StrContains(said, "ended on")) << code << ": " << said;
  }
  EXPECT_EQ(StoredFilter(code), "");
}

TEST(DivisionChecks, AListThatFoundNothingByADeadCodeSaysWhatItBecame) {
  EXPECT_TRUE(absl::StrContains(WhyNothingStored("parent", "520222", kToday).message(), "520281"));
  EXPECT_TRUE(WhyNothingStored("parent", "520281", kToday).ok()) << "there is nothing";
  EXPECT_TRUE(WhyNothingStored("parent", "", kToday).ok());
}

TEST(DivisionChecks, ACallerOfWhatFollowedIsToldSoInsteadOfBeingTurnedAway) {
  const Principal bureau{"panzhou", PrincipalRole::kCountyBureau, "520281", "", ""};
  const auto asked = [&](const std::string& code) {
    return RequireStoredDivision(bureau, "division_code", code, kToday);
  };
  EXPECT_TRUE(asked("520281101").ok());
  EXPECT_TRUE(asked("520222").ok())
      << "all of it is the caller's: the list itself says what became";
  EXPECT_EQ(asked("520221").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(asked("520201").code(), absl::StatusCode::kPermissionDenied);
}

TEST(DivisionChecks, RecordsOfADeadCodeCanBeAskedFor) {
  EXPECT_EQ(StoredFilter("520222"), "");
  EXPECT_EQ(StoredFilter("520222101"), "");
}

}  // namespace
}  // namespace laowu::runtime
