#ifndef LAOWU_INTAKE_PERSON_CELLS_H_
#define LAOWU_INTAKE_PERSON_CELLS_H_

// Cells of names and telephone numbers as rosters have them. For worker_reader.cc. Pure;
// thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// "陈 小 花" → "陈小花": blanks that only fill the cell. Others stay ("阿依 古丽", "Li Ming").
std::string NameOfCell(absl::string_view text);

struct PhoneOfCell {
  std::string number;    // a mobile number of 11 digits; empty: none is read
  bool several = false;  // there are others behind it
};
// "100-1000-0003", "+86 10010000003"; the first of "10010000004；10010000014".
PhoneOfCell ReadPhoneCell(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PERSON_CELLS_H_
