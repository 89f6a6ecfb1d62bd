// What no spreadsheet program of today writes as .xls, made record by record: old versions, cells
// out of order, texts that go on in a further record, protected files.

#include "intake/file/xls_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tests/support/compound_file.h"
#include "tests/support/status_matchers.h"
#include "workbooks.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::MakeCompoundFile;
using ::laowu::testing::RowsOf;
using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Number(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, number >>= 8) out.push_back(static_cast<char>(number));
  return out;
}

std::string Record(std::uint64_t type, absl::string_view data) {
  return absl::StrCat(Number(type, 2), Number(data.size(), 2), data);
}

std::string Cell(std::uint64_t type, std::uint64_t row, std::uint64_t column,
                 absl::string_view value) {
  return Record(type, absl::StrCat(Number(row, 2), Number(column, 2), Number(0, 2), value));
}

// A workbook of one sheet. Version 0x0500 is Excel 95, 0x0600 Excel 97.
std::string Book(std::uint64_t version, absl::string_view globals, absl::string_view cells) {
  const auto begin = [&](std::uint64_t kind) {
    return Record(0x0809, absl::StrCat(Number(version, 2), Number(kind, 2), Number(0, 12)));
  };
  const std::string name = version == 0x0600 ? std::string("\x01\x00s", 3) : "\x01s";
  const std::string head = absl::StrCat(begin(5), globals);
  const std::string end = Record(0x000A, "");
  const std::size_t at = head.size() + 4 + 6 + name.size() + end.size();
  return MakeCompoundFile(
      version == 0x0600 ? "Workbook" : "Book",
      absl::StrCat(head, Record(0x0085, Number(at, 6) + name), end, begin(0x10), cells, end));
}

TEST(XlsBook, Excel95HasItsTextsInTheCodePageOfItsTime) {
  const std::string name = "\xD0\xD5\xC3\xFB";  // 姓名 in GBK
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rows,
                             RowsOf(Book(0x0500, Record(0x0042, Number(936, 2)),
                                         absl::StrCat(Cell(0x0204, 0, 0, Number(4, 2) + name),
                                                      Cell(0x0204, 0, 1, Number(2, 2) + "id"),
                                                      Cell(0x027E, 1, 1, Number(7 << 2 | 2, 4))))));
  EXPECT_THAT(rows, ElementsAre(ElementsAre("姓名", "id"), ElementsAre("", "7")));
}

TEST(XlsBook, CellsOutOfOrderStandInTheirRows) {
  const auto number = [](std::uint64_t row, std::uint64_t column, std::uint64_t value) {
    return Cell(0x027E, row, column, Number(value << 2 | 2, 4));
  };
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto rows, RowsOf(Book(0x0600, "",
                                   absl::StrCat(number(1, 0, 3), number(0, 0, 1), number(1, 1, 4),
                                                number(0, 1, 2)))));
  EXPECT_THAT(rows, ElementsAre(ElementsAre("1", "2"), ElementsAre("3", "4")));
}

TEST(XlsBook, SharedTextsGoOnInFurtherRecords) {
  // "hello"; then rich text, two wide characters here and two narrow ones in the next record, which
  // says the width anew, with the runs of the formats behind them.
  const std::string first =
      absl::StrCat(Number(2, 4), Number(2, 4), Number(5, 2), Number(0, 1), "hello", Number(4, 2),
                   Number(9, 1), Number(1, 2), "\xD3\x59\x0D\x54");
  const std::string strings =
      absl::StrCat(Record(0x00FC, first), Record(0x003C, absl::StrCat(Number(0, 1), "ab", "RUNS")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rows,
                             RowsOf(Book(0x0600, strings,
                                         absl::StrCat(Cell(0x00FD, 0, 0, Number(0, 4)),
                                                      Cell(0x00FD, 0, 1, Number(1, 4))))));
  EXPECT_THAT(rows, ElementsAre(ElementsAre("hello", "姓名ab")));
}

TEST(XlsBook, FormulasBooleansAndErrorsGiveTheValueThatWasSaved) {
  const std::string text = absl::StrCat(Number(0, 6), "\xFF\xFF", Number(0, 6));
  const double half = 0.5;
  std::string number(8, '\0');
  std::memcpy(number.data(), &half, sizeof(half));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto rows,
      RowsOf(Book(0x0600, "",
                  absl::StrCat(Cell(0x0006, 0, 0, text),
                               Record(0x0207, absl::StrCat(Number(2, 2), Number(0, 1), "ok")),
                               Cell(0x0006, 0, 1, number + Number(0, 6)),
                               Cell(0x0205, 0, 2, Number(1, 2)), Cell(0x0205, 0, 3, "\x2A\x01"),
                               Cell(0x00BD, 0, 4,  // MULRK: 5 and 6.25
                                    absl::StrCat(Number(5 << 2 | 2, 4), Number(0, 2),
                                                 Number(625 << 2 | 3, 4), Number(5, 2)))))));
  EXPECT_THAT(rows, ElementsAre(ElementsAre("ok", "0.5", "TRUE", "", "5", "6.25")));
}

TEST(XlsBook, WhatCannotBeReadIsToldByName) {
  const struct {
    std::string bytes, says;
  } kCases[] = {
      {Book(0x0600, Record(0x002F, Number(0, 6)), ""), "password"},
      {MakeCompoundFile("EncryptedPackage", "x"), "password"},
      {MakeCompoundFile("WordDocument", "x"), "Word"},
      {MakeCompoundFile("ETExtData", "x"), "WPS"},
      {Book(0x0400, "", ""), "older"},
  };
  for (const auto& each : kCases) {
    EXPECT_THAT(RowsOf(each.bytes),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(each.says)));
  }
}

TEST(XlsBook, ARingOfSectorsEnds) {
  std::string bytes = Book(0x0600, "", "");
  bytes[512 + 8 + 4 * 3] = 2;  // the fourth sector of the stream leads back to the first
  EXPECT_OK(RowsOf(bytes));
}

TEST(XlsBook, LargerFilesThanTheLimitAreRefused) {
  OpenOptions options;
  options.limits.max_xls_bytes = 1'000;
  EXPECT_THAT(TableFile::OpenBytes(Book(0x0600, "", ""), options),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr(".xlsx")));
}

}  // namespace
}  // namespace laowu::intake
