#ifndef LAOWU_INTAKE_TABLE_DITTO_H_
#define LAOWU_INTAKE_TABLE_DITTO_H_

// "As above" in a cell: 同上, 〃, 同前, ″, ", ↑, 同上行. People write it under an employer or a
// place that holds for several rows; read as a text it would become one.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// Whether a cell is such a mark and nothing more, marks and brackets around it ignored.
bool IsDitto(absl::string_view cell);

// Puts in what the marks stand for, row by row in the order of the sheet. Not thread-safe.
class DittoFill {
 public:
  enum class Outcome : std::uint8_t {
    kFilled,      // with the same column's cell of the row above, which may be empty
    kNoRowAbove,  // the first row of its sheet, or below one that could not be read; left as it is
    kNotHere,     // of a column that tells persons and records apart; left as it is
  };
  struct Told {
    std::size_t column = 0;
    Field field = Field::kUnknown;
    std::string mark;
    Outcome outcome = Outcome::kFilled;
    bool is_empty = false;  // after it
  };
  // `fields`: what the columns mean; those that mean nothing are left alone. A mark below a mark
  // takes what that one stood for.
  std::vector<Told> Fill(int sheet, absl::Span<const Field> fields,
                         std::vector<std::string>& cells);
  // A row that could not be read: what stood there is not known.
  void Break() { has_row_above_ = false; }

 private:
  bool has_row_above_ = false;
  int sheet_ = 0;
  std::vector<std::string> above_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_DITTO_H_
