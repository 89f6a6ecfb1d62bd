// Two tables in one sheet, one under the other: the second one never swallows the first, however
// much better its header is known.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "intake/table/header_below.h"
#include "intake/table/table_file.h"
#include "tests/support/status_matchers.h"
#include "workbooks.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::ReadBytes;
using ::laowu::testing::ReadFile;
using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

OpenOptions Of(TableKind kind) {
  OpenOptions options;
  options.kind = kind;
  return options;
}

struct Pasted {
  TableKind kind;
  std::vector<std::string> header;
  std::string row;    // "#": its number
  std::string below;  // the second header, with more columns
  std::string row_below;
  std::string more;  // one of those columns
};

const std::vector<Pasted>& PastedTables() {
  static const auto* const tables =
      new std::vector<Pasted>{{TableKind::kVacancies,
                               {"岗位编号", "企业名称", "岗位名称", "工作地点", "工资", "招聘人数"},
                               "z-#,中山市样例厂,普工,中山市小榄镇,5000,3",
                               "岗位编号,岗位名称,企业名称,工作地点,招聘人数,工资,学历",
                               "z-90,焊工,中山市样例厂,中山市古镇镇,5,6000,高中",
                               "学历"},
                              {TableKind::kVacancies,
                               {"岗位名称", "企业名称", "工作地点"},
                               "普工,中山市样例厂,小榄镇",
                               "岗位名称,企业名称,工作地点,工资,学历",
                               "焊工,中山市样例厂,古镇镇,6000,高中",
                               "工资"},
                              {TableKind::kWorkers,
                               {"姓名", "身份证号", "乡镇", "手机号"},
                               "王小明,529999199001010019,石桥镇,10000000001",
                               "姓名,身份证号,乡镇,手机号,技能",
                               "李小红,529999199001010027,石桥镇,10000000002,电工",
                               "技能"},
                              {TableKind::kSurveys,
                               {"姓名", "身份证号", "就业状态", "务工地"},
                               "王小明,529999199001010019,在家,",
                               "姓名,身份证号,就业状态,务工地,外出时间,返乡时间",
                               "李小红,529999199001010027,在外,中山,2026-03-01,",
                               "外出时间"}};
  return *tables;
}

std::string FileOf(const Pasted& pasted, int count) {
  std::string file = absl::StrJoin(pasted.header, ",") + "\n";
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&file, absl::StrReplaceAll(pasted.row, {{"#", absl::StrCat(i)}}), "\n");
  }
  return absl::StrCat(file, pasted.below, "\n", pasted.row_below, "\n");
}

TEST(PastedTables, TheFirstIsReadWhateverTheSecondsHeaderSays) {
  for (const Pasted& pasted : PastedTables()) {
    for (const int count : {1, 20, 45, 48, 49, 60}) {
      SCOPED_TRACE(absl::StrCat(pasted.below, " under ", count));
      LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                                 ReadBytes(FileOf(pasted, count), Of(pasted.kind)));
      EXPECT_EQ(read.header.names, pasted.header);
      EXPECT_THAT(read.header.sample, SizeIs(count)) << "nothing of the second table";
      ASSERT_THAT(read.rows, SizeIs(count + 2));
      LAOWU_ASSERT_OK_AND_ASSIGN(
          const ColumnMap map,
          ColumnMap::Make(pasted.kind, read.header.names, {}, read.header.sample));
      HeaderBelow below(pasted.kind, map, 0);
      const auto at = static_cast<std::size_t>(count);
      for (std::size_t i = 0; i <= at; ++i) {
        TableRow row;
        row.cells = read.rows[i];
        EXPECT_EQ(below.Take(0, row), i == at);
      }
      std::vector<std::string> cells = read.rows[at + 1];
      EXPECT_THAT(below.Arrange(0, cells),
                  StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(pasted.more)));
    }
  }
}

// Its sender has said what a column is that both tables have.
TEST(PastedTables, TheFirstIsReadByHandToo) {
  OpenOptions options = Of(TableKind::kVacancies);
  options.column_names = {"活路"};
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes("企业名称,活路,工作地点\n样例厂,普工,小榄镇\n"
                "企业名称,活路,工作地点,工资,学历\n样例厂,焊工,古镇镇,6000,高中\n",
                options));
  EXPECT_THAT(read.header.names, ElementsAre("企业名称", "活路", "工作地点"));
}

// What the firm says of itself above its vacancies is no table of vacancies: it is told.
TEST(PastedTables, RowsAboveATableThatCannotBeReadAreTold) {
  const auto passed = [](const std::string& text, TableKind kind, std::vector<std::string>& names) {
    const auto file = TableFile::OpenBytes(text, Of(kind));
    EXPECT_OK(file);
    const auto header = file.ok() ? (*file)->FindHeader() : file.status();
    EXPECT_OK(header);
    if (!header.ok()) return -1;
    names = header->names;
    return (*file)->passed_record_count();
  };
  std::vector<std::string> names;
  EXPECT_EQ(passed("企业名称,联系人,联系电话,地址\n中山市样例厂,某某,10000000001,小榄镇\n"
                   "岗位名称,工资,招聘人数,学历,年龄\n普工,5000,3,不限,18-45\n",
                   TableKind::kVacancies, names),
            1);
  EXPECT_THAT(names, ElementsAre("岗位名称", "工资", "招聘人数", "学历", "年龄"));
  EXPECT_EQ(passed("谁,证,打给\n王小明,529999199001010019,10000000001\n"
                   "李小红,529999199001010027,10000000002\n"
                   "姓名,身份证号,手机号,乡镇\n张大山,529999199001010035,10000000003,石桥镇\n",
                   TableKind::kWorkers, names),
            2);
  // People of whom no figure is written, by a header without what the kind needs.
  EXPECT_EQ(passed("姓名,村,就业状态,务工地\n王大山,花椒村,在外,广东中山\n"
                   "姓名,身份证号,村,就业状态,务工地,备注\n"
                   "李小红,529999199001010027,鲁番村,在外,中山,\n",
                   TableKind::kSurveys, names),
            1);
  EXPECT_THAT(names, ElementsAre("姓名", "身份证号", "村", "就业状态", "务工地", "备注"));
  // Titles and a form's preamble are none.
  EXPECT_EQ(passed("2026年企业用工需求表,,,\n填报单位：样例镇,,联系人：,2026-11-20\n"
                   "单位名称,样例厂,联系电话,10000000001\n"
                   "序号,岗位名称,工作地点,月薪\n1,普工,中山市,5000\n",
                   TableKind::kVacancies, names),
            0);
  EXPECT_THAT(names, ElementsAre("序号", "岗位名称", "工作地点", "月薪"));
}

// A summary, or how a row is to be filled in, is no table of its own.
TEST(PastedTables, TotalsAndSamplesAboveAreNoRecords) {
  const std::string table =
      "企业名称,岗位名称,工作地点,工资,招聘人数\n中山市样例厂,普工,小榄镇,5000,3\n";
  for (const std::string above :
       {"招聘单位,岗位,人数\n合计,12,60\n", "企业名称,岗位名称,招聘人数\n共12家,12个,60人\n",
        "企业名称,岗位名称,工作地点,工资\n例:某某公司,普工,小榄镇,5000元/月\n",
        "企业名称,岗位名称,工作地点,工资\n填写示例,普工,小榄镇,5000元/月\n"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                               ReadBytes(above + table, Of(TableKind::kVacancies)));
    EXPECT_THAT(read.header.names, SizeIs(5)) << above;
    EXPECT_THAT(read.rows, SizeIs(1)) << above;
  }
}

// A list pasted beneath with a column less, or one more at its end, is no repetition.
TEST(PastedTables, AHeaderThatRepeatsTheFirstButForAColumnIsAnother) {
  const std::vector<std::string> header = {"岗位编号", "企业名称", "岗位名称",
                                           "工作地点", "工资",     "招聘人数"};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map, ColumnMap::Make(TableKind::kVacancies, header));
  HeaderBelow below(TableKind::kVacancies, map, 0);
  TableRow row;
  row.cells = {"岗位编号", "企业名称", "岗位名称", "工作地点", "工资", ""};
  EXPECT_TRUE(below.Take(0, row));
  std::vector<std::string> cells = {"c1", "样例厂", "普工", "小榄镇", "5000", ""};
  EXPECT_THAT(below.Arrange(0, cells),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("招聘人数")));
  row.cells = header;
  row.cells.emplace_back("学历");
  EXPECT_TRUE(below.Take(0, row));
  cells = {"c1", "样例厂", "普工", "小榄镇", "5000", "3", "高中"};
  EXPECT_THAT(below.Arrange(0, cells),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("学历")));
  row.cells = header;
  row.cut = true;  // a sheet's row that goes on
  EXPECT_TRUE(below.Take(0, row));
  EXPECT_THAT(below.Arrange(0, cells), StatusIs(absl::StatusCode::kInvalidArgument));
  row.cut = false;
  EXPECT_TRUE(below.Take(0, row));
  EXPECT_OK(below.Arrange(0, cells));
  // Figures and unknown columns in it do not hide it.
  row.cells = {"岗位编号", "岗位名称", "企业名称", "工资2026", "另1", "另2"};
  EXPECT_TRUE(below.Take(0, row));
}

}  // namespace
}  // namespace laowu::intake
