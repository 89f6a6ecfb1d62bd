#ifndef LAOWU_INTAKE_SKILL_SKILL_REACH_H_
#define LAOWU_INTAKE_SKILL_SKILL_REACH_H_

// Which work a skill can belong to. The same words name other things in another industry: 开槽 cuts
// cartons and walls, 打疫苗 is done to pigs and to whoever starts work, 带班 is a site's foreman
// and a class's teacher, 床垫 is made and slept on. Pure and thread-safe.

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

// Of a group of skills or one skill, the classes of the occupations that it can belong to; "!": not
// these of them. Of rows and classes the longest that fits counts. A group without a row belongs to
// any work.
struct SkillReach {
  absl::string_view skill;    // a skill's code, or the beginning of several, which ends in "-"
  absl::string_view classes;  // blanks between them
};

// The whole table, in no order that means something; for tests of it.
absl::Span<const SkillReach> SkillReaches();

// Whether work of the occupation ("6-29-03-02"; a class above as well) has no use for the skill, so
// that its name in such a posting names something else. False for what any work may ask for
// (licences, languages, papers, forklifts, spreadsheets), and where no occupation is known.
bool IsFarFromWork(absl::string_view skill_code, absl::string_view occupation_code);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_REACH_H_
