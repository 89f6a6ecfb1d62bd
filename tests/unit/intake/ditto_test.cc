// 同上 in a cell.

#include "intake/table/ditto.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Cells = std::vector<std::string>;
using Outcome = DittoFill::Outcome;

TEST(Ditto, MarksAreKnownAndTextsAreNot) {
  for (const char* mark : {"同上", " 同 上 ", "（同上）", "同前", "同上行", "〃", "〃 〃", "″",
                           "\"", "“", "↑", "Ditto", "-同上-"}) {
    EXPECT_TRUE(IsDitto(mark)) << mark;
  }
  for (const char* text :
       {"", " ", "-", "同上海分厂", "同上，包吃住", "同心村", "上", "'", "5\""}) {
    EXPECT_FALSE(IsDitto(text)) << text;
  }
}

TEST(Ditto, TheRowAboveIsPutInAlsoWhereItWasPutInItself) {
  const std::vector<Field> fields = {Field::kEmployerName, Field::kTitle, Field::kUnknown};
  DittoFill fill;
  Cells cells = {"样例厂", "普工", "同上"};
  EXPECT_THAT(fill.Fill(0, fields, cells), IsEmpty());
  cells = {"同上", "焊工", "同上"};
  auto told = fill.Fill(0, fields, cells);
  EXPECT_THAT(cells, ElementsAre("样例厂", "焊工", "同上"));
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].field, Field::kEmployerName);
  EXPECT_EQ(told[0].mark, "同上");
  EXPECT_EQ(told[0].outcome, Outcome::kFilled);
  cells = {"〃", "〃", ""};
  EXPECT_THAT(fill.Fill(0, fields, cells), SizeIs(2));
  EXPECT_THAT(cells, ElementsAre("样例厂", "焊工", ""));
}

TEST(Ditto, NothingIsPutInWhereNothingStandsAbove) {
  const std::vector<Field> fields = {Field::kEmployerName, Field::kTitle};
  DittoFill fill;
  Cells cells = {"同上", "普工"};
  auto told = fill.Fill(0, fields, cells);
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].outcome, Outcome::kNoRowAbove);
  EXPECT_THAT(cells, ElementsAre("同上", "普工"));
  // Nor below that one, in another sheet, or below a row that could not be read.
  EXPECT_EQ(fill.Fill(0, fields, cells)[0].outcome, Outcome::kNoRowAbove);
  cells = {"样例厂", "普工"};
  EXPECT_THAT(fill.Fill(0, fields, cells), IsEmpty());
  cells = {"同上", "普工"};
  EXPECT_EQ(fill.Fill(1, fields, cells)[0].outcome, Outcome::kNoRowAbove);
  cells = {"样例厂", "普工"};
  EXPECT_THAT(fill.Fill(1, fields, cells), IsEmpty());
  fill.Break();
  cells = {"同上", "普工"};
  EXPECT_EQ(fill.Fill(1, fields, cells)[0].outcome, Outcome::kNoRowAbove);
}

TEST(Ditto, WhoAndWhichAreWrittenOut) {
  const std::vector<Field> fields = {Field::kPersonName, Field::kIdentityNumber, Field::kTown};
  DittoFill fill;
  Cells cells = {"王样例", "529999199001010019", "新民镇"};
  fill.Fill(0, fields, cells);
  cells = {"同上", "同上", "同上"};
  const auto told = fill.Fill(0, fields, cells);
  ASSERT_THAT(told, SizeIs(3));
  EXPECT_EQ(told[0].outcome, Outcome::kNotHere);
  EXPECT_EQ(told[1].outcome, Outcome::kNotHere);
  EXPECT_THAT(cells, ElementsAre("同上", "同上", "新民镇"));
}

}  // namespace
}  // namespace laowu::intake
