#ifndef LAOWU_INTAKE_SKILL_SKILL_WORD_GUARDS_H_
#define LAOWU_INTAKE_SKILL_SKILL_WORD_GUARDS_H_

// Names of skills that stand within a longer word and mean nothing there (the 车工 of 随车工, the
// 拉面 of 货拉拉面包车, the 手焊 of 熟手焊二保焊), and those that mean another skill by what other
// clauses say. For SkillReader only. Pure and thread-safe.

#include "absl/strings/string_view.h"
#include "intake/occupation/lexicon.h"

namespace laowu::intake {

// Whether a hit in a folded statement is but a part of a longer word: one of the list for its name,
// or one that ends with the name's first character (各种|菜).
bool IsInsideAWord(absl::string_view statement, const Lexicon::Hit& hit);

// The name of the skill that `name` means in a text of several clauses, empty where it means its
// own: 车工 turns metal or sews ("会踩缝纫机,车工5年"), 从业资格证 is of who carries goods or
// passengers ("开过网约车,有从业资格证"), and an electrician fits lamps ("水电工,会装灯").
absl::string_view MeantByTheText(absl::string_view name, absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_WORD_GUARDS_H_
