#ifndef LAOWU_INTAKE_WORKER_SKILL_MONTHS_H_
#define LAOWU_INTAKE_WORKER_SKILL_MONTHS_H_

// For how long the columns of past work say that somebody did what a skill of another column is:
// 二保焊 beside "在柳州焊车架3年半", 会炒菜 beside "馆子头炒过2年". For worker_reader.cc. Pure and
// thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/occupation.h"

namespace laowu::intake {

class PastWork {
 public:
  // `text`: what these columns say. `skills` is used here alone.
  PastWork(absl::string_view text, const SkillReader& skills);

  // Of the clauses that speak of the skill, the longest time; 0 if there is none. A clause speaks
  // of it that names it; or, if it names no other, that begins as its name does (数控10年 beside
  // 数控车工) or does the same with other things (焊 of 二保焊 in 焊车架).
  int MonthsOf(const SkillMention& mention) const;

 private:
  struct Clause {
    std::string text;
    int months = 0;
    std::vector<std::string> skill_codes;
  };
  std::vector<Clause> clauses_;  // those that tell how long
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_SKILL_MONTHS_H_
