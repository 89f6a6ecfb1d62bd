// What changes of codes leave: whose the past of a division is, and the days on which something
// changed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "reference/divisions.h"

namespace laowu::reference {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Divisions& Places() { return Divisions::Get(); }

TEST(DivisionHeirs, WhatWentIntoAnotherAsAWholeIsThatOnes) {
  EXPECT_THAT(Places().HeirsOf("520222"), ElementsAre("520281"));
  EXPECT_THAT(Places().HeirsOf("520202"), ElementsAre("520281")) << "over two reforms";
  EXPECT_THAT(Places().HeirsOf("442000104"), ElementsAre("442000118"));  // 东升 → 小榄
  EXPECT_THAT(Places().HeirsOf("140211"), ElementsAre("140213", "140214"));
}

// 水城县 became 水城区 but for five townships, which went to 钟山区: the county's successor alone
// does not tell.
TEST(DivisionHeirs, TownshipsOfTheLastDayAreAmongThem) {
  const auto heirs = Places().HeirsOf("520221");
  EXPECT_THAT(heirs, SizeIs(36));
  EXPECT_THAT(heirs, Contains("520204"));
  EXPECT_THAT(heirs, Contains("520201104"));  // 木果
  EXPECT_EQ(std::count_if(heirs.begin(), heirs.end(),
                          [](absl::string_view code) { return absl::StartsWith(code, "520201"); }),
            5);
  EXPECT_TRUE(std::is_sorted(heirs.begin(), heirs.end()));
}

TEST(DivisionHeirs, OfATownshipItsOwnAndWhereItIsInNoTableItsCountys) {
  EXPECT_THAT(Places().HeirsOf("520221111"), ElementsAre("520201104"));
  EXPECT_THAT(Places().HeirsOf("520221111201"), ElementsAre("520201104"));
  EXPECT_THAT(Places().HeirsOf("520222104"), ElementsAre("520281"));
  EXPECT_EQ(Places().HeirsOf("520221999"), Places().HeirsOf("520221"));
}

// One in force is its own; a code that meant something else before is no exception.
TEST(DivisionHeirs, WhatIsInForceOrUnknownHasNone) {
  for (const char* code : {"520281", "520201", "520200", "520281104", "999999", "52", ""}) {
    EXPECT_THAT(Places().HeirsOf(code), IsEmpty()) << code;
  }
}

// On each of them, and on no other day, some code means another thing than the day before.
TEST(DivisionChanges, ChangeDaysAreThoseOnWhichSomethingChanges) {
  const auto& days = Places().change_days();
  EXPECT_TRUE(std::is_sorted(days.begin(), days.end()));
  EXPECT_THAT(days, Contains(absl::CivilDay(2017, 4, 10)));
  for (const Division& division : Places().all()) {
    EXPECT_THAT(days, Contains(division.valid_from)) << division.code;
    if (division.valid_until != kNoEnd) {
      EXPECT_THAT(days, Contains(division.valid_until)) << division.code;
    }
  }
  EXPECT_LT(days.size(), 100U);
}

}  // namespace
}  // namespace laowu::reference
