#include "intake/table/header_finder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "intake/file/cell_format.h"
#include "intake/table/table_trim.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kLinesMax = 3;

int FilledCount(const TableRow& row) {
  return static_cast<int>(std::count_if(row.cells.begin(), row.cells.end(),
                                        [](const std::string& cell) { return !cell.empty(); }));
}

// "1 2 3 4", which forms put under their header, or 必填 and 选填.
bool IsUnderHeader(const TableRow& row) {
  int count = 0;
  int expected = 0;
  bool numbers = true;
  bool marks = true;
  for (const std::string& cell : row.cells) {
    if (cell.empty()) continue;
    ++count;
    int number = 0;
    const std::string bare =
        absl::StrReplaceAll(cell, {{"(", ""}, {")", ""}, {"（", ""}, {"）", ""}, {"栏", ""}});
    numbers = numbers && absl::SimpleAtoi(bare, &number);
    if (numbers && count == 1) expected = number;
    numbers = numbers && number == expected++;
    static constexpr std::array<absl::string_view, 6> kMarks = {"必填", "选填", "非必填",
                                                                "可选", "必须", "*"};
    marks = marks && std::find(kMarks.begin(), kMarks.end(), cell) != kMarks.end();
  }
  return count >= 3 && (marks || (numbers && expected - count <= 1));
}

std::string JoinedName(absl::Span<const TableRow> rows, std::size_t first, std::size_t last,
                       std::size_t column) {
  std::string name;
  absl::string_view before;
  for (std::size_t line = first; line <= last; ++line) {
    absl::string_view part;
    const std::vector<std::string>& cells = rows[line].cells;
    if (column < cells.size()) part = cells[column];
    // A group's name stands in the first of its columns only.
    const bool names_below = line < last && column < rows[line + 1].cells.size() &&
                             !rows[line + 1].cells[column].empty();
    for (std::size_t left = column; part.empty() && names_below && left-- > 0;) {
      if (left < cells.size()) part = cells[left];
    }
    if (part.empty() || part == before) continue;
    absl::StrAppend(&name, name.empty() ? "" : "/", part);
    before = part;
  }
  return name;
}

// A name that means something, and not by its upper line alone: data under a header would join to
// such names as well.
bool IsKnownName(TableKind kind, absl::string_view name) {
  const Field field = MapHeader(kind, name);
  if (name.empty() || field == Field::kUnknown) return false;
  const std::size_t slash = name.rfind('/');
  return slash == absl::string_view::npos || field != MapHeader(kind, name.substr(0, slash)) ||
         MapHeader(kind, name.substr(slash + 1)) != Field::kUnknown;
}

HeaderPlace PlaceOf(TableKind kind, absl::Span<const TableRow> rows, std::size_t first,
                    std::size_t last) {
  HeaderPlace place;
  place.first = first;
  place.last = last;
  place.data = last + 1;
  std::size_t width = 0;
  for (std::size_t line = first; line <= last; ++line) {
    width = std::max(width, rows[line].cells.size());
  }
  for (std::size_t column = 0; column < width; ++column) {
    std::string name = JoinedName(rows, first, last, column);
    std::replace(name.begin(), name.end(), '\n', ' ');
    if (IsKnownName(kind, name)) ++place.known_count;
    place.names.push_back(std::move(name));
  }
  while (!place.names.empty() && place.names.back().empty()) place.names.pop_back();
  return place;
}

bool IsKnownEnough(const HeaderPlace& place) {
  const auto filled = std::count_if(place.names.begin(), place.names.end(),
                                    [](const std::string& name) { return !name.empty(); });
  return place.known_count >= 2 && place.known_count * 2 >= filled;
}

// "填报单位:样例镇", "联系人:", "2026-11-20": what a form says of itself above its table.
bool IsPreamble(absl::string_view cell) {
  static const RE2 label(R"(.{2,12}[:：].*|.{0,6}(?:19|20)\d{2}(?:[-/.年月]\d{1,2}){2}.{0,3})");
  const absl::string_view text = Trim(cell);
  return RE2::FullMatch({text.data(), text.size()}, label);
}

// A line of groups over a line of names: it has names of its own, and not one text alone, and is
// no line of a form's preamble.
bool IsGroupLine(const TableRow& row) {
  if (std::any_of(row.cells.begin(), row.cells.end(), IsPreamble)) return false;
  absl::flat_hash_set<absl::string_view> texts(row.cells.begin(), row.cells.end());
  texts.erase("");
  return texts.size() >= 2;
}

bool IsBetter(const HeaderPlace& a, const HeaderPlace& b) {
  if (a.known_count != b.known_count) return a.known_count > b.known_count;
  // The same names without their groups are the poorer ones.
  return a.last == b.last && a.first < b.first;
}

// "A", "AB": 0, 27; none: it is no letter of a column.
std::optional<std::size_t> IndexOfLetter(absl::string_view letter) {
  constexpr std::size_t kLettersMost = 2;
  if (letter.empty() || letter.size() > kLettersMost) return std::nullopt;
  std::size_t index = 0;
  for (const char c : letter) {
    if (!absl::ascii_isupper(static_cast<unsigned char>(c))) return std::nullopt;
    index = index * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return index - 1;
}

bool HasName(absl::Span<const std::string> names, absl::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return Trim(each) == Trim(name); });
}

bool HasDigit(absl::string_view text) { return HoldsDigit(Fold(text)); }

// "合计,12,60", "共12家,…"; how a row is to be filled in.
bool IsTotalOrSample(const TableRow& row) {
  if (IsTotalRow(row.cells) || IsPageMark(row.cells)) return true;
  const auto first = std::find_if(row.cells.begin(), row.cells.end(),
                                  [](const std::string& cell) { return !cell.empty(); });
  if (first == row.cells.end()) return false;
  static const RE2 all_in_all(R"(^共\d)");
  const std::string folded = FoldTight(*first);
  return RE2::PartialMatch(folded, all_in_all) || BeginsAsSample(folded);
}

// A row under the header that fills a third of its columns and bears hardly a column's name.
bool IsRecordUnder(TableKind kind, const HeaderPlace& header, const TableRow& row) {
  if (!row.status.ok() || IsTotalOrSample(row)) return false;
  constexpr std::size_t kNameBytes = 120;
  int column_count = 0;
  int filled = 0;
  int names = 0;
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    if (header.names[i].empty()) continue;
    ++column_count;
    if (i >= row.cells.size() || row.cells[i].empty()) continue;
    ++filled;
    const std::string& cell = row.cells[i];
    if (cell.size() <= kNameBytes && MapHeader(kind, cell) != Field::kUnknown) ++names;
  }
  return filled >= 2 && filled * 3 >= column_count && names * 3 <= filled;
}

// Names of groups of columns hold no figure and leave cells empty, or stand in several: 基本情况,
// 基本情况, 务工情况. Of people without any figure (王大山,花椒村,在外) each cell is filled, and
// another.
bool IsGroupsOfColumns(const TableRow& row, const HeaderPlace& header) {
  if (std::any_of(row.cells.begin(), row.cells.end(), HasDigit)) return false;
  const auto columns = std::count_if(header.names.begin(), header.names.end(),
                                     [](const std::string& name) { return !name.empty(); });
  absl::flat_hash_set<absl::string_view> texts;
  int filled = 0;
  for (const std::string& cell : row.cells) {
    if (cell.empty()) continue;
    ++filled;
    texts.insert(cell);
  }
  return filled < 3 || filled * 3 < columns * 2 || texts.size() < static_cast<std::size_t>(filled);
}

// Such rows between the header and row `end`, by their indices.
std::vector<std::size_t> RecordsUnder(TableKind kind, const HeaderPlace& header,
                                      absl::Span<const TableRow> rows, std::size_t end) {
  std::vector<std::size_t> records;
  for (std::size_t i = header.data; i < end; ++i) {
    if (IsRecordUnder(kind, header, rows[i])) records.push_back(i);
  }
  return records;
}

// Whether the header has the columns that a table of the kind needs: a form's preamble has not,
// nor has the line with the firm above its vacancies.
bool IsTableOfItsOwn(TableKind kind, const HeaderPlace& header, absl::Span<const TableRow> rows,
                     absl::Span<const std::size_t> records) {
  std::vector<std::vector<std::string>> sample;
  sample.reserve(records.size());
  for (const std::size_t i : records) sample.push_back(rows[i].cells);
  return ColumnMap::Make(kind, header.names, {}, sample).ok();
}

// "企业名称,样例厂,联系人,张三": half of it are names, and the other half is what they are of.
bool IsLabelsAndValues(const HeaderPlace& header) {
  const auto filled = std::count_if(header.names.begin(), header.names.end(),
                                    [](const std::string& name) { return !name.empty(); });
  return header.known_count * 2 <= filled;
}

// The header that ends at `last` and begins at `least` or below it.
HeaderPlace HeaderWithin(TableKind kind, absl::Span<const TableRow> rows, std::size_t least,
                         std::size_t last) {
  HeaderPlace best = PlaceOf(kind, rows, last, last);
  // A full row without one known name is data, and not worth joining to what stands above it.
  constexpr int kFull = 5;
  const bool is_data = best.known_count == 0 && FilledCount(rows[last]) >= kFull;
  for (std::size_t first = last; !is_data && first-- > least && last - first < kLinesMax;) {
    if (!CouldBeHeader(rows[first]) || !IsGroupLine(rows[first])) break;
    HeaderPlace place = PlaceOf(kind, rows, first, last);
    if (IsBetter(place, best)) best = std::move(place);
  }
  while (best.data < rows.size() && IsUnderHeader(rows[best.data])) ++best.data;
  return best;
}

// Rows above the header that look like records, under names that nobody knows, or none: figures, no
// name of a column, and half as many cells as the header has. One such line may be a title's.
int RecordsAbove(TableKind kind, absl::Span<const TableRow> rows, const HeaderPlace& header) {
  constexpr std::ptrdiff_t kCellsLeast = 3;
  const auto columns = std::count_if(header.names.begin(), header.names.end(),
                                     [](const std::string& name) { return !name.empty(); });
  const auto is_record = [&](const TableRow& row) {
    const int filled = FilledCount(row);
    return row.status.ok() && filled >= std::max(kCellsLeast, (columns + 1) / 2) &&
           std::any_of(row.cells.begin(), row.cells.end(), HasDigit) &&
           std::none_of(row.cells.begin(), row.cells.end(), [&](const std::string& cell) {
             return !cell.empty() && (IsPreamble(cell) || MapHeader(kind, cell) != Field::kUnknown);
           });
  };
  const auto above = rows.first(header.first);
  const auto count = std::count_if(above.begin(), above.end(), is_record);
  return count >= 2 ? static_cast<int>(count) : 0;
}

// No record is without any figure.
bool IsMaybeHeader(const TableRow& row) {
  return CouldBeHeader(row) && std::none_of(row.cells.begin(), row.cells.end(), HasDigit);
}

}  // namespace

bool CouldBeHeader(const TableRow& row) {
  if (!row.status.ok() || FilledCount(row) < 2) return false;
  constexpr int kNameCharacters = 40;
  return std::none_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    return HasLongNumber(cell) || CharacterCount(cell) > kNameCharacters;
  });
}

std::optional<HeaderPlace> FindHeaderOfAnyKind(std::optional<TableKind> kind,
                                               absl::Span<const TableRow> rows) {
  if (kind.has_value()) return FindHeaderRows(*kind, rows);
  std::optional<HeaderPlace> best;
  for (TableKind each : {TableKind::kVacancies, TableKind::kWorkers, TableKind::kOutcomes}) {
    auto found = FindHeaderRows(each, rows);
    if (!found.has_value()) continue;
    if (!best.has_value() || found->known_count > best->known_count) best = std::move(found);
  }
  return best;
}

HeaderPlace HeaderEndingAt(TableKind kind, absl::Span<const TableRow> rows, std::size_t last) {
  return HeaderWithin(kind, rows, 0, last);
}

bool HasColumns(absl::Span<const std::string> names, absl::Span<const std::string> columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return IndexOfLetter(Trim(column)).has_value() || HasName(names, column);
  });
}

std::optional<HeaderPlace> HeaderOfNames(TableKind kind, absl::Span<const TableRow> rows,
                                         absl::Span<const std::string> columns) {
  const bool has_names = std::any_of(columns.begin(), columns.end(), [](const std::string& column) {
    return !IndexOfLetter(Trim(column)).has_value();
  });
  for (std::size_t i = 0; has_names && i < rows.size(); ++i) {
    if (!rows[i].status.ok() || !HasColumns(rows[i].cells, columns)) continue;
    HeaderPlace joined = HeaderEndingAt(kind, rows, i);
    if (HasColumns(joined.names, columns)) return joined;
    HeaderPlace alone = PlaceOf(kind, rows, i, i);
    alone.data = joined.data;
    return alone;
  }
  return std::nullopt;
}

std::optional<HeaderPlace> HeaderOfLetters(absl::Span<const TableRow> rows,
                                           absl::Span<const std::string> columns) {
  std::size_t width = 0;
  for (const std::string& column : columns) {
    const auto index = IndexOfLetter(Trim(column));
    if (!index.has_value()) return std::nullopt;
    width = std::max(width, *index + 1);
  }
  for (std::size_t i = 0; width > 0 && i < rows.size(); ++i) {
    const std::vector<std::string>& cells = rows[i].cells;
    const bool fits = std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
      const std::size_t index = *IndexOfLetter(Trim(column));
      return index < cells.size() && !cells[index].empty();
    });
    if (!rows[i].status.ok() || !fits) continue;
    HeaderPlace place;
    place.first = place.last = i;
    place.names = cells;
    const bool is_header = IsMaybeHeader(rows[i]);
    place.data = is_header ? i + 1 : i;
    for (std::size_t column = 0; !is_header && column < cells.size(); ++column) {
      place.names[column] = ColumnLetter(static_cast<int>(column));
    }
    return place;
  }
  return std::nullopt;
}

const TableRow* MaybeHeader(absl::Span<const TableRow> rows) {
  const auto found = std::find_if(rows.begin(), rows.end(), IsMaybeHeader);
  return found == rows.end() ? nullptr : &*found;
}

std::optional<HeaderPlace> FindHeaderRows(TableKind kind, absl::Span<const TableRow> rows) {
  std::optional<HeaderPlace> best;
  std::size_t least = 0;  // below records that stand under an earlier one
  for (std::size_t last = 0; last < rows.size(); ++last) {
    if (!CouldBeHeader(rows[last])) continue;
    HeaderPlace place = HeaderWithin(kind, rows, least, last);
    if (!IsKnownEnough(place)) continue;
    // Further down only for more names: what stands there is data, or the same header again.
    if (best.has_value() && place.known_count <= best->known_count) continue;
    auto records =
        best.has_value() ? RecordsUnder(kind, *best, rows, last) : std::vector<std::size_t>();
    // A second table, however much better it is known: it may not swallow the first one.
    if (!records.empty() && IsTableOfItsOwn(kind, *best, rows, records)) break;
    std::erase_if(records, [&](std::size_t i) { return IsGroupsOfColumns(rows[i], *best); });
    if (!records.empty()) {
      least = records.back() + 1;
      place = HeaderWithin(kind, rows, least, last);
      if (!IsKnownEnough(place) || place.known_count <= best->known_count) continue;
    }
    if (best.has_value()) {
      place.passed_record_count = best->passed_record_count +
                                  (IsLabelsAndValues(*best) ? 0 : static_cast<int>(records.size()));
    }
    best = std::move(place);
  }
  if (!best.has_value()) return best;
  best->passed_record_count = std::max(best->passed_record_count, RecordsAbove(kind, rows, *best));
  // The same header in another language under it.
  if (best->data == best->last + 1 && best->data < rows.size()) {
    const HeaderPlace below = PlaceOf(kind, rows, best->data, best->data);
    const bool is_header =
        CouldBeHeader(rows[best->data]) && below.known_count >= 3 && IsKnownEnough(below);
    if (is_header) {
      const std::size_t under = best->data;
      HeaderPlace joined = PlaceOf(kind, rows, best->first, under);
      joined.passed_record_count = best->passed_record_count;
      if (joined.known_count >= best->known_count) best = std::move(joined);
      best->data = under + 1;
    }
    while (best->data < rows.size() && IsUnderHeader(rows[best->data])) ++best->data;
  }
  return best;
}

}  // namespace laowu::intake
