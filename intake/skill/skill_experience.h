#ifndef LAOWU_INTAKE_SKILL_SKILL_EXPERIENCE_H_
#define LAOWU_INTAKE_SKILL_SKILL_EXPERIENCE_H_

// How long somebody has done what a clause speaks of, in months: "5年电焊", "干了十几年" (10 years
// at the least), "六七年", "一年半", "8个月". For SkillReader only; texts are as FoldTight makes
// them. Pure and thread-safe.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// 0 where nothing is said. "2019年考的" and "18年开始" are years of the calendar, "2年前" is how
// long ago, "两年没做" how long not.
int MonthsSaid(absl::string_view clause);

// Of a statement that tells how long, and nothing else: "干了10年", "15年经验"; else 0.
int MonthsSaidAlone(absl::string_view statement);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_EXPERIENCE_H_
