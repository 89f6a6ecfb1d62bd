#include "intake/table/header_below.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/table/header_words.h"
#include "intake/table/table_trim.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Hardly any record is without a digit: most rows are told by their first cells.
bool IsHeader(absl::Span<const std::string> cells) {
  constexpr int kNamesLeast = 3;
  constexpr int kNamesSure = 5;  // half of them unknown is a header all the same
  constexpr std::size_t kNameBytes = 120;
  int filled = 0;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    if (cell.size() > kNameBytes || HoldsDigit(cell)) return false;
    ++filled;
  }
  if (filled < kNamesLeast) return false;
  for (TableKind kind : {TableKind::kVacancies, TableKind::kWorkers, TableKind::kOutcomes}) {
    const auto known = std::count_if(cells.begin(), cells.end(), [&](const std::string& cell) {
      return !cell.empty() && MapHeader(kind, cell) != Field::kUnknown;
    });
    if (known >= kNamesLeast && known * 4 >= filled * 3) return true;
    if (known >= kNamesSure && known * 2 >= filled) return true;
  }
  return false;
}

bool Means(Field field) { return field != Field::kUnknown && field != Field::kIgnored; }

}  // namespace

HeaderBelow::HeaderBelow(TableKind kind, const ColumnMap& map, int added_count)
    : kind_(kind),
      map_(map),
      width_(map.header().size() -
             std::min(map.header().size(), static_cast<std::size_t>(added_count))) {}

bool HeaderBelow::Take(int sheet, const TableRow& row) {
  if (sheet != sheet_) from_.clear();
  sheet_ = sheet;
  const auto names = absl::MakeConstSpan(row.cells).first(std::min(row.cells.size(), width_));
  const bool is_again = IsHeaderAgain(row.cells, map_.header());
  if (is_again && !HasMoved(names) && !HasOtherColumns(row)) {
    from_.clear();
    return true;
  }
  // A text file's row may be wider than the header.
  const auto all = row.cells.size() > map_.header().size() ? absl::MakeConstSpan(row.cells) : names;
  if (!is_again && !IsHeader(all) && !BearsNames(all, map_.header())) return false;
  LayOut(row, all);
  return true;
}

bool HeaderBelow::HasMoved(absl::Span<const std::string> names) const {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || Trim(names[i]) == Trim(map_.header()[i])) continue;
    const Field field = MapHeader(kind_, names[i]);
    if (Means(field) && field != map_.fields()[i]) return true;
  }
  return false;
}

bool HeaderBelow::HasOtherColumns(const TableRow& row) const {
  const std::vector<std::string>& header = map_.header();
  for (std::size_t i = header.size(); i < row.cells.size(); ++i) {
    if (!row.cells[i].empty()) return true;
  }
  bool lacks = false;
  for (std::size_t i = 0; i < width_; ++i) {
    const bool is_there = i < row.cells.size() && !row.cells[i].empty();
    // Of a header of two lines each repeats its own cells alone.
    if (is_there && Trim(row.cells[i]) != Trim(header[i])) return row.cut;
    lacks = lacks || (!is_there && Means(map_.fields()[i]) && !absl::StrContains(header[i], '/'));
  }
  return lacks || row.cut;
}

int HeaderBelow::Find(std::size_t i, absl::Span<const std::string> names,
                      const std::vector<bool>& taken) const {
  const std::string& header = map_.header()[i];
  const Field field = map_.fields()[i];
  for (const bool by_name : {true, false}) {
    for (std::size_t j = 0; j < names.size(); ++j) {
      if (taken[j] || names[j].empty()) continue;
      if (by_name && Trim(names[j]) != Trim(header)) continue;
      // Men's and women's openings, base and all-in pay are one field each.
      const bool is_same = by_name || (Means(field) && MapHeader(kind_, names[j]) == field &&
                                       IsPartOf(field, header) == IsPartOf(field, names[j]) &&
                                       PartOfPay(header) == PartOfPay(names[j]));
      if (is_same) return static_cast<int>(j);
    }
  }
  return -1;
}

void HeaderBelow::LayOut(const TableRow& row, absl::Span<const std::string> names) {
  from_.assign(width_, -1);
  name_count_ = names.size();
  status_ = absl::OkStatus();
  std::vector<bool> taken(names.size());
  std::vector<std::string> missing;
  std::vector<std::string> read;
  for (std::size_t i = 0; i < width_; ++i) {
    from_[i] = Find(i, names, taken);
    if (from_[i] >= 0) {
      const auto at = static_cast<std::size_t>(from_[i]);
      taken[at] = true;
      if (Means(map_.fields()[i])) {
        read.push_back(absl::StrCat(names[at], "=", FieldName(map_.fields()[i])));
      }
    } else if (Means(map_.fields()[i])) {
      missing.push_back(map_.header()[i]);
    }
  }
  std::vector<std::string> more;
  for (std::size_t j = 0; j < names.size(); ++j) {
    if (!taken[j] && Means(MapHeader(kind_, names[j]))) more.push_back(names[j]);
  }
  if (row.cut) more.emplace_back("…");
  constexpr int kShown = 300;
  const std::string line = absl::StrCat("第 ", row.line_number, " 行是另一个表头 / line ",
                                        row.line_number, " is another header");
  if (missing.empty() && more.empty()) {
    told_ = absl::StrCat(line, "；以下按它的列读 / rows from there on are read by it: ",
                         Excerpt(absl::StrJoin(read, ", "), kShown));
    return;
  }
  status_ = absl::InvalidArgumentError(absl::StrCat(
      line,
      "；它的列与上面的不同，下面的行没有读，请另存为一个文件（或另一张表）再导入 / whose columns "
      "are not those above, so that rows under it are not read: send them as a file of their own",
      missing.empty()
          ? ""
          : absl::StrCat("；缺少 it lacks: ", Excerpt(absl::StrJoin(missing, ", "), kShown)),
      more.empty()
          ? ""
          : absl::StrCat("；多出 it has more: ", Excerpt(absl::StrJoin(more, ", "), kShown))));
}

absl::Status HeaderBelow::Arrange(int sheet, std::vector<std::string>& cells) const {
  if (from_.empty() || sheet != sheet_) return absl::OkStatus();
  std::vector<std::string> arranged(map_.header().size());
  for (std::size_t i = 0; i < arranged.size(); ++i) {
    const std::size_t at = i < width_ ? static_cast<std::size_t>(from_[i]) : i;
    const bool has = (i >= width_ || from_[i] >= 0) && at < cells.size();
    if (has) arranged[i] = cells[at];
  }
  // More cells than either header has: who reads the row says so.
  for (std::size_t i = std::max(name_count_, arranged.size()); i < cells.size(); ++i) {
    arranged.push_back(cells[i]);
  }
  cells = std::move(arranged);
  return status_;
}

}  // namespace laowu::intake
