// Headers that nobody knows, in a file too short to be told by content: the sender says what the
// columns mean, and that tells where the header is.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "intake/table/table_file.h"
#include "tests/support/status_matchers.h"
#include "workbooks.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::ReadBytes;
using ::laowu::testing::ReadFile;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kTwoRows[] =
    "子项甲,子项乙,子项丙,子项丁,子项戊\n"
    "c1,中山市样例厂,普工,小榄镇,5000\n"
    "c2,中山市样例厂,焊工,小榄镇,6000\n";

OpenOptions Stated(std::vector<std::string> columns) {
  OpenOptions options;
  options.kind = TableKind::kVacancies;
  options.column_names = std::move(columns);
  return options;
}

TEST(StatedColumns, TheRowThatHoldsAllNamedHeadersIsTheHeader) {
  const auto options = Stated({"子项甲", "子项乙", "子项丙", "子项丁", "子项戊"});
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                             ReadBytes(absl::StrCat("用工情况表\n", kTwoRows), options));
  EXPECT_THAT(read.header.names, ElementsAre("子项甲", "子项乙", "子项丙", "子项丁", "子项戊"));
  EXPECT_EQ(read.header.last_line, 2);
  EXPECT_THAT(read.rows, SizeIs(2));
}

// A row further down that is known less ill than none is not it.
TEST(StatedColumns, NamedHeadersCountBeforeKnownOnes) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes("子项甲,子项乙,子项丙\nc1,样例厂,普工\n岗位名称,企业名称,工作地点\n",
                Stated({"子项乙", "子项丙"})));
  EXPECT_EQ(read.header.last_line, 1);
}

TEST(StatedColumns, OfLettersTheFirstRowThatHasThemAll) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes(absl::StrCat("填报：样例厂\n", kTwoRows), Stated({"A", "B", "C", "D", "E"})));
  EXPECT_THAT(read.header.names, ElementsAre("子项甲", "子项乙", "子项丙", "子项丁", "子项戊"));
  EXPECT_THAT(read.rows, SizeIs(2));
}

// No record is lost for a header that is not there.
TEST(StatedColumns, ARowWithFiguresUnderLettersIsData) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes("c1,样例厂,普工,5000\nc2,样例厂,焊工,6000\n", Stated({"A", "B", "C", "D"})));
  EXPECT_THAT(read.header.names, ElementsAre("A", "B", "C", "D"));
  EXPECT_EQ(read.header.first_line, 0);
  EXPECT_THAT(read.rows, SizeIs(2));
}

TEST(StatedColumns, WithoutThemTheRefusalShowsWhatMayBeTheHeader) {
  const auto refused = ReadBytes(kTwoRows, Stated({}));
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(std::string(refused.status().message()),
              AllOf(HasSubstr("[子项甲, 子项乙, 子项丙, 子项丁, 子项戊]"), HasSubstr("--column"),
                    Not(HasSubstr("样例厂"))));
}

}  // namespace
}  // namespace laowu::intake
