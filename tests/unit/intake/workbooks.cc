#include "workbooks.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "absl/strings/str_cat.h"
#include "storage/status_macros.h"

namespace laowu::testing {
namespace {

constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kRelations[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

Parts UsualParts(absl::string_view sheet_data, absl::string_view behind) {
  return {
      {"_rels/.rels",
       absl::StrCat("<Relationships><Relationship Id=\"rId1\" Type=\"", kRelations,
                    "/officeDocument\" Target=\"xl/workbook.xml\"/>", "</Relationships>")},
      {"xl/workbook.xml",
       absl::StrCat("<workbook xmlns=\"", kMain, "\" xmlns:r=\"", kRelations,
                    "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>",
                    "</workbook>")},
      {"xl/_rels/workbook.xml.rels",
       absl::StrCat("<Relationships><Relationship Id=\"rId1\" Type=\"", kRelations,
                    "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" ",
                    "Type=\"", kRelations, "/styles\" Target=\"styles.xml\"/><Relationship ",
                    "Id=\"rId3\" Type=\"", kRelations,
                    "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>")},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月"
       "&quot;d&quot;日&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"000000\"/></numFmts>"
       "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/>"
       "<xf numFmtId=\"165\"/></cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>普通</t></si><si><r><t>富</t></r><r><rPr/><t>文本</t></r><rPh><t>フ</t></rPh>"
       "</si></sst>"},
      {"xl/worksheets/sheet1.xml",
       absl::StrCat("<worksheet xmlns=\"", kMain, "\"><sheetData>", sheet_data, "</sheetData>",
                    behind, "</worksheet>")},
  };
}

}  // namespace

std::string MakeZip(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(bytes);
  zip_t* const zip = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
  EXPECT_NE(zip, nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* const part = zip_source_buffer(zip, content.data(), content.size(), 0);
    EXPECT_GE(zip_file_add(zip, name.c_str(), part, ZIP_FL_ENC_UTF_8), 0) << name;
  }
  EXPECT_EQ(zip_close(zip), 0);
  zip_stat_t about;
  zip_stat_init(&about);
  zip_source_stat(bytes, &about);
  std::string out(about.size, '\0');
  zip_source_open(bytes);
  EXPECT_EQ(zip_source_read(bytes, out.data(), out.size()), static_cast<zip_int64_t>(out.size()));
  zip_source_close(bytes);
  zip_source_free(bytes);
  return out;
}

std::string MakeXlsx(absl::string_view sheet_data, absl::string_view behind, const Parts& more) {
  Parts parts = UsualParts(sheet_data, behind);
  for (const auto& extra : more) {
    bool replaced = false;
    for (auto& part : parts) {
      if (part.first != extra.first) continue;
      part.second = extra.second;
      replaced = true;
    }
    if (!replaced) parts.push_back(extra);
  }
  return MakeZip(parts);
}

absl::StatusOr<ReadFile> ReadBytes(absl::string_view bytes, const intake::OpenOptions& options) {
  LAOWU_ASSIGN_OR_RETURN(const auto file, intake::TableFile::OpenBytes(bytes, options));
  ReadFile read;
  LAOWU_ASSIGN_OR_RETURN(read.header, file->FindHeader());
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, file->Next(row));
    if (!more) break;
    if (row.status.ok()) {
      read.rows.push_back(row.cells);
    } else {
      read.bad_rows.emplace_back(row.status.message());
    }
    read.notes.insert(read.notes.end(), row.notes.begin(), row.notes.end());
  }
  read.kind = std::string(intake::FileKindName(file->kind()));
  read.encoding = std::string(file->encoding_name());
  read.sheet = file->sheets()[static_cast<std::size_t>(file->sheet_index())].name;
  read.other_tables = file->other_tables();
  read.hidden_row_count = file->hidden_row_count();
  return read;
}

absl::StatusOr<std::vector<std::vector<std::string>>> RowsOf(absl::string_view bytes) {
  LAOWU_ASSIGN_OR_RETURN(const auto file, intake::TableFile::OpenBytes(bytes));
  std::vector<std::vector<std::string>> rows;
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, file->Next(row));
    if (!more) return rows;
    rows.push_back(row.cells);
  }
}

}  // namespace laowu::testing
