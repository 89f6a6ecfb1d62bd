#include "intake/file/sheet_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "intake/file/cell_format.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Merged cells that reach into one row; no sheet that people made has as many.
constexpr std::size_t kActiveMax = 1'024;

std::string Letter(std::int64_t column) { return ColumnLetter(static_cast<int>(column)); }

}  // namespace

std::string LostDigitsNote(std::int64_t column) {
  const std::string letter = Letter(column);
  return absl::StrCat(
      letter,
      " 列：号码在表格里被存成了数字，后几位已经丢失；请把这一列设为“文本”再重新填写 "
      "(column ",
      letter,
      ": stored as a number, and its last digits are lost; format the column as "
      "text and enter it again)");
}

void SheetRows::AddMerge(const MergedCells& merge) {
  if (merge.last_row <= merge.first_row || merge.column < 0 ||
      merge.column >= limits_.text.max_column_count ||
      static_cast<int>(merges_.size()) >= limits_.max_merge_count) {
    return;
  }
  merges_.push_back(merge);
  const auto at = static_cast<std::size_t>(merge.column);
  if (taken_through_.size() <= at) taken_through_.resize(at + 1);
  if (in_row_) taken_through_[at] = merge.last_row;
}

void SheetRows::SortMerges() {
  std::stable_sort(merges_.begin(), merges_.end(), [](const MergedCells& a, const MergedCells& b) {
    return a.first_row < b.first_row;
  });
}

void SheetRows::Begin(std::int64_t row_number, bool hidden) {
  const std::int64_t number = std::max(row_number, row_.line_number + 1);
  row_ = TableRow();
  row_.line_number = number;
  row_.hidden = hidden;
  in_row_ = true;
  has_text_ = false;
  row_bytes_ = 0;
}

void SheetRows::Set(std::int64_t column, absl::string_view text) {
  text = Trim(text);
  if (text.empty() || !row_.status.ok()) return;
  if (column >= limits_.text.max_column_count) {
    row_.beyond = true;
    return;
  }
  has_text_ = true;
  row_bytes_ += text.size();
  if (row_bytes_ > static_cast<std::size_t>(limits_.text.max_row_bytes)) {
    Fail(column, absl::StrCat("the row has more than ", limits_.text.max_row_bytes, " bytes"));
    return;
  }
  const auto at = static_cast<std::size_t>(column);
  if (row_.cells.size() <= at) row_.cells.resize(at + 1);
  row_.cells[at] = std::string(text);
}

void SheetRows::NoteLostDigits(std::int64_t column) {
  if (column >= limits_.text.max_column_count) return;
  row_.notes.push_back(LostDigitsNote(column));
}

void SheetRows::NoteError(std::int64_t column, absl::string_view error) {
  if (column >= limits_.text.max_column_count) return;
  const std::string letter = Letter(column);
  row_.notes.push_back(absl::StrCat(letter, " 列：公式出错 ", error, "，按空白处理 (column ",
                                    letter, ": a formula's error, read as empty)"));
}

void SheetRows::NoteNotComputed(std::int64_t column) {
  if (column >= limits_.text.max_column_count) return;
  const std::string letter = Letter(column);
  row_.notes.push_back(absl::StrCat(
      letter, " 列：公式没有算好的值，按空白处理；用 Excel 打开、保存后再传 (column ", letter,
      ": a formula without its value, read as empty; open the file in Excel and save it)"));
}

void SheetRows::Fail(std::int64_t column, absl::string_view what) {
  has_text_ = true;
  if (!row_.status.ok()) return;
  row_.status = absl::InvalidArgumentError(
      absl::StrCat("第 ", row_.line_number, " 行 ", Letter(column),
                   " 列读不出（太长、太宽或已损坏），本行略过 / row ", row_.line_number,
                   ", column ", Letter(column), ": ", what, "; the row is left out"));
}

bool SheetRows::IsTaken(int column) const {
  const auto at = static_cast<std::size_t>(column);
  return at < taken_through_.size() && row_.line_number <= taken_through_[at];
}

void SheetRows::FillMerges() {
  std::erase_if(active_,
                [&](const Active& active) { return active.merge.last_row < row_.line_number; });
  for (; next_merge_ < merges_.size() && merges_[next_merge_].first_row <= row_.line_number;
       ++next_merge_) {
    const MergedCells& merge = merges_[next_merge_];
    const auto at = static_cast<std::size_t>(merge.column);
    if (merge.first_row != row_.line_number || active_.size() >= kActiveMax) continue;
    active_.push_back({merge, at < row_.cells.size() ? row_.cells[at] : ""});
  }
  // A row with nothing of its own is the rest of a merged cell.
  if (!has_text_ || !row_.status.ok()) return;
  for (const Active& active : active_) {
    const auto at = static_cast<std::size_t>(active.merge.column);
    if (active.text.empty()) continue;
    if (row_.cells.size() <= at) row_.cells.resize(at + 1);
    if (row_.cells[at].empty()) row_.cells[at] = active.text;
  }
}

void SheetRows::End() {
  if (!in_row_) return;
  in_row_ = false;
  if (!row_.status.ok()) {
    row_.cells.clear();
  }
  FillMerges();
  if (!has_text_) return;
  TableRow row = std::move(row_);
  row_ = TableRow();
  row_.line_number = row.line_number;
  done_.push_back(std::move(row));
}

bool SheetRows::Pop(TableRow& row) {
  if (done_.empty()) return false;
  row = std::move(done_.front());
  done_.pop_front();
  return true;
}

}  // namespace laowu::intake
