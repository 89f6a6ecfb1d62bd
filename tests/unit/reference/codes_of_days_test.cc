#include "reference/codes_of_days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace laowu::reference {
namespace {

using ::testing::Optional;

constexpr absl::CivilDay kBefore(2017, 3, 31);
constexpr absl::CivilDay kAfter(2017, 4, 30);

TEST(CodesOfDaysTest, ARenamedCountyIsFoundUnderTheCodeOfTheDay) {
  EXPECT_THAT(CodeOn("520281", kBefore), Optional(std::string("520222")));
  EXPECT_THAT(CodeOn("520222", kAfter), Optional(std::string("520281")));
  EXPECT_THAT(CodeOn("520222", absl::CivilDay(2026, 11, 30)), Optional(std::string("520281")));
  EXPECT_THAT(CodeOn("520281", kAfter), Optional(std::string("520281")));
  EXPECT_THAT(CodeOn("520200", kBefore), Optional(std::string("520200")));
}

// 水城县 became 水城区 without five of its townships, and 小榄镇 came of two: figures of the one
// say nothing of the other. Of 盘县's townships the tables know the county alone.
TEST(CodesOfDaysTest, WhatWasNotTheSamePeopleIsNone) {
  EXPECT_EQ(CodeOn("520204", absl::CivilDay(2020, 6, 30)), std::nullopt);
  EXPECT_EQ(CodeOn("520221", absl::CivilDay(2020, 7, 31)), std::nullopt);
  EXPECT_EQ(CodeOn("442000104", absl::CivilDay(2026, 1, 1)), std::nullopt);
  EXPECT_EQ(CodeOn("520222104", kAfter), std::nullopt);
  EXPECT_EQ(CodeOn("999999", kAfter), std::nullopt);
  EXPECT_EQ(CodeOn("", kAfter), std::nullopt);
}

// Who asks for it all the same, by either name, is told that it is another area.
TEST(CodesOfDaysTest, OfADividedCountyTheCodeOfTheDayIsNamedAsAnotherArea) {
  const auto is = [](const std::string& code, absl::CivilDay day, const std::string& other,
                     bool same) {
    const auto found = FindCodeOfDay(code, day);
    ASSERT_TRUE(found.has_value()) << code;
    EXPECT_EQ(found->code, other);
    EXPECT_EQ(found->is_same_area, same) << code;
  };
  is("520204", absl::CivilDay(2020, 6, 30), "520221", false);
  is("520221", absl::CivilDay(2020, 7, 31), "520204", false);
  is("520221", absl::CivilDay(2020, 6, 30), "520221", true);
  is("520281", kBefore, "520222", true);
  for (const char* none : {"520222104", "999999", ""}) {
    EXPECT_EQ(FindCodeOfDay(none, kAfter), std::nullopt) << none;
  }
}

}  // namespace
}  // namespace laowu::reference
