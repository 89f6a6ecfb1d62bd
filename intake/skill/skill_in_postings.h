#ifndef LAOWU_INTAKE_SKILL_SKILL_IN_POSTINGS_H_
#define LAOWU_INTAKE_SKILL_SKILL_IN_POSTINGS_H_

// Names of skills that in a posting name something else than what the worker does: the firm's trade
// (火锅店), other people (服从班组长安排, 配合采购部), the things that are made or mended
// (缝纫机装配), what the house gives (彩钢房住), addresses (C1栋). For SkillReader only. Pure and
// thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/lexicon.h"

namespace laowu::intake {

// "门卫处打电话": whom to ask is no skill. `text` without such words.
std::string WithoutWhereToAsk(std::string text);

// Takes those out of the hits of a statement.
void DropWhatIsNoSkillThere(absl::string_view statement, std::vector<Lexicon::Hit>& hits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_IN_POSTINGS_H_
