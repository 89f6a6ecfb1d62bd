// What is said of a whole file: also once a row, seen beside a later one, came to something else.

#include "services/intake/import_notes.h"

#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"

namespace laowu::intake_role {
namespace {

using v1::Import;
using v1::ImportRow;

ImportRow Row(int64_t line_number) {
  ImportRow row;
  row.set_line_number(line_number);
  row.set_change(ImportRow::CREATE);
  return row;
}
ImportRow Rejected(ImportRow row, const std::string& field, const std::string& what) {
  google::rpc::BadRequest bad;
  auto& violation = *bad.add_field_violations();
  violation.set_field(field);
  violation.set_description(what);
  row.set_change(ImportRow::REJECT);
  row.mutable_status()->set_code(3);
  row.mutable_status()->add_details()->PackFrom(bad);
  return row;
}
ImportRow Warned(ImportRow row, const std::string& reason) {
  row.add_warnings()->set_reason(reason);
  return row;
}
// Of how many rows it is told; -1: it is not.
int64_t RowCountOf(ImportNotes& notes, const std::string& reason) {
  const auto file = intake::TableFile::OpenBytes("岗位名称,企业名称\n普工,样例厂\n");
  EXPECT_TRUE(file.ok()) << file.status();
  if (!file.ok()) return -1;
  Import import;
  notes.Fill(**file, import);
  for (const auto& warning : import.warnings()) {
    if (warning.reason() == reason) return warning.row_count();
  }
  return -1;
}

TEST(ImportNotes, AFileWhoseRowsAreAllWrongInOneWayIsSaidToBe) {
  ImportNotes notes;
  for (int i = 1; i <= 4; ++i) notes.Count(Rejected(Row(i), "title", "is required"));
  EXPECT_EQ(RowCountOf(notes, "WHOLE_FILE"), 4);
}

// The macros of a template hide a sheet, and it may be the only one.
TEST(ImportNotes, AHiddenSheetThatIsReadIsSaidToBe) {
  constexpr char kBook[] =
      "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
      "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><Worksheet ss:Name=\"岗位\"><Table>"
      "<Row><Cell><Data ss:Type=\"String\">岗位名称</Data></Cell>"
      "<Cell><Data ss:Type=\"String\">企业名称</Data></Cell></Row></Table>"
      "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
      "</Worksheet></Workbook>";
  const auto file = intake::TableFile::OpenBytes(kBook);
  ASSERT_TRUE(file.ok()) << file.status();
  Import import;
  ImportNotes().Fill(**file, import);
  bool told = false;
  for (const auto& warning : import.warnings()) {
    told |=
        warning.reason() == "HIDDEN_SHEET" && warning.message().find("岗位") != std::string::npos;
  }
  EXPECT_TRUE(told) << import.DebugString();
}

TEST(ImportNotes, ARowThatIsNoLongerRejectedIsNotCountedAsOne) {
  ImportNotes notes;
  for (int i = 1; i <= 4; ++i) notes.Count(Rejected(Row(i), "title", "is required"));
  notes.CountAgain(Rejected(Row(2), "title", "is required"), Row(2));
  EXPECT_EQ(RowCountOf(notes, "WHOLE_FILE"), -1);
}

TEST(ImportNotes, ARowThatIsRejectedOnlyThenIsCounted) {
  ImportNotes notes;
  notes.Count(Row(1));
  for (int i = 2; i <= 4; ++i) notes.Count(Rejected(Row(i), "title", "is required"));
  notes.CountAgain(Row(1), Rejected(Row(1), "title", "is required"));
  EXPECT_EQ(RowCountOf(notes, "WHOLE_FILE"), 4);
}

TEST(ImportNotes, WarningsThatARowNoLongerBearsAreNotCounted) {
  ImportNotes notes;
  notes.Count(Warned(Row(1), "WAGE_DOUBTFUL"));
  notes.Count(Warned(Row(2), "WAGE_DOUBTFUL"));
  notes.CountAgain(Warned(Row(2), "WAGE_DOUBTFUL"), Warned(Row(2), "FEE_SUSPECTED"));
  EXPECT_EQ(RowCountOf(notes, "WAGE_DOUBTFUL"), 1);
  EXPECT_EQ(RowCountOf(notes, "FEE_SUSPECTED"), 1);
}

}  // namespace
}  // namespace laowu::intake_role
