// Files that would cost too much, or are something else, must be refused with a message that says
// what they are and what to do; what is wrong with one row must cost that row only.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/table/table_file.h"
#include "tests/support/status_matchers.h"
#include "workbooks.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::MakeXlsx;
using ::laowu::testing::MakeZip;
using ::laowu::testing::Parts;
using ::laowu::testing::RowsOf;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Repeated(absl::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) absl::StrAppend(&out, text);
  return out;
}

// Rows until the end or an error.
absl::Status ReadAll(absl::string_view bytes, const FileLimits& limits, int* bad_rows = nullptr,
                     int* good_rows = nullptr) {
  OpenOptions options;
  options.limits = limits;
  auto file = TableFile::OpenBytes(bytes, options);
  if (!file.ok()) return file.status();
  TableRow row;
  while (true) {
    const auto more = (*file)->Next(row);
    if (!more.ok()) return more.status();
    if (!*more) return absl::OkStatus();
    if (bad_rows != nullptr && !row.status.ok()) ++*bad_rows;
    if (good_rows != nullptr && row.status.ok()) ++*good_rows;
  }
}

TEST(HostileFiles, WhatIsNoTableIsNamedWithWhatToDo) {
  const std::string ole = absl::StrCat("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", std::string(600, '\0'));
  const struct {
    std::string bytes, says;
  } kCases[] = {
      {"", "empty"},
      {"%PDF-1.4 …", "PDF"},
      {"\x89PNG\r\n", "picture"},
      {"\xFF\xD8\xFF\xE0", "picture"},
      {"Rar!\x1A\x07", "解压"},
      {"7z\xBC\xAF\x27\x1C", "解压"},
      {"MIME-Version: 1.0\n", "web archive"},
      {MakeZip({{"a.csv", "a,b"}}), "解压"},
      {MakeZip({{"xl/workbook.bin", "x"}}), ".xlsb"},
      {MakeZip({{"word/document.xml", "x"}}), "Word"},
      {MakeZip({{"mimetype", "x"}, {"content.xml", "x"}}), ".ods"},
      {"<?xml version=\"1.0\"?><jobs><job/></jobs>", "XML"},
      {std::string("PK\x03\x04 broken", 11), "damaged"},
      {ole, "damaged"},
  };
  for (const auto& each : kCases) {
    const absl::Status status = ReadAll(each.bytes, {});
    EXPECT_FALSE(status.ok()) << each.says;
    EXPECT_THAT(std::string(status.message()), HasSubstr(each.says));
  }
}

TEST(HostileFiles, AZipBombIsRefused) {
  // 40 MB of one row packed into some 40 KB; and the same as shared strings.
  const std::string rows = Repeated("<row><c><v>1</v></c></row>", 1'600'000);
  EXPECT_THAT(ReadAll(MakeXlsx(rows), {}),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("zip bomb")));
  const std::string strings =
      absl::StrCat("<sst>", Repeated("<si><t>a</t></si>", 2'000'000), "</sst>");
  EXPECT_THAT(ReadAll(MakeXlsx("", "", {{"xl/sharedStrings.xml", strings}}), {}),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("zip bomb")));
  FileLimits small;
  small.max_part_bytes = 1'000;
  EXPECT_THAT(ReadAll(MakeXlsx(Repeated("<row><c><v>1</v></c></row>", 100)), small),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("1000 bytes")));
}

std::string Gzipped(const std::string& content) {
  z_stream zlib = {};
  constexpr int kGzip = 16 + MAX_WBITS;
  EXPECT_EQ(deflateInit2(&zlib, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 9, Z_DEFAULT_STRATEGY),
            Z_OK);
  std::string packed(deflateBound(&zlib, static_cast<uLong>(content.size())), '\0');
  std::string bytes = content;  // zlib's input is not const
  zlib.next_in = reinterpret_cast<Bytef*>(bytes.data());
  zlib.avail_in = static_cast<uInt>(bytes.size());
  zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
  zlib.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&zlib, Z_FINISH), Z_STREAM_END);
  packed.resize(zlib.total_out);
  deflateEnd(&zlib);
  return packed;
}

// 40 MB of commas in some 40 KB, refused before all of it is unpacked; a table packs less well.
TEST(HostileFiles, AGzippedFileThatUnpacksToHundredsOfTimesItsSizeIsRefused) {
  const std::string bomb =
      Gzipped(absl::StrCat("编号,岗位名称\n", Repeated(",,,,,,,\n", 5'000'000)));
  EXPECT_THAT(ReadAll(bomb, {}),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("zip bomb")));
  EXPECT_OK(ReadAll(Gzipped("编号,岗位名称\nA-1,普工\n"), {}));
  FileLimits small;
  small.max_part_bytes = 1'000;
  EXPECT_THAT(ReadAll(Gzipped(Repeated("A-1,普工\n", 100)), small),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("1000 bytes")));
}

TEST(HostileFiles, EntitiesAndDocumentTypesAreRefused) {
  const std::string bomb =
      "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
      "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
  EXPECT_THAT(ReadAll(MakeXlsx("", "", {{"xl/worksheets/sheet1.xml", bomb}}), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("DTD")));
}

TEST(HostileFiles, DeepNestingAndEndlessTagsAreRefused) {
  EXPECT_THAT(ReadAll(MakeXlsx(Repeated("<a>", 100'000)), {}),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("deeper")));
  std::string noise;  // that does not pack well
  for (int i = 0; i < 500'000; ++i) absl::StrAppend(&noise, i);
  EXPECT_THAT(ReadAll(MakeXlsx(absl::StrCat("<row a=\"", noise, "\"/>")), {}),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("tag")));
}

TEST(HostileFiles, PagesAreReadInLinearTimeWhateverTheyHold) {
  // Each would take a quadratic parser minutes.
  constexpr int kMany = 200'000;
  for (const std::string& page :
       {Repeated("<tr><td><table>", kMany), Repeated("<div>", kMany) + Repeated("</span>", kMany),
        "<tr a" + Repeated(" b=1", kMany) + ">", "<td a=\"" + Repeated("x", kMany),
        Repeated("<!--", kMany), Repeated("<", kMany), Repeated("&", kMany), Repeated("&#", kMany),
        Repeated("<td rowspan=9>", kMany), Repeated("<tr><td rowspan=99999>a", kMany)}) {
    EXPECT_OK(ReadAll("<html><table><tr><td>a" + page, {}));
  }
}

TEST(HostileFiles, TagsThatAreNoneAndScripts) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto rows,
      RowsOf("<html><script>if (a<b) { x = '<tr><td>no'; }</script><TABLE><TR CLASS='a>b'>"
             "<TD>&lt;18岁 <16 & &#x59D3;&bogus;&amp;amp;</TD><td>a<!-- <td> -- > "
             "-->b<style>td</style>"
             "<![if x]>c<td/><td title=\"x>y\">d</table>"));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0][0], "<18岁 <16 & 姓&bogus;&amp;");
  EXPECT_EQ(rows[0][1], "abc");
  EXPECT_EQ(rows[0][3], "d");
}

TEST(HostileFiles, PathsInAZipFileLeadNowhere) {
  for (const char* target : {"../../../../etc/passwd", "/etc/passwd", "..\\..\\x"}) {
    const std::string relations =
        absl::StrCat("<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"",
                     target, "\"/></Relationships>");
    EXPECT_THAT(ReadAll(MakeXlsx("", "", {{"xl/_rels/workbook.xml.rels", relations}}), {}),
                StatusIs(absl::StatusCode::kNotFound, HasSubstr("missing")));
  }
}

TEST(HostileFiles, TooManyParts) {
  FileLimits limits;
  limits.max_zip_entry_count = 20;
  Parts parts;
  for (int i = 0; i < 30; ++i) parts.emplace_back(absl::StrCat("p", i), "x");
  EXPECT_THAT(ReadAll(MakeXlsx("", "", parts), limits),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("too many parts")));
}

TEST(HostileFiles, GiganticRowsCostThemselvesOnly) {
  const std::string good = "<row><c><v>1</v></c></row>";
  std::string cells;  // too many columns; a cell far out; a cell too long
  for (int i = 0; i < 300; ++i) absl::StrAppend(&cells, "<c><v>", i, "</v></c>");
  std::string noise;
  for (int i = 0; i < 40'000; ++i) absl::StrAppend(&noise, i);
  const std::string book = MakeXlsx(
      absl::StrCat(good, "<row>", cells, "</row>", good, "<row><c r=\"XFD4\"><v>1</v></c></row>",
                   good, "<row><c t=\"str\"><v>", noise, "</v></c></row>", good,
                   "<row r=\"99999999999999999999\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>", good));
  int bad = 0;
  int rows = 0;
  ASSERT_OK(ReadAll(book, {}, &bad, &rows));
  // Cells beyond the last column are left out; what is left of those rows are the first one's.
  EXPECT_EQ(bad, 1);
  EXPECT_EQ(rows, 6);
}

TEST(HostileFiles, MergedCellsOverTheWholeSheetCostNothing) {
  std::string merges = "<mergeCells>";
  for (int i = 1; i < 5'000; ++i)
    absl::StrAppend(&merges, "<mergeCell ref=\"A", i, ":XFD1048576\"/>");
  const std::string book =
      MakeXlsx(Repeated("<row><c t=\"s\"><v>0</v></c></row>", 20'000), merges + "</mergeCells>");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rows, RowsOf(book));
  EXPECT_THAT(rows, SizeIs(20'000));
}

TEST(HostileFiles, SharedStringsBeyondMemoryGoToAFile) {
  FileLimits limits;
  limits.max_string_memory_bytes = 1'000;
  std::string strings = "<sst>";
  std::string cells;
  for (int i = 0; i < 1'000; ++i) {
    absl::StrAppend(&strings, "<si><t>text ", i, "</t></si>");
    absl::StrAppend(&cells, "<row><c t=\"s\"><v>", i, "</v></c><c t=\"s\"><v>", 999 - i,
                    "</v></c></row>");
  }
  OpenOptions options;
  options.limits = limits;
  const std::string book = MakeXlsx(cells, "", {{"xl/sharedStrings.xml", strings + "</sst>"}});
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto file, TableFile::OpenBytes(book, options));
  TableRow row;
  for (int i = 0; i < 1'000; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const bool more, file->Next(row));
    ASSERT_TRUE(more);
    ASSERT_EQ(row.cells[0], absl::StrCat("text ", i));
    ASSERT_EQ(row.cells[1], absl::StrCat("text ", 999 - i));
  }
  limits.max_string_bytes = 5'000;
  EXPECT_THAT(ReadAll(book, limits),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("texts")));
}

TEST(HostileFiles, AFileCutAnywhereIsToldOrReadAsFarAsItGoes) {
  const std::string book = MakeXlsx(Repeated("<row><c t=\"s\"><v>0</v></c></row>", 50));
  for (std::size_t size = 0; size < book.size(); size += 7) {
    EXPECT_FALSE(ReadAll(absl::string_view(book).substr(0, size), {}).ok()) << size;
  }
}

}  // namespace
}  // namespace laowu::intake
