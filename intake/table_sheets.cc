// Which sheets of a workbook are read: the one that is named or looks best, and those like it.

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/table_file.h"
#include "intake/text.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr int kSheetsLookedAt = 64;

std::vector<std::string> WithoutEmptyEnd(std::vector<std::string> names) {
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

}  // namespace

absl::Status TableFile::OpenSheet(int index) {
  LAOWU_ASSIGN_OR_RETURN(rows_, book_->OpenSheet(index));
  sheet_index_ = index;
  row_number_ = 0;
  ahead_.clear();
  failed_ = absl::OkStatus();
  return absl::OkStatus();
}

absl::Status TableFile::OpenNamedSheet() {
  const std::vector<SheetName>& all = sheets();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (Trim(all[i].name) == Trim(options_.sheet)) return OpenSheet(static_cast<int>(i));
  }
  int number = 0;
  if (absl::SimpleAtoi(options_.sheet, &number) && number >= 1 &&
      static_cast<std::size_t>(number) <= all.size()) {
    return OpenSheet(number - 1);
  }
  constexpr std::size_t kNamesShown = 20;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(all.size(), kNamesShown); ++i) {
    names.push_back(absl::StrCat(i + 1, " ", Excerpt(all[i].name, 31)));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "没有这个工作表 / there is no sheet of that name or number; the file has: ",
      kind_ == FileKind::kDelimited || kind_ == FileKind::kHtml ? "one table without a name"
                                                                : absl::StrJoin(names, ", ")));
}

// How much the open sheet looks like the table that is wanted, and the names of its header.
absl::StatusOr<int> TableFile::RankSheet(std::vector<std::string>& names) {
  const auto rows_max = static_cast<std::size_t>(options_.limits.header_rows);
  LAOWU_RETURN_IF_ERROR(Peek(rows_max).status());
  const std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  const bool hidden = sheets()[static_cast<std::size_t>(sheet_index_)].hidden;
  const auto header = FindHeaderOfAnyKind(options_.kind, rows);
  if (header.has_value()) names = WithoutEmptyEnd(header->names);
  if (header.has_value() && header->data < rows.size()) return hidden ? 3 : 4;
  const auto wide = std::count_if(rows.begin(), rows.end(),
                                  [](const TableRow& row) { return row.cells.size() >= 2; });
  if (wide >= 2) return hidden ? 1 : 2;
  return rows.empty() || hidden ? 0 : 1;
}

absl::Status TableFile::ChooseSheet() {
  if (!options_.sheet.empty()) return OpenNamedSheet();
  if (sheets().size() == 1) return OpenSheet(0);
  int best = -1;
  int best_rank = -1;
  absl::Status first_error;
  std::vector<std::string> best_names;
  const int count = std::min(static_cast<int>(sheets().size()), kSheetsLookedAt);
  constexpr int kTableRank = 4;
  for (int i = 0; i < count; ++i) {
    absl::StatusOr<int> rank = 0;
    std::vector<std::string> names;
    if (absl::Status opened = OpenSheet(i); !opened.ok()) {
      rank = opened;
    } else {
      rank = RankSheet(names);
    }
    if (!rank.ok()) {
      if (first_error.ok()) first_error = rank.status();
      continue;
    }
    if (best_rank == kTableRank && *rank == kTableRank) {
      if (names == best_names) {
        like_sheets_.push_back(i);
      } else {
        other_tables_.push_back(sheets()[static_cast<std::size_t>(i)].name);
      }
    }
    if (*rank > best_rank) {
      best = i;
      best_rank = *rank;
      best_names = std::move(names);
    }
  }
  if (best < 0) return first_error;
  return OpenSheet(best);
}

void TableFile::JoinLikeSheets(TableHeader& header) {
  if (like_sheets_.empty()) return;
  const auto all_end_in = [&](std::initializer_list<absl::string_view> ends) {
    const auto ends_so = [&](int index) {
      const absl::string_view name = Trim(sheets()[static_cast<std::size_t>(index)].name);
      return std::any_of(ends.begin(), ends.end(),
                         [&](absl::string_view end) { return absl::EndsWith(name, end); });
    };
    return ends_so(sheet_index_) && std::all_of(like_sheets_.begin(), like_sheets_.end(), ends_so);
  };
  const auto has = [&](Field field) {
    return std::any_of(header.names.begin(), header.names.end(), [&](const std::string& name) {
      return MapHeader(options_.kind.value_or(TableKind::kWorkers), name) == field;
    });
  };
  std::string name = "工作表";
  if (all_end_in({"村", "社区"}) && !has(Field::kVillage)) name = "村";
  if (all_end_in({"镇", "乡", "街道"}) && !has(Field::kTown)) name = "乡镇";
  header.names.push_back(std::move(name));
  for (auto& cells : header.sample) {
    cells.resize(width_);
    cells.push_back(sheets()[static_cast<std::size_t>(sheet_index_)].name);
  }
}

// The next sheet of the same header, and behind its header; false: there is none. It was looked at
// when the sheet was chosen, so that its header is where it was.
absl::StatusOr<bool> TableFile::OpenNextLikeSheet() {
  if (width_ == 0 || next_like_sheet_ == like_sheets_.size()) return false;
  LAOWU_RETURN_IF_ERROR(OpenSheet(like_sheets_[next_like_sheet_++]));
  LAOWU_RETURN_IF_ERROR(Peek(static_cast<std::size_t>(options_.limits.header_rows)).status());
  const std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  const auto place = FindHeaderOfAnyKind(options_.kind, rows);
  if (!place.has_value())
    return absl::DataLossError("工作表的表头不见了 / a sheet's header is gone");
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(place->data));
  row_number_ = static_cast<std::int64_t>(place->data);
  return true;
}

}  // namespace laowu::intake
