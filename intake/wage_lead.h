#ifndef LAOWU_INTAKE_WAGE_LEAD_H_
#define LAOWU_INTAKE_WAGE_LEAD_H_

// What the words before a figure of a wage text say of it: "月薪", "底薪", "最高", "全勤奖". For
// wage.cc only. Pure and thread-safe.

#include "absl/strings/string_view.h"
#include "intake/wage.h"

namespace laowu::intake {

// What the words before a figure say about it. The last one said counts most.
struct Lead {
  WageUnit unit = WageUnit::kNone;
  PayBasis basis = PayBasis::kUnspecified;
  bool extra = false;  // a bonus or an allowance, not the wage
  bool named = false;  // 日薪, 时薪: the pay of `unit` itself, not a word about working hours
  bool aside = false;  // of weekends, of part-time or short-term work: kept behind other figures
  bool days_off = false;  // of weekends and holidays
  bool for_two = false;   // "夫妻两人12000": what both get
  bool at_least = false;
  bool at_most = false;
};

// Of the last clause of `words`, a piece of a prepared text (wage_text.h).
Lead ReadLead(absl::string_view words);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_LEAD_H_
