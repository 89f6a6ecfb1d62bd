#include "reference/table.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace laowu::reference {
namespace {

absl::Status Wrong(absl::string_view name, std::size_t line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("table ", name, ", line ", line, ": ", what));
}

absl::Status CheckRow(absl::string_view name, std::size_t line, std::size_t column_count,
                      const std::vector<absl::string_view>& row) {
  if (row.size() != column_count) {
    return Wrong(name, line,
                 absl::StrCat(row.size(), " fields where there are ", column_count, " columns"));
  }
  for (absl::string_view field : row) {
    if (field != absl::StripAsciiWhitespace(field))
      return Wrong(name, line, "blank around a field");
    if (absl::StrContains(field, '"')) return Wrong(name, line, "quote in a field");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Table> ParseTable(absl::string_view name, absl::string_view text,
                                 std::initializer_list<absl::string_view> columns) {
  if (!absl::ConsumeSuffix(&text, "\n")) return Wrong(name, 0, "no line end at the end");
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  Table table;
  table.edition = lines[0];
  if (!absl::ConsumePrefix(&table.edition, "# edition: ") || table.edition.empty()) {
    return Wrong(name, 1, "no edition");
  }
  const std::string header = absl::StrJoin(columns, ",");
  if (lines.size() < 2 || lines[1] != header) {
    return Wrong(name, 2, absl::StrCat("the columns are not ", header));
  }
  table.rows.reserve(lines.size() - 2);
  for (std::size_t i = 2; i < lines.size(); ++i) {
    if (lines[i].empty()) return Wrong(name, i + 1, "empty line");
    table.rows.push_back(absl::StrSplit(lines[i], ','));
    absl::Status status = CheckRow(name, i + 1, columns.size(), table.rows.back());
    if (!status.ok()) return status;
  }
  return table;
}

absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view field) {
  absl::CivilDay day;
  if (field.size() != 10 || !absl::ParseCivilTime(field, &day) ||
      absl::FormatCivilTime(day) != field) {
    return absl::InvalidArgumentError(absl::StrCat("not a day: ", field));
  }
  return day;
}

absl::StatusOr<bool> ParseYesNo(absl::string_view field) {
  if (field == "yes") return true;
  if (field == "no") return false;
  return absl::InvalidArgumentError(absl::StrCat("neither yes nor no: ", field));
}

absl::StatusOr<int> ParseCount(absl::string_view field) {
  int count = 0;
  if (field.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(field[0])) ||
      !absl::SimpleAtoi(field, &count) || count > 2'000'000'000) {
    return absl::InvalidArgumentError(absl::StrCat("not a count: ", field));
  }
  return count;
}

bool IsNormalised(absl::string_view text) {
  if (text.empty()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (absl::ascii_isupper(c) || absl::ascii_isspace(c)) return false;
    // U+3000 is E3 80 80; U+FF01…U+FF5E are EF BC 81…EF BD 9E.
    if (absl::StartsWith(text.substr(i), "\xE3\x80\x80")) return false;
    if (absl::StartsWith(text.substr(i), "\xEF\xBC")) return false;
    if (absl::StartsWith(text.substr(i), "\xEF\xBD") && i + 2 < text.size() &&
        static_cast<unsigned char>(text[i + 2]) <= 0x9E) {
      return false;
    }
  }
  return true;
}

void DieOfBadTable(const absl::Status& status) {
  std::fprintf(stderr, "laowu: an embedded table is malformed: %s\n", status.ToString().c_str());
  std::abort();
}

}  // namespace laowu::reference
