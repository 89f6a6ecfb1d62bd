// A second table under the first, its columns in another order: no value may come to stand under
// another column's name.

#include "intake/table/header_below.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Cells = std::vector<std::string>;

const Cells kHeader = {"岗位编号", "企业名称", "岗位名称", "工作地点", "工资", "招聘人数"};

ColumnMap Map(const Cells& header) {
  auto map = ColumnMap::Make(TableKind::kVacancies, header);
  EXPECT_OK(map);
  return *std::move(map);
}

TableRow Row(Cells cells) {
  TableRow row;
  row.line_number = 7;
  row.cells = std::move(cells);
  return row;
}

TEST(HeaderBelow, RowsUnderTheSameColumnsInAnotherOrderAreLaidOut) {
  const ColumnMap map = Map(kHeader);
  HeaderBelow below(TableKind::kVacancies, map, 0);
  Cells cells = {"c1", "样例厂", "普工", "小榄镇", "5000", "3"};
  EXPECT_FALSE(below.Take(0, Row(cells)));
  EXPECT_OK(below.Arrange(0, cells));
  EXPECT_THAT(cells, ElementsAre("c1", "样例厂", "普工", "小榄镇", "5000", "3"));
  EXPECT_TRUE(below.Take(0, Row({"岗位编号", "职位", "企业名称", "工作地点", "招聘人数", "工资"})));
  EXPECT_THAT(below.TakeTold(), AllOf(HasSubstr("第 7 行"), HasSubstr("职位=title")));
  EXPECT_THAT(below.TakeTold(), IsEmpty());
  cells = {"c2", "焊工", "样例厂", "古镇镇", "2", "6500"};
  EXPECT_FALSE(below.Take(0, Row(cells)));
  EXPECT_OK(below.Arrange(0, cells));
  EXPECT_THAT(cells, ElementsAre("c2", "样例厂", "焊工", "古镇镇", "6500", "2"));
  // The first one again, and another sheet.
  EXPECT_TRUE(below.Take(0, Row(kHeader)));
  cells = {"c3", "样例厂", "电工", "小榄镇", "7000", "1"};
  EXPECT_OK(below.Arrange(0, cells));
  EXPECT_EQ(cells[2], "电工");
  EXPECT_TRUE(below.Take(0, Row({"岗位编号", "职位", "企业名称", "工作地点", "招聘人数", "工资"})));
  EXPECT_OK(below.Arrange(1, cells));
  EXPECT_EQ(cells[2], "电工");
}

TEST(HeaderBelow, RowsUnderOtherColumnsAreRefused) {
  const ColumnMap map = Map(kHeader);
  HeaderBelow below(TableKind::kVacancies, map, 0);
  EXPECT_TRUE(below.Take(0, Row({"岗位编号", "岗位名称", "企业名称", "工作地点", "学历"})));
  Cells cells = {"c2", "焊工", "样例厂", "古镇镇", "高中"};
  EXPECT_THAT(below.Arrange(0, cells),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("工资, 招聘人数"), HasSubstr("more: 学历"))));
  // Under their own columns all the same, for whoever looks at the row.
  EXPECT_THAT(cells, ElementsAre("c2", "样例厂", "焊工", "古镇镇", "", ""));
  TableRow cut = Row({"岗位编号", "职位", "企业名称", "工作地点", "招聘人数", "工资"});
  cut.cut = true;
  EXPECT_TRUE(below.Take(0, cut));
  EXPECT_THAT(below.Arrange(0, cells), Not(StatusIs(absl::StatusCode::kOk)));
}

// Most of it is the first header again, cell by cell.
TEST(HeaderBelow, TwoColumnsThatChangedPlacesAreSeenAmongMany) {
  Cells header = {"岗位编号", "企业名称", "岗位名称", "工作地点", "工资",
                  "招聘人数", "学历",     "年龄",     "食宿"};
  const ColumnMap map = Map(header);
  HeaderBelow below(TableKind::kVacancies, map, 0);
  std::swap(header[1], header[2]);
  EXPECT_TRUE(below.Take(0, Row(header)));
  Cells cells = {"c2", "焊工", "样例厂", "古镇镇", "6500", "2", "不限", "45", "包"};
  EXPECT_OK(below.Arrange(0, cells));
  EXPECT_THAT(std::vector<std::string>(cells.begin(), cells.begin() + 3),
              ElementsAre("c2", "样例厂", "焊工"));
}

TEST(HeaderBelow, TheSheetsNameStaysInItsPlace) {
  Cells header = kHeader;
  header.push_back("工作表");
  const ColumnMap map = Map(header);
  HeaderBelow below(TableKind::kVacancies, map, 1);
  EXPECT_TRUE(
      below.Take(0, Row({"岗位编号", "职位", "企业名称", "工作地点", "招聘人数", "工资", "七月"})));
  Cells cells = {"c2", "焊工", "样例厂", "古镇镇", "2", "6500", "七月"};
  EXPECT_OK(below.Arrange(0, cells));
  EXPECT_THAT(cells, ElementsAre("c2", "样例厂", "焊工", "古镇镇", "6500", "2", "七月"));
}

TEST(HeaderBelow, ARecordIsNoHeader) {
  const ColumnMap map = Map(kHeader);
  HeaderBelow below(TableKind::kVacancies, map, 0);
  EXPECT_FALSE(below.Take(0, Row({"", "样例厂", "普工", "小榄镇", "面议", "若干"})));
  EXPECT_FALSE(below.Take(0, Row({"注：工资", "", "", "", "", ""})));
}

}  // namespace
}  // namespace laowu::intake
