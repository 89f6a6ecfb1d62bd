// The one text form of all tables: what is out of form is refused, with the line.

#include "reference/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(TableTest, RowsAndEdition) {
  const absl::StatusOr<Table> table =
      ParseTable("t", "# edition: 2023\na,b\n1,甲\n2,\n", {"a", "b"});
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->edition, "2023");
  EXPECT_THAT(table->rows, ElementsAre(ElementsAre("1", "甲"), ElementsAre("2", "")));
  EXPECT_THAT(ParseTable("t", "# edition: 2023\na,b\n", {"a", "b"}), IsOk());  // no rows
}

TEST(TableTest, WhatIsOutOfFormIsNamedWithItsLine) {
  const struct {
    const char* text;
    const char* complaint;
  } kBad[] = {
      {"", "no line end"},
      {"# edition: 1\na,b\n1,2", "no line end"},
      {"a,b\n1,2\n", "line 1: no edition"},
      {"# edition: \na,b\n", "line 1: no edition"},
      {"# edition: 1\n", "line 2: the columns are not a,b"},
      {"# edition: 1\nb,a\n", "line 2: the columns are not a,b"},
      {"# edition: 1\na,b\n1,2\n\n", "line 4: empty line"},
      {"# edition: 1\na,b\n1\n", "line 3: 1 fields"},
      {"# edition: 1\na,b\n1,2,3\n", "line 3: 3 fields"},
      {"# edition: 1\na,b\n1, 2\n", "line 3: blank around"},
      {"# edition: 1\na,b\n1,2\r\n", "line 3: blank around"},
      {"# edition: 1\na,b\n1,\"2\"\n", "line 3: quote"},
  };
  for (const auto& bad : kBad) {
    EXPECT_THAT(ParseTable("t", bad.text, {"a", "b"}),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)))
        << bad.text;
  }
}

TEST(TableTest, ADayMustExistAndBeWrittenInFull) {
  EXPECT_EQ(*ParseDay("2020-07-18"), absl::CivilDay(2020, 7, 18));
  for (const char* text : {"", "2020-7-18", "2020-02-30", "20200718", "2020-07-18 ", "2020-07"}) {
    EXPECT_THAT(ParseDay(text), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
}

TEST(TableTest, ACountIsAWholeNumberFromZero) {
  EXPECT_EQ(*ParseCount("0"), 0);
  EXPECT_EQ(*ParseCount("2000000000"), 2'000'000'000);
  for (const char* text : {"", "-1", "+1", "1.5", "1e3", "2000000001", "9999999999", "x"}) {
    EXPECT_THAT(ParseCount(text), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
}

TEST(TableTest, YesAndNoAreSmall) {
  EXPECT_TRUE(*ParseYesNo("yes"));
  EXPECT_FALSE(*ParseYesNo("no"));
  EXPECT_THAT(ParseYesNo("Yes"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(TableTest, NormalisedTextHasNoCapitalsBlanksOrFullWidthForms) {
  for (const char* text : {"普工", "cnc操作员", "普工/操作工", "c/c++", "a2司机"}) {
    EXPECT_TRUE(IsNormalised(text)) << text;
  }
  for (const char* text : {"", "CNC", "普 工", "普\t工", "普　工", "（普工）", "ｃｎｃ", "ａ"}) {
    EXPECT_FALSE(IsNormalised(text)) << text;
  }
}

TEST(TableDeathTest, ABadEmbeddedTableEndsTheProcessAndSaysWhy) {
  EXPECT_DEATH(ValueOrDie(ParseTable("towns", "x", {"a"})), "malformed.*table towns");
}

}  // namespace
}  // namespace laowu::reference
