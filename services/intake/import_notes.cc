#include "services/intake/import_notes.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"
#include "intake/text/text.h"

namespace laowu::intake_role {
namespace {

using v1::ImportRow;

// More ways to be wrong than any file has; beyond them rows differ, and nothing is to be said of
// all.
constexpr size_t kRejectionsMost = 1'000;
// From such a share of so many rows on it is the file; of fewer it is where all are wrong.
constexpr int64_t kRowsLeast = 20;
constexpr int64_t kSamePercentLeast = 80;
constexpr int64_t kAllRowsLeast = 3;

}  // namespace

bool IsOfFile(const v1::Warning& warning) { return warning.reason() == "OPENINGS_UNKNOWN"; }

void ImportNotes::Count(const ImportRow& row) {
  ++row_count_;
  CountWarnings(row);
  CountRejections(row);
}

void ImportNotes::CountWarnings(const ImportRow& row) {
  std::set<std::string> reasons;
  for (const auto& warning : row.warnings()) {
    if (reasons.insert(warning.reason()).second) CountWarning(row, warning);
  }
}

std::set<ImportNotes::Rejection> ImportNotes::RejectionsOf(const ImportRow& row) {
  std::set<Rejection> wrong;
  if (row.change() != ImportRow::REJECT) return wrong;
  for (const auto& any : row.status().details()) {
    google::rpc::BadRequest bad;
    if (!any.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) {
      wrong.emplace(violation.field(), violation.description());
    }
  }
  if (wrong.empty()) wrong.emplace("", row.status().message());
  return wrong;
}

void ImportNotes::CountRejections(const ImportRow& row) {
  for (const Rejection& one : RejectionsOf(row)) {
    if (rejections_.size() < kRejectionsMost || rejections_.contains(one)) ++rejections_[one];
  }
}

void ImportNotes::CountAgain(const ImportRow& before, const ImportRow& after) {
  std::set<std::string> counted;
  for (const auto& warning : before.warnings()) counted.insert(warning.reason());
  std::set<std::string> kept;
  for (const auto& warning : after.warnings()) {
    const bool is_new = kept.insert(warning.reason()).second;
    if (is_new && !counted.contains(warning.reason())) CountWarning(after, warning);
  }
  for (const std::string& reason : counted) {
    const auto found = warnings_.find(reason);
    if (kept.contains(reason) || found == warnings_.end()) continue;
    const int64_t row_count = found->second.row_count() - 1;
    found->second.set_row_count(row_count);
    if (row_count == 0) warnings_.erase(found);
  }
  for (const Rejection& one : RejectionsOf(before)) {
    const auto found = rejections_.find(one);
    if (found != rejections_.end() && --found->second == 0) rejections_.erase(found);
  }
  CountRejections(after);
}

void ImportNotes::CountOfFile(const ImportRow& row, const v1::Warning& warning) {
  if (IsOfFile(warning)) CountWarning(row, warning);
}

void ImportNotes::CountWarning(const ImportRow& row, const v1::Warning& warning) {
  auto& counted = warnings_[warning.reason()];
  counted.set_reason(warning.reason());
  counted.set_row_count(counted.row_count() + 1);
  if (counted.row_count() > 1) return;
  counted.set_message(warning.message());
  counted.set_first_line_number(row.line_number());
  counted.set_first_field_path(warning.field_path());
  counted.set_first_sheet_display_name(row.sheet_display_name());
}

void ImportNotes::Note(const std::string& reason, int64_t row_count, std::string message) {
  auto& noted = warnings_[reason];
  noted.set_reason(reason);
  noted.set_row_count(row_count);
  noted.set_message(std::move(message));
}

void ImportNotes::NoteNewSource(const std::string& source, const std::vector<std::string>& known) {
  if (known.empty()) return;
  Note("NEW_SOURCE", 0,
       absl::StrCat(
           "来源“", source, "”第一次出现，不会关闭任何岗位；已有来源：", absl::StrJoin(known, "、"),
           "。是否写错了来源？ / the source is new, and nothing will be closed; is it one of "
           "those that are known: ",
           absl::StrJoin(known, ", "), "?"));
}

void ImportNotes::NoteNothingClosed() {
  Note("NOTHING_CLOSED", 0,
       "有的退回行连编号和岗位名称都读不出，无法判断哪些岗位不在表里，本次不关闭任何岗位；请改好后"
       "再导入 / "
       "of some rejected rows neither number nor title can be read, so it cannot be told what the "
       "file no longer names: nothing will be closed. Mend them and import the file again");
}

void ImportNotes::NoteColumns(const std::vector<intake::ColumnMeaning>& columns) {
  using intake::Field;
  const bool has_pay = std::any_of(columns.begin(), columns.end(), [](const auto& column) {
    return column.field == Field::kWageText || column.field == Field::kWageMin ||
           column.field == Field::kWageMax;
  });
  std::vector<std::string> unread;
  for (const intake::ColumnMeaning& column : columns) {
    if (column.doubt.empty()) continue;
    if (column.field != Field::kUnknown) {
      Note("REFERENCE_DOUBTFUL", 0, column.doubt);
    } else {
      unread.push_back(absl::StrCat(column.letter, "“", column.header, "”"));
    }
  }
  if (unread.empty()) return;
  const std::string list = intake::Excerpt(absl::StrJoin(unread, "、"), 400);
  Note("FIGURES_NOT_READ", 0,
       absl::StrCat("这些列是数，看不出是什么，没有读：", list,
                    has_pay ? "" : "；这张表没有读到工资列",
                    "。要读请指定列（--column 列=字段），不用的指定 ignored / columns of figures "
                    "that nothing tells what they are were not read: ",
                    list, has_pay ? "" : "; no column of pay was found in this table",
                    ". Map them (--column letter=field), or to ignored"));
}

void ImportNotes::NoteMonths() {
  Note("SHEETS_BY_MONTH", 0,
       "工作表像是一月一张，已合并读取，往月的岗位也在内；只读一张请用 sheet_display_name / the "
       "sheets "
       "look like one a month and were read as one table, past months with them; "
       "sheet_display_name reads one alone");
}

void ImportNotes::NoteRejections() {
  const auto most =
      std::max_element(rejections_.begin(), rejections_.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == rejections_.end()) return;
  const bool are_all = most->second == row_count_ && row_count_ >= kAllRowsLeast;
  const bool are_most =
      most->second * 100 >= row_count_ * kSamePercentLeast && row_count_ >= kRowsLeast;
  if (!are_all && !are_most) return;
  const auto& [field, what] = most->first;
  Note("WHOLE_FILE", most->second,
       absl::StrCat("几乎每行都因同一原因退回，是否传错了文件、列或账号？ / nearly every row is "
                    "rejected for one reason: is it the wrong file, column or account? ",
                    field, field.empty() ? "" : ": ", what));
}

void ImportNotes::NoteFile(const intake::TableFile& file) {
  if (row_count_ == 0 && unfilled_row_count_ == 0) {
    Note("NO_ROWS", 0, "表里只有表头，没有数据行 / the table has a header and no rows under it");
  }
  if (total_row_count_ > 0) {
    Note("TOTAL_ROWS", total_row_count_,
         "合计、说明、签字、页码、续表和重复的表头不是记录，已跳过 / totals, notes, signatures, "
         "page "
         "numbers and repeated headers are no records and were passed over");
  }
  if (unfilled_row_count_ > 0) {
    Note("UNFILLED_ROWS", unfilled_row_count_,
         "还没有填写的行已跳过，可以填好后再次导入 / rows that are not filled in yet were passed "
         "over; fill them in and import the file again");
  }
  if (file.hidden_row_count() > 0) {
    Note("HIDDEN_ROWS", file.hidden_row_count(),
         "被筛选或隐藏的行也已读取 / rows that a filter hides were read as well");
  }
  if (file.passed_record_count() > 0) {
    Note("ROWS_ABOVE_HEADER", file.passed_record_count(),
         "表头上方有几行像是另一张表的记录，没有读；如是记录，请另存为一个文件再导入 / rows above "
         "the header look like records of another table and were not read; if they are, send them "
         "as a file of their own");
  }
  if (file.columns_cut()) {
    const int most = file.columns_most();
    Note("COLUMNS_CUT", 0,
         absl::StrCat("表头超过 ", most, " 列，只读了前 ", most,
                      " 列；后面的列要读的，请移到前面或删去空列后再传 / the header has more than ",
                      most, " columns, of which the first ", most,
                      " were read; move what is beyond to the front, if it matters"));
  }
  if (file.sheet_count() > 1) {
    Note("SEVERAL_SHEETS", 0,
         absl::StrCat(file.sheet_count(),
                      " 个表头相同的工作表合并读取；只读一个请用 sheet_display_name / sheets with "
                      "one header were read as one table; sheet_display_name reads one alone"));
  }
  const auto& read = file.sheets()[static_cast<std::size_t>(file.sheet_index())];
  if (read.hidden) {
    Note("HIDDEN_SHEET", 0,
         absl::StrCat("读的是隐藏的工作表“", read.name,
                      "”；要读别的，请用 sheet_display_name / the sheet that was read is hidden in "
                      "the workbook: ",
                      read.name, "; sheet_display_name reads another"));
  }
  if (!file.other_tables().empty()) {
    constexpr std::size_t kNamesShown = 50;
    std::vector<std::string> names = file.other_tables();
    if (names.size() > kNamesShown) {
      names.resize(kNamesShown);
      names.emplace_back("…");
    }
    Note("OTHER_SHEETS", 0,
         absl::StrCat("另有工作表未读，请用 sheet_display_name 另行导入 / other sheets have rows, "
                      "too; import them by name: ",
                      absl::StrJoin(names, ", ")));
  }
}

void ImportNotes::Fill(const intake::TableFile& file, v1::Import& import) {
  NoteRejections();
  NoteFile(file);
  import.clear_warnings();
  for (const auto& [reason, counted] : warnings_) *import.add_warnings() = counted;
}

}  // namespace laowu::intake_role
