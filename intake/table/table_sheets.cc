// Which sheets of a workbook are read: the one that is named or looks best, and those like it.

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/table/table_file.h"
#include "intake/text/text.h"
#include "re2/re2.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr int kSheetsLookedAt = 256;  // a village each of a large county
constexpr std::size_t kLinesTried = 10;
// How much a sheet looks like the table that is wanted: these, less for others. A hidden one has a
// known header.
constexpr int kKnownTable = 4;
constexpr int kHiddenTable = 3;
constexpr int kUnknownTable = 2;

std::vector<std::string> WithoutEmptyEnd(std::vector<std::string> names) {
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

// "石桥镇鲁番村" → 石桥镇, 鲁番村; empty for other names.
std::vector<std::string> TownAndVillage(absl::string_view name) {
  static const RE2 both(R"((\p{Han}{1,8}?(?:镇|乡|街道))(\p{Han}{1,10}(?:村|社区)))");
  const absl::string_view trimmed = Trim(name);
  std::string town;
  std::string village;
  if (!RE2::FullMatch({trimmed.data(), trimmed.size()}, both, &town, &village)) return {};
  return {town, village};
}

// "石桥镇鲁番村2026年劳动力花名册" → 石桥镇, 鲁番村; "盘州市响水镇…表" → 响水镇; empty where a line
// names none, or several. 城乡, 返乡 and the like end as townships do and are none.
std::vector<std::string> TownOfTitle(absl::string_view line) {
  static const RE2 place(
      R"((?:^|[^\p{Han}]|[省市县区])([^\P{Han}省市县区]{2,7}?(?:镇|乡|街道))(\p{Han}{1,8}?(?:村|社区))?)");
  static const RE2 none(
      R"(.*(?:乡镇|村镇|城镇|集镇|城乡|返乡|回乡|还乡|家乡|老乡|[各本我该外下]镇|[各本我该外下]乡))");
  re2::StringPiece rest(line.data(), line.size());
  std::vector<std::string> found;
  std::string town;
  std::string village;
  while (RE2::FindAndConsume(&rest, place, &town, &village)) {
    if (RE2::FullMatch(town, none)) continue;
    if (!found.empty()) return {};
    found = {town};
    if (!village.empty()) found.push_back(village);
  }
  return found;
}

// Of several lines; empty also where they name two townships.
std::vector<std::string> TownOfLines(absl::Span<const std::string> lines) {
  std::vector<std::string> found;
  for (const std::string& line : lines) {
    std::vector<std::string> place = TownOfTitle(line);
    if (place.empty() || (!found.empty() && found[0] == place[0])) continue;
    if (!found.empty()) return {};
    found = std::move(place);
  }
  return found;
}

// "柏果镇（已核）" → 柏果镇 and none; "小坝村" → none and 小坝村.
std::pair<std::string, std::string> PlaceOfName(absl::string_view name) {
  static const RE2 town(R"(\p{Han}{2,8}(?:镇|乡|街道))");
  static const RE2 village(R"(\p{Han}{1,10}(?:村|社区))");
  const std::string without = WithoutBrackets(name);
  const std::string bare(Trim(without));
  if (auto both = TownAndVillage(bare); !both.empty()) return {both[0], both[1]};
  auto found = TownOfTitle(bare);
  if (found.size() > 1) return {found[0], found[1]};
  if (!found.empty()) return {found[0], ""};
  for (const char* none : {"返乡", "回乡", "城乡", "家乡", "农村", "各村", "全村", "乡村"}) {
    if (absl::EndsWith(bare, none)) return {};
  }
  if (RE2::FullMatch(bare, town)) return {bare, ""};
  if (RE2::FullMatch(bare, village)) return {"", bare};
  return {};
}

// Whether a cell under a header that nobody knows may be a township: such a column is the home.
bool MayBeTown(absl::string_view cell) { return SaysAny(cell, {"镇", "乡", "街道"}); }

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
absl::StatusOr<TableFile::SheetLook> TableFile::LookAtSheet() {
  const auto rows_max = static_cast<std::size_t>(options_.limits.header_rows);
  LAOWU_RETURN_IF_ERROR(Peek(rows_max).status());
  const std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  const auto rows_with = [&](std::ptrdiff_t cells_least) {
    return std::count_if(rows.begin(), rows.end(), [&](const TableRow& row) {
      return std::count_if(row.cells.begin(), row.cells.end(),
                           [](const std::string& cell) { return !cell.empty(); }) >= cells_least;
    });
  };
  const bool hidden = sheets()[static_cast<std::size_t>(sheet_index_)].hidden;
  const auto header = FindHeaderOfAnyKind(options_.kind, rows);
  SheetLook look;
  look.is_table = rows_with(3) >= 3;
  if (header.has_value()) look.names = WithoutEmptyEnd(header->names);
  for (std::size_t i = 0; i < (header.has_value() ? header->first : rows.size()); ++i) {
    const auto filled = std::count_if(rows[i].cells.begin(), rows[i].cells.end(),
                                      [](const std::string& cell) { return !cell.empty(); });
    if (!header.has_value() && filled > 1) break;
    for (const std::string& cell : rows[i].cells) {
      if (!cell.empty()) look.lines_above.push_back(cell);
    }
  }
  const auto wide = std::count_if(rows.begin(), rows.end(),
                                  [](const TableRow& row) { return row.cells.size() >= 2; });
  if (header.has_value() && header->data < rows.size()) {
    look.rank = hidden ? kHiddenTable : kKnownTable;
  } else if (wide >= 2) {
    look.rank = hidden ? 1 : kUnknownTable;
  } else {
    look.rank = rows.empty() || hidden ? 0 : 1;
  }
  return look;
}

absl::Status TableFile::ChooseSheet() {
  if (!options_.sheet.empty()) return OpenNamedSheet();
  if (sheets().size() == 1) return OpenSheet(0);
  std::vector<SheetLook> looks;
  absl::Status first_error;
  const int count = std::min(static_cast<int>(sheets().size()), kSheetsLookedAt);
  for (int i = 0; i < count; ++i) {
    absl::StatusOr<SheetLook> look = SheetLook();
    if (absl::Status opened = OpenSheet(i); !opened.ok()) {
      look = opened;
    } else {
      look = LookAtSheet();
    }
    if (!look.ok() && first_error.ok()) first_error = look.status();
    looks.push_back(look.ok() ? *std::move(look) : SheetLook());
  }
  // Of sheets whose header nobody knows the first that looks like a table: notes are no table.
  const auto goodness = [](const SheetLook& look) {
    return 2 * look.rank + (look.rank == kUnknownTable && look.is_table ? 1 : 0);
  };
  const auto best = std::max_element(
      looks.begin(), looks.end(),
      [&](const SheetLook& a, const SheetLook& b) { return goodness(a) < goodness(b); });
  if (best == looks.end() || best->rank < 0) return first_error;
  const auto chosen = static_cast<int>(best - looks.begin());
  LAOWU_RETURN_IF_ERROR(TakeOtherSheets(looks, chosen));
  return OpenSheet(chosen);
}

// Where the people of a sheet are from: township and village, each "" where neither its name nor
// its title says it, or the two say different ones.
std::vector<std::string> TableFile::PlaceOfSheet(absl::string_view name, const SheetLook& look) {
  auto [town, village] = PlaceOfName(name);
  const std::vector<std::string> title = TownOfLines(look.lines_above);
  if (title.empty()) return {town, village};
  const std::string& village_of_title = title.size() > 1 ? title[1] : village;
  const bool differ =
      (!town.empty() && town != title[0]) || (!village.empty() && village != village_of_title);
  if (differ) return {"", ""};
  return {title[0], village_of_title};
}

// Which of the others are read with the chosen one, and which are told.
absl::Status TableFile::TakeOtherSheets(const std::vector<SheetLook>& looks, int chosen) {
  const SheetLook& best = looks[static_cast<std::size_t>(chosen)];
  sheet_places_[chosen] = PlaceOfSheet(sheets()[static_cast<std::size_t>(chosen)].name, best);
  if (best.rank == kUnknownTable) {
    LAOWU_RETURN_IF_ERROR(FindContentHeader(chosen));
  }
  for (int i = 0; i < static_cast<int>(sheets().size()); ++i) {
    const SheetName& sheet = sheets()[static_cast<std::size_t>(i)];
    if (i == chosen) continue;
    if (i >= static_cast<int>(looks.size())) {
      if (!sheet.hidden) other_tables_.push_back(sheet.name);
      continue;
    }
    const SheetLook& look = looks[static_cast<std::size_t>(i)];
    const bool is_known = look.rank == kKnownTable;
    const bool is_like =
        is_known ? look.names == best.names : look.rank == kUnknownTable && HasContentHeader(i);
    if (is_like) {
      like_sheets_.push_back(i);
      sheet_places_[i] = PlaceOfSheet(sheet.name, look);
    } else if (sheet.hidden && (look.rank == kHiddenTable || look.is_table)) {
      other_tables_.push_back(absl::StrCat(sheet.name, "（隐藏 hidden）"));
    } else if (is_known || look.is_table) {
      other_tables_.push_back(sheet.name);
    }
  }
  return absl::OkStatus();
}

// As FindHeader will find it in the chosen sheet, where no header is known.
absl::Status TableFile::FindContentHeader(int chosen) {
  if (options_.header_line > 0) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(OpenSheet(chosen));
  const auto looked_at = static_cast<std::size_t>(options_.limits.header_rows);
  LAOWU_RETURN_IF_ERROR(
      Peek(looked_at + static_cast<std::size_t>(options_.limits.sample_rows)).status());
  const std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  const auto top = absl::MakeConstSpan(rows).first(std::min(rows.size(), looked_at));
  if (rows.empty() || !rows.front().status.ok() ||
      FindHeaderOfAnyKind(options_.kind, top).has_value()) {
    return absl::OkStatus();
  }
  const auto place = HeaderByContent(rows);
  // Without a line of names nothing says that two sheets are alike.
  if (place.has_value() && place->data > place->last) {
    content_header_ = WithoutEmptyEnd(rows[place->last].cells);
  }
  return absl::OkStatus();
}

bool TableFile::HasContentHeader(int index) {
  if (content_header_.empty() || !OpenSheet(index).ok()) return false;
  if (!Peek(static_cast<std::size_t>(options_.limits.header_rows)).ok()) return false;
  const std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  return DataBelowHeader(rows).has_value();
}

// The first row below the header of a sheet like the chosen one.
std::optional<std::size_t> TableFile::DataBelowHeader(absl::Span<const TableRow> rows) const {
  if (content_header_.empty()) {
    const auto place = FindHeaderOfAnyKind(options_.kind, rows);
    if (!place.has_value()) return std::nullopt;
    return place->data;
  }
  for (std::size_t i = 0; i < std::min(rows.size(), kLinesTried); ++i) {
    if (rows[i].status.ok() && WithoutEmptyEnd(rows[i].cells) == content_header_) return i + 1;
  }
  return std::nullopt;
}

// Whether a column of a roster says where people are from.
bool TableFile::SaysHome(const TableHeader& header) {
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    const Field field = MapHeader(TableKind::kWorkers, header.names[i]);
    if (field == Field::kTown || field == Field::kDivisionCode) return true;
    // An address of nothing but villages and groups leaves the township to the title.
    const bool may_be_home =
        (field == Field::kUnknown || field == Field::kHomeAddress) &&
        std::any_of(header.sample.begin(), header.sample.end(),
                    [&](const auto& cells) { return i < cells.size() && MayBeTown(cells[i]); });
    if (may_be_home) return true;
  }
  return false;
}

bool TableFile::HasVillage(const TableHeader& header) {
  return std::any_of(header.names.begin(), header.names.end(), [](const std::string& name) {
    return MapHeader(TableKind::kWorkers, name) == Field::kVillage;
  });
}

// A roster whose columns do not say where people are from, below a title that does.
void TableFile::TakeTownOfTitle(TableHeader& header) {
  if (options_.kind != TableKind::kWorkers || !like_sheets_.empty() || SaysHome(header)) return;
  std::vector<std::string> lines = header.lines_above;
  if (sheet_index_ < static_cast<int>(sheets().size())) {
    lines.insert(lines.begin(), sheets()[static_cast<std::size_t>(sheet_index_)].name);
  }
  title_cells_ = TownOfLines(lines);
  if (title_cells_.empty()) return;
  if (HasVillage(header)) title_cells_.resize(1);
  header.names.emplace_back("乡镇");
  if (title_cells_.size() > 1) header.names.emplace_back("村");
  for (auto& cells : header.sample) {
    cells.resize(width_);
    cells.insert(cells.end(), title_cells_.begin(), title_cells_.end());
  }
}

// The same of several sheets, each by its own name or title; false: none says it. A sheet that
// does not has its name for a township: its rows are refused with that.
bool TableFile::TakePlacesOfSheets(TableHeader& header) {
  if (options_.kind != TableKind::kWorkers || SaysHome(header)) return false;
  const auto names_any = [&](std::size_t part) {
    return std::any_of(sheet_places_.begin(), sheet_places_.end(),
                       [&](const auto& sheet) { return !sheet.second[part].empty(); });
  };
  const bool adds_town = names_any(0);
  const bool adds_village = names_any(1) && !HasVillage(header);
  if (!adds_town && !adds_village) return false;
  for (auto& [index, place] : sheet_places_) {
    const std::string& name = sheets()[static_cast<std::size_t>(index)].name;
    const bool is_undecided = place[0].empty() && place[1].empty();
    if (adds_town && is_undecided && PlaceOfName(name).first.empty()) place[0] = name;
    if (!adds_village) place.pop_back();
    if (!adds_town) place.erase(place.begin());
  }
  if (adds_town) header.names.emplace_back("乡镇");
  if (adds_village) header.names.emplace_back("村");
  has_sheet_places_ = true;
  return true;
}

void TableFile::JoinLikeSheets(TableHeader& header) {
  if (like_sheets_.empty()) return;
  if (!TakePlacesOfSheets(header)) NameSheets(header);
  for (auto& cells : header.sample) {
    cells.resize(width_);
    for (std::string& cell : SheetCells(sheet_index_)) cells.push_back(std::move(cell));
  }
}

// The column of the sheets' names.
void TableFile::NameSheets(TableHeader& header) {
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
  const auto is_both = [&](int index) {
    return !TownAndVillage(sheets()[static_cast<std::size_t>(index)].name).empty();
  };
  std::string name = "工作表";
  if (all_end_in({"村", "社区"}) && !has(Field::kVillage)) {
    name = "村";
    splits_sheet_names_ = !has(Field::kTown) && is_both(sheet_index_) &&
                          std::all_of(like_sheets_.begin(), like_sheets_.end(), is_both);
    if (splits_sheet_names_) header.names.emplace_back("乡镇");
  }
  if (all_end_in({"镇", "乡", "街道"}) && !has(Field::kTown)) name = "乡镇";
  header.names.push_back(std::move(name));
}

int TableFile::added_column_count() const {
  const std::size_t of_sheets = like_sheets_.empty() ? 0 : SheetCells(sheet_index_).size();
  return static_cast<int>(title_cells_.size() + of_sheets);
}

// What its name says of each row of a sheet: one cell, or two.
std::vector<std::string> TableFile::SheetCells(int index) const {
  if (has_sheet_places_) return sheet_places_.at(index);
  const std::string& name = sheets()[static_cast<std::size_t>(index)].name;
  if (splits_sheet_names_) return TownAndVillage(name);
  return {name};
}

// The next sheet of the same header, and behind its header; false: there is none. It was looked at
// when the sheet was chosen, so that its header is where it was.
absl::StatusOr<bool> TableFile::OpenNextLikeSheet() {
  if (width_ == 0 || next_like_sheet_ == like_sheets_.size()) return false;
  LAOWU_RETURN_IF_ERROR(OpenSheet(like_sheets_[next_like_sheet_++]));
  LAOWU_RETURN_IF_ERROR(Peek(static_cast<std::size_t>(options_.limits.header_rows)).status());
  const std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  const auto data = DataBelowHeader(rows);
  if (!data.has_value()) {
    return absl::DataLossError("工作表的表头不见了 / a sheet's header is gone");
  }
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(*data));
  row_number_ = static_cast<std::int64_t>(*data);
  return true;
}

}  // namespace laowu::intake
