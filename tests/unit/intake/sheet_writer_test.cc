// What the writers write must come back the same through the reader, and no cell may be a formula.

#include "intake/file/sheet_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "intake/table/table_file.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<SheetColumn> kColumns = {
    {"行 line", 0, true}, {"结果 result", 0, false}, {"说明 remarks", 40, false}};

const std::vector<std::vector<std::string>> kRows = {
    {"2", "新建", "529999199001010015"},
    {"3", "=HYPERLINK(\"http://x\")", "+86 10000000001"},
    {"4", "-1", "@SUM(A1)"},
    {"x", "含,逗号和\"引号\"", "两\n行"},
    {"5", "", "\x01控制"},
};

std::string PartOf(const std::string& path, const char* name) {
  zip_t* const zip = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
  zip_file_t* const part = zip_fopen(zip, name, 0);
  std::string content(1 << 20, '\0');
  content.resize(static_cast<std::size_t>(zip_fread(part, content.data(), content.size())));
  zip_fclose(part);
  zip_discard(zip);
  return content;
}

std::vector<std::vector<std::string>> RowsIn(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  auto file = TableFile::Open(path);
  EXPECT_OK(file);
  TableRow row;
  for (auto more = (*file)->Next(row); more.ok() && *more; more = (*file)->Next(row)) {
    rows.push_back(row.cells);
  }
  return rows;
}

// A report: several sheets, each with lines above its header, and shares as numbers.
TEST(SheetWriter, BookHasItsSheetsLinesAndDecimals) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("report.xlsx");
  const SheetTable first = {"汇总",
                            {"月报表", "截至 10-31"},
                            {{"地区"}, {"比率", 0, true, 1}},
                            {{"盘州", "69.9"}, {"六枝", "–"}, {"水城", "78.1"}}};
  SheetTable second = first;
  second.name = "渠道";
  ASSERT_OK(WriteXlsxBook(path, {first, second}));
  EXPECT_THAT(PartOf(path, "xl/workbook.xml"), AllOf(HasSubstr("汇总"), HasSubstr("渠道")));
  for (const char* part : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}) {
    EXPECT_THAT(PartOf(path, part),
                AllOf(HasSubstr("月报表"), HasSubstr("<v>69.9"),
                      // On paper.
                      HasSubstr("orientation=\"landscape\""), HasSubstr("fitToPage=\"1\"")));
  }
  EXPECT_THAT(PartOf(path, "xl/workbook.xml"), HasSubstr("!$3:$3")) << "the header on each page";
  EXPECT_EQ(RowsIn(path).back().back(), "78.1");
  EXPECT_THAT(WriteXlsxBook("/nowhere/report.xlsx", {first}), Not(IsOk()));
}

TEST(SheetWriter, ABookSaysWhenItWasMadeAsItIsTold) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("report.xlsx");
  const SheetTable table = {"汇总", {}, {{"地区"}}, {{"盘州"}}};
  const absl::Time made = absl::FromCivil(absl::CivilHour(2026, 6, 30, 4), absl::UTCTimeZone());
  ASSERT_OK(WriteXlsxBook(path, {table}, made));
  EXPECT_THAT(PartOf(path, "docProps/core.xml"), HasSubstr("2026-06-30T04:00:00Z"));
}

// Whatever digits the file has of it.
TEST(SheetWriter, ARatioIsReadAsTheNumberThatItIs) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("ratios.xlsx");
  SheetTable table;
  table.name = "汇总";
  table.columns = {{"比率", 0, true, 1}};
  for (int permille = 0; permille <= 1000; ++permille) {
    table.rows.push_back({absl::StrCat(permille / 10, ".", permille % 10)});
  }
  ASSERT_OK(WriteXlsxBook(path, {table}));
  const std::string sheet = PartOf(path, "xl/worksheets/sheet1.xml");
  const std::string cell = "<c r=\"A713\"";  // of 71.1
  const auto value = sheet.find("<v>", sheet.find(cell));
  ASSERT_NE(value, std::string::npos);
  EXPECT_EQ(std::strtod(sheet.c_str() + value + 3, nullptr), 71.1);
  const auto rows = RowsIn(path);
  ASSERT_EQ(rows.size(), table.rows.size() + 1);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string& written = table.rows[i][0];
    const bool is_whole = written.ends_with(".0");
    EXPECT_THAT(
        rows[i + 1][0],
        ::testing::AnyOf(written, is_whole ? written.substr(0, written.size() - 2) : written));
  }
}

TEST(SheetWriter, XlsxComesBackTheSameAndHasNoFormula) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("receipt.xlsx");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto writer, NewXlsxWriter(path, "回执 [1]", kColumns));
  for (const auto& row : kRows) ASSERT_OK(writer->AddRow(row));
  ASSERT_OK(writer->Finish());
  EXPECT_THAT(
      RowsIn(path),
      ElementsAre(ElementsAre("行 line", "结果 result", "说明 remarks"),
                  ElementsAre("2", "新建", "529999199001010015"),
                  ElementsAre("3", "=HYPERLINK(\"http://x\")", "+86 10000000001"),
                  ElementsAre("4", "-1", "@SUM(A1)"),
                  ElementsAre("x", "含,逗号和\"引号\"", "两\n行"), ElementsAre("5", "", "控制")));
  const std::string sheet = PartOf(path, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter"));
  EXPECT_THAT(sheet, HasSubstr("<v>2</v>"));  // a number stays one
}

TEST(SheetWriter, CsvIsGuardedAndHasAMark) {
  std::string bytes;
  const auto writer = NewCsvWriter(
      [&](absl::string_view piece) {
        absl::StrAppend(&bytes, piece);
        return absl::OkStatus();
      },
      kColumns);
  for (const auto& row : kRows) ASSERT_OK(writer->AddRow(row));
  ASSERT_OK(writer->Finish());
  EXPECT_EQ(bytes,
            "\xEF\xBB\xBF行 line,结果 result,说明 remarks\r\n"
            "2,新建,529999199001010015\r\n"
            "3,\"'=HYPERLINK(\"\"http://x\"\")\",'+86 10000000001\r\n"
            "4,'-1,'@SUM(A1)\r\n"
            "x,\"含,逗号和\"\"引号\"\"\",\"两\n行\"\r\n"
            "5,,\" 控制\"\r\n");
}

TEST(SheetWriter, ALineOfCsvIsGuardedLikewise) {
  EXPECT_EQ(CsvLine({"", " =x", "\t-1", "a;b", "b ", "两\r\n行", "x"}),
            ",' =x,\"'\t-1\",\"a;b\",\"b \",\"两\n行\",x\r\n");
}

TEST(SheetWriter, LongCellsAreCutAndFailuresAreTold) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("a.xlsx");
  LAOWU_ASSERT_OK_AND_ASSIGN(auto writer, NewXlsxWriter(path, "", {{"a"}}));
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "字";
  ASSERT_OK(writer->AddRow(std::vector<std::string>{text}));
  ASSERT_OK(writer->Finish());
  EXPECT_EQ(RowsIn(path)[1][0].size(), 32'767u * 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(writer,
                             NewXlsxWriter(scratch.file("no/such/folder.xlsx"), "", {{"a"}}));
  EXPECT_THAT(writer->Finish(), StatusIs(absl::StatusCode::kResourceExhausted));
  const auto csv =
      NewCsvWriter([](absl::string_view) { return absl::InternalError("full"); }, kColumns);
  EXPECT_THAT(csv->Finish(), StatusIs(absl::StatusCode::kInternal, StartsWith("full")));
}

}  // namespace
}  // namespace laowu::intake
