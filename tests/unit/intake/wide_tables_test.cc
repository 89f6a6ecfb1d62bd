// Tables with cells beyond the 256 columns that are read: a stray one far to the right costs
// neither the file nor, in a sheet, its row; what is not read is told.

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

using ::laowu::testing::MakeXlsx;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Rows = std::vector<std::vector<std::string>>;

const std::vector<std::string> kHeader = {"序号", "岗位名称", "企业名称", "工作地点"};
const std::vector<std::string> kPost = {"1", "普工", "样例厂", "中山市小榄镇"};

// With `text` in the column of that number, from 1.
std::vector<std::string> With(std::vector<std::string> row, std::size_t column,
                              const std::string& text) {
  row.resize(column);
  row.back() = text;
  return row;
}

std::string Csv(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) absl::StrAppend(&text, i == 0 ? "" : ",", row[i]);
    text += "\n";
  }
  return text;
}

std::string Html(const Rows& rows) {
  std::string text = "<html><table>";
  for (const auto& row : rows) {
    text += "<tr>";
    for (const auto& cell : row) absl::StrAppend(&text, "<td>", cell, "</td>");
    text += "</tr>";
  }
  return text + "</table></html>";
}

std::string Xlsx(const Rows& rows) {
  std::string data;
  for (const auto& row : rows) {
    data += "<row>";
    for (const auto& cell : row) {
      absl::StrAppend(&data, "<c t=\"inlineStr\"><is><t>", cell, "</t></is></c>");
    }
    data += "</row>";
  }
  return MakeXlsx(data);
}

struct Read {
  std::vector<std::string> names;
  Rows rows;
  std::vector<std::string> bad_rows;
  bool columns_cut = false;
};

Read ReadTable(const std::string& bytes) {
  Read read;
  OpenOptions options;
  options.kind = TableKind::kVacancies;
  const auto file = TableFile::OpenBytes(bytes, options);
  EXPECT_OK(file);
  if (!file.ok()) return read;
  const auto header = (*file)->FindHeader();
  EXPECT_OK(header);
  if (!header.ok()) return read;
  read.names = header->names;
  read.columns_cut = (*file)->columns_cut();
  TableRow row;
  while ((*file)->Next(row).value_or(false)) {
    if (row.status.ok()) {
      read.rows.push_back(row.cells);
    } else {
      read.bad_rows.emplace_back(row.status.message());
    }
  }
  return read;
}

TEST(WideTables, AStrayCellBesideTheHeaderCostsNothing) {
  for (const std::size_t column : {257u, 300u, 700u}) {
    const Rows rows = {With(kHeader, column, "x"), kPost, kPost};
    for (const std::string& bytes : {Csv(rows), Html(rows), Xlsx(rows)}) {
      const Read read = ReadTable(bytes);
      EXPECT_EQ(read.names, kHeader) << column;
      EXPECT_THAT(read.rows, ElementsAre(kPost, kPost));
      EXPECT_TRUE(read.columns_cut);
    }
  }
}

TEST(WideTables, AStrayCellBesideARowOfASheetIsNoPartOfTheTable) {
  const Rows rows = {kHeader, With(kPost, 300, "x"), kPost};
  for (const std::string& bytes : {Html(rows), Xlsx(rows)}) {
    const Read read = ReadTable(bytes);
    EXPECT_THAT(read.rows, ElementsAre(kPost, kPost));
    EXPECT_THAT(read.bad_rows, IsEmpty());
    EXPECT_FALSE(read.columns_cut);
  }
}

// In a text it says that the row's cells may have slipped.
TEST(WideTables, ARowOfATextThatIsTooWideIsRefusedAlone) {
  const Read read = ReadTable(Csv({kHeader, With(kPost, 300, "x"), kPost}));
  EXPECT_THAT(read.rows, ElementsAre(kPost));
  EXPECT_THAT(read.bad_rows, ElementsAre(HasSubstr("line 2: more columns than the 256")));
  EXPECT_FALSE(read.columns_cut);
}

TEST(WideTables, SeparatorsAloneAreNoColumns) {
  const Rows rows = {With(kHeader, 400, ""), With(kPost, 400, ""), With(kPost, 300, "")};
  const Read read = ReadTable(Csv(rows));
  ASSERT_THAT(read.rows, SizeIs(2));
  EXPECT_EQ(read.rows[0][3], kPost[3]);
  EXPECT_THAT(read.bad_rows, IsEmpty());
  EXPECT_FALSE(read.columns_cut);
}

TEST(WideTables, OfATableThatIsTooWideTheFirstColumnsAreRead) {
  const auto wide = [](const std::vector<std::string>& row, const char* pay, const char* count,
                       const char* beyond) {
    return With(With(With(row, 200, pay), 256, count), 300, beyond);
  };
  const Rows rows = {wide(kHeader, "月薪", "招聘人数", "福利待遇"),
                     wide(kPost, "5000元/月", "3", "包吃住"),
                     wide(kPost, "5000元/月", "", "包吃住")};
  for (const std::string& bytes : {Csv(rows), Html(rows), Xlsx(rows)}) {
    const Read read = ReadTable(bytes);
    ASSERT_THAT(read.names, SizeIs(256));
    EXPECT_EQ(read.names[255], "招聘人数");
    ASSERT_THAT(read.rows, SizeIs(2));
    for (const auto& row : read.rows) {
      EXPECT_THAT(row, SizeIs(256)) << "also where the last of them is empty";
      EXPECT_EQ(row[199], "5000元/月");
    }
    EXPECT_EQ(read.rows[0][255], "3");
    EXPECT_THAT(read.bad_rows, IsEmpty());
    EXPECT_TRUE(read.columns_cut);
  }
}

}  // namespace
}  // namespace laowu::intake
