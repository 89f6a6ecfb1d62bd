// Which sheets of a workbook are read, and which are told.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "intake/table/table_file.h"
#include "tests/support/status_matchers.h"
#include "workbooks.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::MakeXlsx;
using ::laowu::testing::ReadBytes;
using ::laowu::testing::ReadFile;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Rows = std::vector<std::vector<std::string>>;

// A workbook of these sheets, every cell a text.
std::string Book(const std::vector<std::pair<std::string, Rows>>& sheets) {
  std::string relations = "<Relationships>";
  std::string names = "<workbook><sheets>";
  testing::Parts parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    absl::StrAppend(&relations, "<Relationship Id=\"r", i, "\" Type=\"x/worksheet\" Target=\"s", i,
                    ".xml\"/>");
    absl::StrAppend(&names, "<sheet name=\"", sheets[i].first, "\" id=\"r", i, "\"/>");
    std::string data = "<worksheet><sheetData>";
    for (const auto& row : sheets[i].second) {
      absl::StrAppend(&data, "<row>");
      for (const std::string& cell : row) {
        absl::StrAppend(&data, "<c t=\"inlineStr\"><is><t>", cell, "</t></is></c>");
      }
      absl::StrAppend(&data, "</row>");
    }
    parts.emplace_back(absl::StrCat("xl/s", i, ".xml"), data + "</sheetData></worksheet>");
  }
  parts.emplace_back("xl/workbook.xml", names + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
  return MakeXlsx("", "", parts);
}

OpenOptions Workers() {
  OpenOptions options;
  options.kind = TableKind::kWorkers;
  return options;
}

const Rows kOneTown = {{"某县某镇名单"},
                       {"谁", "证", "打给"},
                       {"王小明", "529999199001010019", "10000000001"},
                       {"李小红", "529999199001010027", "10000000002"},
                       {"张大山", "529999199001010035", "10000000003"}};
const Rows kOtherTown = {{"谁", "证", "打给", ""},
                         {"赵小明", "529999199001010043", "10000000004"},
                         {"钱小红", "529999199001010051", "10000000005"}};

TEST(TableSheets, SheetsOfAHeaderThatIsToldByContentAreReadAsOne) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes(Book({{"石桥镇", kOneTown}, {"大山镇", kOtherTown}}), Workers()));
  EXPECT_THAT(read.header.names, ElementsAre("谁", "证", "打给", "乡镇"));
  ASSERT_THAT(read.rows, SizeIs(5));
  EXPECT_THAT(read.rows[2], ElementsAre("张大山", "529999199001010035", "10000000003", "石桥镇"));
  EXPECT_THAT(read.rows[4], ElementsAre("钱小红", "529999199001010051", "10000000005", "大山镇"));
  EXPECT_THAT(read.other_tables, IsEmpty());
}

TEST(TableSheets, TablesThatAreNotReadAreTold) {
  const Rows other_header = {{"人", "证", "拨打"},
                             {"赵小明", "529999199001010043", "10000000004"},
                             {"钱小红", "529999199001010051", "10000000005"}};
  const Rows notes = {{"填表说明", "一人一行"}, {"日期", "当天"}};
  const Rows known = {{"姓名", "身份证号", "技能"}, {"赵小明", "529999199001010043", "电工"}};
  // Beside one that is told by content, and beside one whose header is known, wherever it stands.
  LAOWU_ASSERT_OK_AND_ASSIGN(
      ReadFile read,
      ReadBytes(Book({{"说明", notes}, {"石桥镇", kOneTown}, {"新表", other_header}}), Workers()));
  EXPECT_EQ(read.sheet, "石桥镇");
  EXPECT_THAT(read.rows, SizeIs(3));
  EXPECT_THAT(read.other_tables, ElementsAre("新表"));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      read,
      ReadBytes(Book({{"石桥镇", other_header}, {"说明", notes}, {"大山镇", known}}), Workers()));
  EXPECT_EQ(read.sheet, "大山镇");
  EXPECT_THAT(read.other_tables, ElementsAre("石桥镇"));
}

TEST(TableSheets, NamesOfTownAndVillageAreTwoColumns) {
  const Rows rows = {{"姓名", "身份证号"}, {"王样例", "529999199001010019"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(
      ReadFile read, ReadBytes(Book({{"石桥镇鲁番村", rows}, {"大山镇嘎木村", rows}}), Workers()));
  EXPECT_THAT(read.header.names, ElementsAre("姓名", "身份证号", "乡镇", "村"));
  ASSERT_THAT(read.rows, SizeIs(2));
  EXPECT_THAT(read.rows[0], ElementsAre("王样例", "529999199001010019", "石桥镇", "鲁番村"));
  EXPECT_THAT(read.rows[1], ElementsAre("王样例", "529999199001010019", "大山镇", "嘎木村"));
  EXPECT_THAT(read.header.sample[0],
              ElementsAre("王样例", "529999199001010019", "石桥镇", "鲁番村"));
  // One of them says no more than its village.
  LAOWU_ASSERT_OK_AND_ASSIGN(
      read, ReadBytes(Book({{"石桥镇鲁番村", rows}, {"嘎木村", rows}}), Workers()));
  EXPECT_THAT(read.header.names, ElementsAre("姓名", "身份证号", "乡镇", "村"));
  EXPECT_THAT(read.rows[0], ElementsAre("王样例", "529999199001010019", "石桥镇", "鲁番村"));
  EXPECT_THAT(read.rows[1], ElementsAre("王样例", "529999199001010019", "", "嘎木村"));
}

// One odd name or title costs its own sheet and no other.
TEST(TableSheets, EachSheetSaysItselfWhereItsPeopleAreFrom) {
  const Rows rows = {{"姓名", "身份证号"}, {"王样例", "529999199001010019"}};
  const auto titled = [&](const std::string& title) {
    Rows below = rows;
    below.insert(below.begin(), {title});
    return below;
  };
  struct Case {
    std::vector<std::pair<std::string, Rows>> sheets;
    std::vector<std::string> first;
    std::vector<std::string> second;
  };
  const std::vector<Case> cases = {
      {{{"新民镇花椒村", rows}, {"柏果镇（已核）", rows}}, {"新民镇", "花椒村"}, {"柏果镇", ""}},
      {{{"Sheet1", titled("石桥镇鲁番村2026年花名册")},
        {"Sheet2", titled("柏果镇麦子冲村2026年花名册")}},
       {"石桥镇", "鲁番村"},
       {"柏果镇", "麦子冲村"}},
      {{{"小坝村", titled("石桥镇劳动力花名册")}, {"柏果镇", rows}},
       {"石桥镇", "小坝村"},
       {"柏果镇", ""}},
      // Undecided: refused by that name.
      {{{"新民镇花椒村", rows}, {"Sheet2", rows}}, {"新民镇", "花椒村"}, {"Sheet2", ""}},
      {{{"新民镇花椒村", rows}, {"柏果镇", titled("石桥镇鲁番村花名册")}},
       {"新民镇", "花椒村"},
       {"", ""}}};
  for (const Case& each : cases) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read, ReadBytes(Book(each.sheets), Workers()));
    SCOPED_TRACE(each.sheets[0].first + " " + each.sheets[1].first);
    EXPECT_THAT(read.header.names, ElementsAre("姓名", "身份证号", "乡镇", "村"));
    ASSERT_THAT(read.rows, SizeIs(2));
    EXPECT_THAT(read.rows[0],
                ElementsAre("王样例", "529999199001010019", each.first[0], each.first[1]));
    EXPECT_THAT(read.rows[1],
                ElementsAre("王样例", "529999199001010019", each.second[0], each.second[1]));
  }
  // Names that say nothing of it stay what they are, as where a column says it.
  LAOWU_ASSERT_OK_AND_ASSIGN(ReadFile read,
                             ReadBytes(Book({{"一季度", rows}, {"二季度", rows}}), Workers()));
  EXPECT_THAT(read.header.names, ElementsAre("姓名", "身份证号", "工作表"));
  const Rows homes = {{"姓名", "身份证号", "家庭住址"}, {"王样例", "529999199001010019", "石桥镇"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(
      read, ReadBytes(Book({{"柏果镇（已核）", homes}, {"Sheet2", homes}}), Workers()));
  EXPECT_THAT(read.header.names, ElementsAre("姓名", "身份证号", "家庭住址", "工作表"));
}

// A county with more villages than that sends several files.
// Where people are from stands above the table, or is its sheet's name, and in no column.
TEST(TableSheets, ATownshipInTheTitleIsThatOfEachRow) {
  const Rows people = {{"姓名", "身份证号", "手机号"},
                       {"王小明", "529999199001010019", "10000000001"},
                       {"李小红", "529999199001010027", "10000000002"}};
  const auto below = [&](const std::string& title, const std::string& more = "") {
    Rows rows = people;
    if (!more.empty()) {
      rows[0].push_back(more);
      rows[1].emplace_back("石桥镇");
    }
    rows.insert(rows.begin(), {title});
    return rows;
  };
  const auto read = [&](const std::string& sheet, const Rows& rows) {
    return ReadBytes(Book({{sheet, rows}}), Workers());
  };
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile both,
                             read("花名册", below("石桥镇鲁番村2026年劳动力花名册")));
  EXPECT_THAT(both.header.names, ElementsAre("姓名", "身份证号", "手机号", "乡镇", "村"));
  EXPECT_THAT(both.rows[1],
              ElementsAre("李小红", "529999199001010027", "10000000002", "石桥镇", "鲁番村"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile town,
                             read("Sheet1", below("盘州市响水镇劳动力基本信息表")));
  EXPECT_THAT(town.header.names, ElementsAre("姓名", "身份证号", "手机号", "乡镇"));
  EXPECT_EQ(town.rows[0].back(), "响水镇");
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile sheet, read("石桥镇鲁番村", people));
  EXPECT_EQ(sheet.rows[0].back(), "鲁番村");
  for (const char* none : {"2026年返乡人员花名册", "各乡镇劳动力花名册", "城乡劳动力信息表",
                           "石桥镇、响水镇劳动力花名册", "盘州市劳动力花名册"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile file, read("花名册", below(none)));
    EXPECT_THAT(file.header.names, ElementsAre("姓名", "身份证号", "手机号")) << none;
  }
  for (const char* home : {"户籍乡镇", "家庭住址", "行政区划代码"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile file,
                               read("花名册", below("石桥镇鲁番村劳动力花名册", home)));
    EXPECT_THAT(file.header.names, ElementsAre("姓名", "身份证号", "手机号", home));
  }
}

// An address of nothing but villages says no township.
TEST(TableSheets, ATownshipInTheTitleStandsBesideAddressesOfVillages) {
  const Rows rows = {{"石桥镇劳动力花名册"},
                     {"姓名", "身份证号", "家庭住址"},
                     {"王小明", "529999199001010019", "鲁番村一组"},
                     {"李小红", "529999199001010027", "小坝村二组"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile file, ReadBytes(Book({{"花名册", rows}}), Workers()));
  EXPECT_THAT(file.header.names, ElementsAre("姓名", "身份证号", "家庭住址", "乡镇"));
  EXPECT_EQ(file.rows[0].back(), "石桥镇");
}

TEST(TableSheets, SheetsThatAreTooManyToBeLookedAtAreTold) {
  constexpr int kLookedAt = 256;
  std::vector<std::pair<std::string, Rows>> sheets;
  for (int i = 0; i <= kLookedAt; ++i) {
    sheets.emplace_back(absl::StrCat(i, "村"), Rows{{"姓名", "身份证号"}, {"王某", "5"}});
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read, ReadBytes(Book(sheets), Workers()));
  EXPECT_THAT(read.rows, SizeIs(kLookedAt));
  EXPECT_THAT(read.other_tables, ElementsAre("256村"));
}

}  // namespace
}  // namespace laowu::intake
