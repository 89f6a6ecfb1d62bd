#ifndef LAOWU_INTAKE_WORKER_PERSON_CELLS_H_
#define LAOWU_INTAKE_WORKER_PERSON_CELLS_H_

// Cells of names, telephone and identity numbers as rosters have them. For the readers of people.
// Pure; thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// "陈 小 花" → "陈小花": blanks that only fill the cell. Others stay ("阿依 古丽", "Li Ming"). A
// note behind the name goes: "陈小花（已外出）", "陈小花\n（户主）".
std::string NameOfCell(absl::string_view text);

// "陈小花、陈大云": two names in one cell.
bool NamesSeveral(absl::string_view text);

// What stands for no number: nothing, 无, "/", 待补.
bool IsNoNumber(absl::string_view text);

// What is wrong with an identity number that is not valid, `why` in general: one with digits hidden
// (529999********1234), rounded by a spreadsheet, of several persons. `bare`: FoldTight of it.
// Holds nothing of the number.
std::string WhyNoIdentityNumber(absl::string_view bare, absl::string_view why);

// Whether a cell of telephones says that the number is an official's (杨支书 100…), or names, under
// a header of contacts (联系人及电话), another than the person. Of the family's it does not: they
// are reached by it.
bool IsAnothersPhone(absl::string_view header, absl::string_view text, absl::string_view name);

struct PhoneOfCell {
  std::string number;    // a mobile number of 11 digits; empty: none is read
  bool several = false;  // there are others behind it
};
// "100-1000-0003", "+86 10010000003"; the first of "10010000004；10010000014".
PhoneOfCell ReadPhoneCell(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_PERSON_CELLS_H_
