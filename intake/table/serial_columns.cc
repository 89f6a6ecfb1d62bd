#include "intake/table/serial_columns.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

using Rows = absl::Span<const std::vector<std::string>>;

// The whole numbers of a column, from the top; none: a cell holds another figure. Cells without a
// figure (合计, a signature) say nothing.
std::optional<std::vector<int>> NumbersIn(Rows rows, std::size_t column) {
  std::vector<int> numbers;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size() || !HoldsDigit(row[column])) continue;
    // "1.", "1、", "(1)", "①"
    const std::string bare =
        absl::StrReplaceAll(FoldTight(row[column]), {{".", ""}, {"、", ""}, {"(", ""}, {")", ""}});
    int number = 0;
    if (!absl::SimpleAtoi(bare, &number) || number < 0 || absl::StrContains(row[column], "-")) {
      return std::nullopt;
    }
    numbers.push_back(number);
  }
  return numbers;
}

// 1, 2, 3 … from the top; a number may repeat, and begin anew.
bool RunsFromOne(const std::vector<int>& numbers) {
  constexpr int kLeastDifferent = 3;
  int last = 0;
  int most = 0;
  for (const int number : numbers) {
    if (number != last + 1 && number != 1 && number != last) return false;
    last = number;
    most = std::max(most, number);
  }
  return most >= kLeastDifferent;
}

// Small whole numbers, as dense as a counter leaves them that was filtered or sorted.
bool LooksCounted(const std::vector<int>& numbers) {
  constexpr int kSmall = 99;
  constexpr int kBeginning = 10;  // of a counter, filtered
  if (numbers.empty()) return false;
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  if (*least < 1) return false;
  const auto count = static_cast<std::int64_t>(numbers.size());
  const bool ascends = std::is_sorted(numbers.begin(), numbers.end()) && *least <= kBeginning;
  return *most <= std::max<std::int64_t>(kSmall, ascends ? 10 * count : 2 * count);
}

// Beside identity numbers, which tell who is meant: also of a list that is short, filtered, sorted
// or cut from a longer one.
bool CountsPeople(const std::vector<int>& numbers) {
  constexpr int kOfAVillage = 999;
  const auto is_small = [](int number) { return number >= 1 && number <= kOfAVillage; };
  if (numbers.empty()) return false;
  return std::all_of(numbers.begin(), numbers.end(), is_small) || RunsFromOne(numbers) ||
         LooksCounted(numbers);
}

// A header that counts and does not say what: 编号, ID, "编号\nNo.". Of two lines the lower one.
bool IsCounterWord(absl::string_view header) {
  static constexpr absl::string_view kWords[] = {
      "编号",   "号",   "号码",     "编码",     "序列号", "序列",   "顺序号",
      "顺序",   "项次", "id",       "no",       "编号id", "编号no", "号no",
      "number", "#",    "序号编号", "编号序号", "番号",   "行次",   "编号number"};
  const auto bare = [](absl::string_view text) {
    return absl::StrReplaceAll(FoldTight(WithoutBrackets(text)),
                               {{".", ""}, {":", ""}, {"*", ""}, {"/", ""}, {"编號", "编号"}});
  };
  const auto is_word = [&](absl::string_view text) {
    const std::string key = bare(text);
    return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
  };
  return is_word(header) || is_word(header.substr(header.rfind('/') + 1));
}

void CallSerial(ColumnMeaning& column) {
  column.field = Field::kIgnored;
  column.by = MappedBy::kContent;
  column.confidence = 90;
  column.reason = "内容 content: 1, 2, 3 … 是序号 serial numbers";
}

void SettleOfVacancies(Rows rows, std::vector<ColumnMeaning>& columns) {
  constexpr std::size_t kLeastToDoubt = 3;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnMeaning& column = columns[i];
    const bool may_count = column.field == Field::kReference || column.field == Field::kUnknown;
    if (column.by == MappedBy::kUser || !may_count) continue;
    const bool is_counter_word = IsCounterWord(column.header);
    if (column.field == Field::kUnknown && !is_counter_word) continue;
    const auto numbers = NumbersIn(rows, i);
    if (!numbers.has_value() || !LooksCounted(*numbers)) continue;
    if (is_counter_word) {
      CallSerial(column);
    } else if (numbers->size() >= kLeastToDoubt && RunsFromOne(*numbers)) {
      column.confidence = 60;
      column.reason = "表头 header；内容像序号 content like serial numbers";
      column.doubt = absl::StrCat(
          "“", column.header,
          "”从 1 起顺着排，按岗位编号读；如果只是序号（下次重排会改到别的岗位），",
          "请指定 --column ", column.letter, "=ignored / \"", column.header,
          "\" runs from 1 and is read as the vacancies' own numbers; if it only counts the rows, "
          "the next file's would name other vacancies: map it to ignored");
    }
  }
}

void SettleOfPeople(Rows rows, std::vector<ColumnMeaning>& columns) {
  const bool has_identity = std::any_of(
      columns.begin(), columns.end(),
      [](const ColumnMeaning& column) { return column.field == Field::kIdentityNumber; });
  if (!has_identity) return;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnMeaning& column = columns[i];
    if (column.field != Field::kReference || column.by == MappedBy::kUser ||
        !IsCounterWord(column.header)) {
      continue;
    }
    const auto numbers = NumbersIn(rows, i);
    if (numbers.has_value() && CountsPeople(*numbers)) CallSerial(column);
  }
}

}  // namespace

void SettleSerialNumbers(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                         std::vector<ColumnMeaning>& columns) {
  if (kind == TableKind::kVacancies) {
    SettleOfVacancies(rows, columns);
  } else {
    SettleOfPeople(rows, columns);
  }
}

}  // namespace laowu::intake
