#ifndef LAOWU_INTAKE_OCCUPATION_NO_TITLE_H_
#define LAOWU_INTAKE_OCCUPATION_NO_TITLE_H_

// Clauses of a posting that hold the name of a work and are no title. For posting_title.cc only.
// Pure and thread-safe; of folded clauses.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// A reason ("因扩大生产"), an address ("工业大道28号三楼人事部"), a benefit ("离家近能带孩子"), a
// chat name ("zs-hr_2026"), or what all do who leave home ("出国打工").
bool IsAboutTheWork(absl::string_view clause);

// "小时工", "季节工": how somebody is hired and not for what. A work that is named elsewhere says
// more.
bool SaysHowHired(absl::string_view name);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_NO_TITLE_H_
