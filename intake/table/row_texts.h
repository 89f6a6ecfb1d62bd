#ifndef LAOWU_INTAKE_TABLE_ROW_TEXTS_H_
#define LAOWU_INTAKE_TABLE_ROW_TEXTS_H_

// Access to a row's texts by field, and the reports every reader makes. For the readers of this
// folder only.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"
#include "intake/text/reading.h"
#include "intake/text/text.h"

namespace laowu::intake {

class RowTexts {
 public:
  explicit RowTexts(const FieldTexts& row) : row_(row) {}

  // The first cell of the field; nullptr if there is none.
  const FieldText* Find(Field field) const {
    for (const FieldText& cell : row_) {
      if (cell.field == field && !Trim(cell.text).empty()) return &cell;
    }
    return nullptr;
  }
  absl::string_view Get(Field field) const {
    const FieldText* cell = Find(field);
    return cell == nullptr ? absl::string_view() : Trim(cell->text);
  }
  // The cells of a field, as they stand: 需求人数 of men and of women.
  std::vector<const FieldText*> All(Field field) const {
    std::vector<const FieldText*> cells;
    for (const FieldText& cell : row_) {
      if (cell.field == field && !Trim(cell.text).empty()) cells.push_back(&cell);
    }
    return cells;
  }
  // All cells of the fields, in order of the row, joined by a line break.
  std::string Join(std::initializer_list<Field> fields) const {
    std::string joined;
    for (const FieldText& cell : row_) {
      for (Field field : fields) {
        if (cell.field == field) absl::StrAppend(&joined, joined.empty() ? "" : "\n", cell.text);
      }
    }
    return joined;
  }

 private:
  const FieldTexts& row_;
};

// Collects what is reported of a row. `Reading` is VacancyReading or WorkerReading.
template <typename Reading>
class Reports {
 public:
  explicit Reports(Reading& reading) : reading_(reading) {}

  void Infer(absl::string_view path, absl::string_view source, absl::string_view rule,
             int confidence) {
    reading_.inferred_fields.push_back(
        {std::string(path), Excerpt(source), std::string(rule), confidence});
  }
  void Warn(absl::string_view reason, absl::string_view path, absl::string_view source,
            absl::string_view message) {
    reading_.warnings.push_back(
        {std::string(reason), std::string(path), Excerpt(source), std::string(message)});
  }
  void Reject(absl::string_view path, absl::string_view source, absl::string_view message) {
    reading_.violations.push_back({std::string(path), Excerpt(source), std::string(message)});
  }

 private:
  Reading& reading_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_ROW_TEXTS_H_
