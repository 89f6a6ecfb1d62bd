#include "intake/table/ditto.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_replace.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Two rows that agree in these are one person or one record twice.
bool TellsApart(Field field) {
  return field == Field::kReference || field == Field::kIdentityNumber ||
         field == Field::kPersonName || field == Field::kWorkerName || field == Field::kPlacement ||
         field == Field::kNamedOutcome;
}

}  // namespace

bool IsDitto(absl::string_view cell) {
  constexpr std::size_t kLongestBytes = 40;
  cell = Trim(cell);
  if (cell.empty() || cell.size() > kLongestBytes) return false;
  // What every mark and every word has one of, and most cells none.
  if (!SaysAny(cell,
               {"〃", "″", "\"", "＂", "“", "”", "↑", "''", "上", "前", "o", "O", "ｏ", "Ｏ"})) {
    return false;
  }
  // Its marks may stand twice, or with blanks between: "〃 〃".
  const std::string marks = absl::StrReplaceAll(cell, {{"〃", ""},
                                                       {"″", ""},
                                                       {"\"", ""},
                                                       {"＂", ""},
                                                       {"“", ""},
                                                       {"”", ""},
                                                       {"↑", ""},
                                                       {"''", ""},
                                                       {" ", ""},
                                                       {"　", ""}});
  if (marks.empty()) return true;
  const std::string word = absl::StrReplaceAll(FoldTight(cell), {{"(", ""},
                                                                 {")", ""},
                                                                 {"[", ""},
                                                                 {"]", ""},
                                                                 {"。", ""},
                                                                 {".", ""},
                                                                 {"-", ""},
                                                                 {"“", ""},
                                                                 {"”", ""},
                                                                 {"\"", ""}});
  static constexpr std::array<absl::string_view, 10> kWords = {
      "同上", "同前",   "同上行", "同上一行", "同上面",
      "如上", "同上格", "同上列", "ditto",    "sameasabove"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::vector<DittoFill::Told> DittoFill::Fill(int sheet, absl::Span<const Field> fields,
                                             std::vector<std::string>& cells) {
  if (sheet != sheet_) has_row_above_ = false;
  std::vector<Told> told;
  for (std::size_t i = 0; i < std::min(cells.size(), fields.size()); ++i) {
    if (fields[i] == Field::kUnknown || fields[i] == Field::kIgnored || !IsDitto(cells[i])) {
      continue;
    }
    Told one{i, fields[i], cells[i], Outcome::kFilled, false};
    if (TellsApart(fields[i])) {
      one.outcome = Outcome::kNotHere;
    } else if (!has_row_above_) {
      one.outcome = Outcome::kNoRowAbove;
    } else {
      cells[i] = i < above_.size() ? above_[i] : "";
      // A mark that stood for nothing above stands for nothing here.
      if (IsDitto(cells[i])) {
        cells[i] = one.mark;
        one.outcome = Outcome::kNoRowAbove;
      }
    }
    one.is_empty = cells[i].empty();
    told.push_back(std::move(one));
  }
  above_ = cells;
  sheet_ = sheet;
  has_row_above_ = true;
  return told;
}

}  // namespace laowu::intake
