#ifndef LAOWU_INTAKE_WORKER_HOUSEHOLDS_H_
#define LAOWU_INTAKE_WORKER_HOUSEHOLDS_H_

// Who belongs to whose household, in a sheet that lists people by household: a column with the
// head's name (户主姓名) and one of what each is to the head (与户主关系). People wrongly joined
// are worse than people not joined, so that a household begins with the row of its head (户主,
// under their own name, with an identity number) and goes on with the rows right below it that name
// the same head and a kinship, in the same township. Kin registered elsewhere is left out; whatever
// else comes ends it. One sheet's rows in their order; not thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

class HouseholdsOfSheet {
 public:
  // The head's identity number (personal: digest it, never store or log it); empty: no household is
  // sure. `identity_number`: the row's own, valid, else empty; `division_code`: where the row's
  // person is registered.
  std::string HeadOf(int sheet, const FieldTexts& row, absl::string_view identity_number,
                     absl::string_view division_code);
  // A row that could not be read: nobody knows whose it is.
  void Break() { head_.clear(); }

 private:
  int sheet_ = 0;
  std::string head_;  // identity number; empty: no household is open
  std::string name_;
  std::string township_;
  int member_count_ = 0;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_HOUSEHOLDS_H_
